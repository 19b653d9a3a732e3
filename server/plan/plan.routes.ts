import { answers, json, route, routes } from '#server/platform/route.ts';
import { addChair, editChair, readChairs } from './chair.actions.ts';
import { readOrders, signOrder, withdrawOrder } from './order.actions.ts';
import {
  Chairs,
  ChangedChair,
  IdParam,
  Made,
  MadeVersion,
  NewChair,
  NewOrder,
  NewProtocolVersion,
  Orders,
  ProtocolVersions,
  Reason,
} from './plan.shapes.ts';
import { readProtocols, signProtocol, withdrawProtocol } from './protocol.actions.ts';

export const protocolRoutes = routes()
  .openapi(
    route({
      method: 'get',
      path: '/api/protocols',
      may: 'protocol.read',
      summary: 'Every version of every protocol that was signed here',
      responses: { 200: answers(ProtocolVersions) },
    }),
    async (c) => c.json(await readProtocols(c.var.ctx), 200),
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/protocols',
      may: 'protocol.sign',
      summary: 'Sign the next version of a protocol',
      request: json(NewProtocolVersion),
      responses: { 201: answers(MadeVersion) },
    }),
    async (c) => c.json(await signProtocol(c.var.ctx, c.req.valid('json')), 201),
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/protocols/{id}/withdraw',
      may: 'protocol.sign',
      summary: 'Withdraw a version: no order is signed under it any more',
      request: { params: IdParam, ...json(Reason) },
      responses: { 204: { description: 'Done' } },
    }),
    async (c) => {
      await withdrawProtocol(c.var.ctx, c.req.valid('param').id, c.req.valid('json').reason);
      return c.body(null, 204);
    },
  );

export const orderRoutes = routes()
  .openapi(
    route({
      method: 'get',
      path: '/api/patients/{id}/orders',
      may: 'order.read',
      summary: 'The orders of a patient, newest first',
      request: { params: IdParam },
      responses: { 200: answers(Orders) },
    }),
    async (c) => c.json(await readOrders(c.var.ctx, c.req.valid('param').id), 200),
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/patients/{id}/orders',
      may: 'order.sign',
      summary: 'Sign an order; with `replaces`, in place of another',
      request: { params: IdParam, ...json(NewOrder) },
      responses: { 201: answers(Made) },
    }),
    async (c) => c.json(await signOrder(c.var.ctx, c.req.valid('param').id, c.req.valid('json')), 201),
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/orders/{id}/withdraw',
      may: 'order.end',
      summary: 'Withdraw an order',
      request: { params: IdParam, ...json(Reason) },
      responses: { 204: { description: 'Done' } },
    }),
    async (c) => {
      await withdrawOrder(c.var.ctx, c.req.valid('param').id, c.req.valid('json').reason);
      return c.body(null, 204);
    },
  );

export const chairRoutes = routes()
  .openapi(
    route({
      method: 'get',
      path: '/api/chairs',
      may: 'chair.read',
      summary: 'The chairs of the clinic, in their order',
      responses: { 200: answers(Chairs) },
    }),
    async (c) => c.json(await readChairs(c.var.ctx), 200),
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/chairs',
      may: 'chair.write',
      summary: 'Add a chair',
      request: json(NewChair),
      responses: { 201: answers(MadeVersion) },
    }),
    async (c) => c.json(await addChair(c.var.ctx, c.req.valid('json')), 201),
  )
  .openapi(
    route({
      method: 'put',
      path: '/api/chairs/{id}',
      may: 'chair.write',
      summary: 'Rename a chair, move it in the order, retire it or take it back into use',
      request: { params: IdParam, ...json(ChangedChair) },
      responses: { 200: answers(MadeVersion) },
    }),
    async (c) => c.json(await editChair(c.var.ctx, c.req.valid('param').id, c.req.valid('json')), 200),
  );
