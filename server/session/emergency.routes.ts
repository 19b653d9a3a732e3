import { answers, json, route, routes } from '#server/platform/route.ts';
import { addDebrief, finishFollowUp, readFollowUps } from './debrief.actions.ts';
import {
  addDrillSteps,
  checkKit,
  endDrill,
  planDrill,
  readDrill,
  readDrills,
  readKit,
  setIntervals,
  startDrill,
} from './drill.actions.ts';
import * as shapes from './emergency.shapes.ts';
import { readDoseVersions, signDoses, withdrawDoses } from './emergency-dose.actions.ts';
import { confirmHere, confirmOwn } from './medicine-second.ts';

/** What a clinic prepares for emergencies: signed doses, drills, the kit, and what is to change. */
export const emergencyRoutes = routes()
  .openapi(
    route({
      method: 'get',
      path: '/api/emergency-doses',
      may: 'emergency.read',
      summary: 'Every list of emergency doses that was signed here, newest first',
      responses: { 200: answers(shapes.DoseVersions) },
    }),
    async (c) => c.json(await readDoseVersions(c.var.ctx), 200),
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/emergency-doses',
      may: 'emergency.sign',
      summary: 'Sign the next list of emergency doses: proposed rows, as they are or stricter',
      request: json(shapes.NewDoseVersion),
      responses: { 201: answers(shapes.MadeVersion) },
    }),
    async (c) => c.json(await signDoses(c.var.ctx, c.req.valid('json')), 201),
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/emergency-doses/{id}/withdraw',
      may: 'emergency.sign',
      summary: 'Withdraw a list: no chair shows a dose of it any more',
      request: { params: shapes.IdParam, ...json(shapes.EndReason) },
      responses: { 204: { description: 'Done' } },
    }),
    async (c) => {
      await withdrawDoses(c.var.ctx, c.req.valid('param').id, c.req.valid('json').reason);
      return c.body(null, 204);
    },
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/sessions/{id}/medicines/{medicineId}/second',
      may: 'session.write',
      summary: 'The second person of a medicine confirms it at the screen of the first, on their own factor',
      request: { params: shapes.MedicineParam, ...json(shapes.SecondHere) },
      responses: { 200: answers(shapes.Confirmed) },
    }),
    async (c) => {
      const { id, medicineId } = c.req.valid('param');
      return c.json(
        await confirmHere(c.var.ctx, { session: id, medicine: medicineId }, c.req.valid('json').second),
        200,
      );
    },
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/sessions/{id}/medicines/{medicineId}/confirmation',
      may: 'session.second',
      summary: 'The second person of a medicine confirms it at a screen of their own',
      request: { params: shapes.MedicineParam },
      responses: { 200: answers(shapes.Confirmed) },
    }),
    async (c) => {
      const { id, medicineId } = c.req.valid('param');
      return c.json(await confirmOwn(c.var.ctx, { session: id, medicine: medicineId }), 200);
    },
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/emergency-intervals',
      may: 'emergency.sign',
      summary: 'Set how often cards are drilled and the kit is checked',
      request: json(shapes.NewIntervals),
      responses: { 201: answers(shapes.MadeVersion) },
    }),
    async (c) => c.json(await setIntervals(c.var.ctx, c.req.valid('json')), 201),
  )
  .openapi(
    route({
      method: 'get',
      path: '/api/emergency-kit',
      may: 'emergency.read',
      summary: 'Checks of the emergency kit, and when the next is due',
      responses: { 200: answers(shapes.Kit) },
    }),
    async (c) => c.json(await readKit(c.var.ctx), 200),
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/emergency-kit',
      may: 'kit.check',
      summary: 'Write down a check of the emergency kit, item by item',
      request: json(shapes.NewKitCheck),
      responses: { 201: answers(shapes.Made) },
    }),
    async (c) => c.json(await checkKit(c.var.ctx, c.req.valid('json')), 201),
  )
  .openapi(
    route({
      method: 'get',
      path: '/api/follow-ups',
      may: 'emergency.read',
      summary: 'What is to change after debriefs, the first due first',
      responses: { 200: answers(shapes.FollowUps) },
    }),
    async (c) => c.json(await readFollowUps(c.var.ctx), 200),
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/follow-ups/{id}/done',
      may: 'follow-up.write',
      summary: 'Say that a change was made',
      request: { params: shapes.IdParam, ...json(shapes.FollowUpDone) },
      responses: { 200: answers(shapes.MadeVersion) },
    }),
    async (c) => c.json(await finishFollowUp(c.var.ctx, c.req.valid('param').id, c.req.valid('json')), 200),
  );

export const drillRoutes = routes()
  .openapi(
    route({
      method: 'get',
      path: '/api/drills',
      may: 'emergency.read',
      summary: 'Drills, the last one of each card, and when the next is due',
      responses: { 200: answers(shapes.Drills) },
    }),
    async (c) => c.json(await readDrills(c.var.ctx), 200),
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/drills',
      may: 'drill.write',
      summary: 'Plan a drill',
      request: json(shapes.NewDrill),
      responses: { 201: answers(shapes.Made) },
    }),
    async (c) => c.json(await planDrill(c.var.ctx, c.req.valid('json')), 201),
  )
  .openapi(
    route({
      method: 'get',
      path: '/api/drills/{id}',
      may: 'emergency.read',
      summary: 'A drill with its steps and debriefs',
      request: { params: shapes.IdParam },
      responses: { 200: answers(shapes.OneDrill) },
    }),
    async (c) => c.json(await readDrill(c.var.ctx, c.req.valid('param').id), 200),
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/drills/{id}/start',
      may: 'drill.write',
      summary: 'Begin a drill with the people who take part',
      request: { params: shapes.IdParam, ...json(shapes.DrillStart) },
      responses: { 200: answers(shapes.MadeVersion) },
    }),
    async (c) => c.json(await startDrill(c.var.ctx, c.req.valid('param').id, c.req.valid('json').people), 200),
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/drills/{id}/steps',
      may: 'drill.write',
      summary: 'Write down steps of a running drill with their times',
      request: { params: shapes.IdParam, ...json(shapes.DrillSteps) },
      responses: { 200: answers(shapes.KeptSteps) },
    }),
    async (c) => c.json(await addDrillSteps(c.var.ctx, c.req.valid('param').id, c.req.valid('json').steps), 200),
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/drills/{id}/end',
      may: 'drill.write',
      summary: 'End a drill that runs, or call off one that has not begun',
      request: { params: shapes.IdParam, ...json(shapes.DrillEnd) },
      responses: { 200: answers(shapes.MadeVersion) },
    }),
    async (c) => c.json(await endDrill(c.var.ctx, c.req.valid('param').id, c.req.valid('json')), 200),
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/drills/{id}/debriefs',
      may: 'drill.write',
      summary: 'Write down the debrief of a drill',
      request: { params: shapes.IdParam, ...json(shapes.NewDebrief) },
      responses: { 201: answers(shapes.Made) },
    }),
    async (c) => c.json(await addDebrief(c.var.ctx, { drillId: c.req.valid('param').id }, c.req.valid('json')), 201),
  );
