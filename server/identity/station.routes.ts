import { z } from '@hono/zod-openapi';
import { streamSSE } from 'hono/streaming';
import { answers, json, route, routes } from '#server/platform/route.ts';
import { Done, done, Id, IdParam, Name, Pin, Station, StationHere, StationMade, Step } from './identity.shapes.ts';
import { incoming, withCookies } from './incoming.ts';
import { atWork } from './signed-in.ts';
import {
  addStation,
  enrolStation,
  listStations,
  markStaffStation,
  noStation,
  readStation,
  revokeStation,
} from './station.actions.ts';
import { tellStation } from './station-stream.ts';
import { setPin, switchTo } from './switch.actions.ts';

export const stationRoutes = routes()
  .openapi(
    route({
      method: 'get',
      path: '/api/stations',
      may: 'station.read',
      summary: 'Tablets and computers of the clinic',
      responses: { 200: answers(z.object({ stations: z.array(Station) }).openapi('Stations')) },
    }),
    async (c) => c.json({ stations: await listStations(c.var.ctx) }, 200),
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/stations',
      may: 'station.write',
      summary: 'Make a code that turns one tablet into a station',
      request: json(z.object({ name: Name }).openapi('NewStation')),
      responses: { 201: answers(StationMade) },
    }),
    async (c) => c.json(await addStation(c.var.services, c.var.ctx, c.req.valid('json').name), 201),
  )
  .openapi(
    route({
      method: 'put',
      path: '/api/stations/{id}/staff',
      may: 'station.write',
      summary: 'Mark a station as one where staff sit: reminders sound there, and nowhere else',
      request: { params: IdParam, ...json(z.object({ isStaffStation: z.boolean() }).openapi('StaffStation')) },
      responses: { 200: answers(Done) },
    }),
    async (c) => {
      await markStaffStation(c.var.ctx, c.req.valid('param').id, c.req.valid('json').isStaffStation);
      return c.json(done, 200);
    },
  )
  .openapi(
    route({
      method: 'delete',
      path: '/api/stations/{id}',
      may: 'station.write',
      summary: 'Revoke a station: its sign-ins end and it wipes what it keeps',
      request: { params: IdParam },
      responses: { 200: answers(Done) },
    }),
    async (c) => {
      await revokeStation(c.var.ctx, c.req.valid('param').id);
      return c.json(done, 200);
    },
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/station/enrol',
      may: 'anyone',
      summary: 'Make this browser the station that the code stands for',
      request: json(z.object({ code: z.string().min(1, 'is needed').max(40, 'is too long') }).openapi('StationCode')),
      responses: {
        200: answers(
          z.object({ id: z.uuid(), name: z.string(), enrolledAt: z.iso.datetime() }).openapi('StationEnrolled'),
        ),
      },
    }),
    async (c) => c.json(withCookies(c, await enrolStation(await incoming(c), c.req.valid('json').code)), 200),
  )
  .openapi(
    route({
      method: 'get',
      path: '/api/station',
      may: 'station',
      summary: 'This station, and who has worked at it',
      responses: { 200: answers(StationHere) },
    }),
    async (c) => c.json(await readStation(await incoming(c)), 200),
  )
  .openapi(
    route({
      method: 'get',
      path: '/api/station/live',
      may: 'station',
      summary: 'Server-sent events for a station at which nobody is signed in: that it was revoked',
      responses: { 200: { description: 'A stream', content: { 'text/event-stream': { schema: z.string() } } } },
    }),
    async (c) => {
      const req = await incoming(c);
      if (req.station === undefined) throw noStation();
      return streamSSE(c, (stream) => tellStation(req, stream));
    },
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/station/pin',
      may: 'me.read',
      summary: 'Set your PIN for this station, after a full sign-in here',
      request: json(z.object({ pin: Pin }).openapi('NewPin')),
      responses: { 200: answers(Done) },
    }),
    async (c) => c.json(await setPin(await atWork(c), c.req.valid('json').pin), 200),
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/station/switch',
      may: 'station',
      summary: 'Take over this station with your PIN',
      request: json(z.object({ accountId: Id, pin: Pin }).openapi('StationSwitch')),
      responses: { 200: answers(Step) },
    }),
    async (c) => c.json(withCookies(c, await switchTo(await incoming(c), c.req.valid('json'))), 200),
  );
