import { answers, json, route, routes } from '#server/platform/route.ts';
import { addDebrief } from './debrief.actions.ts';
import { IdParam, Made, MadeVersion, NewDebrief } from './emergency.shapes.ts';
import { editIncident, moveIncident, readIncident, readIncidents, recordIncident } from './incident.actions.ts';
import * as shapes from './incident.shapes.ts';

export const incidentRoutes = routes()
  .openapi(
    route({
      method: 'get',
      path: '/api/incidents',
      may: 'incident.read',
      summary: 'Incidents, and emergencies that have no record yet',
      responses: { 200: answers(shapes.Incidents) },
    }),
    async (c) => c.json(await readIncidents(c.var.ctx), 200),
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/incidents',
      may: 'incident.write',
      summary: 'Record an incident: of an emergency in the log, or a near miss',
      request: json(shapes.NewIncident),
      responses: { 201: answers(MadeVersion) },
    }),
    async (c) => c.json(await recordIncident(c.var.ctx, c.req.valid('json')), 201),
  )
  .openapi(
    route({
      method: 'get',
      path: '/api/incidents/{id}',
      may: 'incident.read',
      summary: 'An incident: what the log says, what people added, what it still needs',
      request: { params: IdParam },
      responses: { 200: answers(shapes.OneIncident) },
    }),
    async (c) => c.json(await readIncident(c.var.ctx, c.req.valid('param').id), 200),
  )
  .openapi(
    route({
      method: 'put',
      path: '/api/incidents/{id}',
      may: 'incident.write',
      summary: 'Change what people added to an incident',
      request: { params: IdParam, ...json(shapes.ChangedIncident) },
      responses: { 200: answers(MadeVersion) },
    }),
    async (c) => c.json(await editIncident(c.var.ctx, c.req.valid('param').id, c.req.valid('json')), 200),
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/incidents/{id}/state',
      may: 'incident.review',
      summary: 'Say that an incident was reviewed, or close it',
      request: { params: IdParam, ...json(shapes.IncidentMove) },
      responses: { 200: answers(MadeVersion) },
    }),
    async (c) => c.json(await moveIncident(c.var.ctx, c.req.valid('param').id, c.req.valid('json')), 200),
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/incidents/{id}/debriefs',
      may: 'incident.write',
      summary: 'Write down the debrief of an incident',
      request: { params: IdParam, ...json(NewDebrief) },
      responses: { 201: answers(Made) },
    }),
    async (c) => c.json(await addDebrief(c.var.ctx, { incidentId: c.req.valid('param').id }, c.req.valid('json')), 201),
  );
