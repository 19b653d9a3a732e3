import { answers, json, route, routes } from '#server/platform/route.ts';
import { adjusting } from './adjust.actions.ts';
import { confirmAwaiting, withdrawAwaiting } from './awaiting.actions.ts';
import { countStock } from './count.actions.ts';
import { takeStep } from './discrepancy.actions.ts';
import { disposing } from './disposal.actions.ts';
import { assign, drawStock, returnStock, unassign } from './draw.actions.ts';
import { addLocation, editLocation } from './location.actions.ts';
import { moveStock } from './move.actions.ts';
import {
  Adjust,
  Assign,
  ChangedLocation,
  Count,
  Dispose,
  DrawGiven,
  IdParam,
  Loss,
  Move,
  NewLocation,
  NewProduct,
  NewReceipt,
  Reading,
  Reason,
  Return,
  Scan,
  Step,
  Unassign,
  Waste,
} from './pharmacy.shapes.ts';
import { MadeVersion, ScanAnswer, StockAnswer } from './pharmacy-answers.shapes.ts';
import { addProduct, confirmProductLabel, retireDrugProduct } from './product.actions.ts';
import { confirmReceiptLabel, receive } from './receipt.actions.ts';
import { scan } from './scan.actions.ts';
import { askTwo } from './second-person.ts';
import { reportLoss, wasting } from './waste.actions.ts';

const done = { 200: answers(StockAnswer, 'Done, or waiting for a second person') };
const nothing = { 204: { description: 'Done' } };

/** What the clinic stocks and where, and what came. */
export const stockRoutes = routes()
  .openapi(
    route({
      method: 'post',
      path: '/api/pharmacy/locations',
      may: 'stock.setup',
      summary: 'Add a locked cabinet',
      request: json(NewLocation),
      responses: done,
    }),
    async (c) => c.json(await addLocation(c.var.ctx, c.req.valid('json')), 200),
  )
  .openapi(
    route({
      method: 'put',
      path: '/api/pharmacy/locations/{id}',
      may: 'stock.setup',
      summary: 'Rename a location, or retire it once it is empty',
      request: { params: IdParam, ...json(ChangedLocation) },
      responses: { 200: answers(MadeVersion) },
    }),
    async (c) => c.json(await editLocation(c.var.ctx, c.req.valid('param').id, c.req.valid('json')), 200),
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/pharmacy/products',
      may: 'stock.setup',
      summary: 'A product as its label says it; a second person reads the label too',
      request: json(NewProduct),
      responses: done,
    }),
    async (c) => c.json(await addProduct(c.var.ctx, c.req.valid('json')), 200),
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/pharmacy/products/{id}/confirmation',
      may: 'stock.setup',
      summary: 'The second person’s own reading of the label',
      request: { params: IdParam, ...json(Reading) },
      responses: nothing,
    }),
    async (c) => {
      await confirmProductLabel(c.var.ctx, c.req.valid('param').id, c.req.valid('json').read);
      return c.body(null, 204);
    },
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/pharmacy/products/{id}/retire',
      may: 'stock.setup',
      summary: 'No longer stocked; what is there stays in the register',
      request: { params: IdParam, ...json(Reason) },
      responses: nothing,
    }),
    async (c) => {
      await retireDrugProduct(c.var.ctx, c.req.valid('param').id, c.req.valid('json').reason);
      return c.body(null, 204);
    },
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/pharmacy/receipts',
      may: 'stock.receive',
      summary: 'Receive one lot of a delivery',
      request: json(NewReceipt),
      responses: done,
    }),
    async (c) => c.json(await receive(c.var.ctx, c.req.valid('json')), 200),
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/pharmacy/receipts/{id}/confirmation',
      may: 'stock.receive',
      summary: 'Strength and content as a second person reads them, where nothing was scanned',
      request: { params: IdParam, ...json(Reading) },
      responses: nothing,
    }),
    async (c) => {
      await confirmReceiptLabel(c.var.ctx, c.req.valid('param').id, c.req.valid('json').read);
      return c.body(null, 204);
    },
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/pharmacy/scan',
      may: 'stock.read',
      summary: 'What a scanned or typed code is',
      request: json(Scan),
      responses: { 200: answers(ScanAnswer) },
    }),
    async (c) => c.json(await scan(c.var.ctx, c.req.valid('json').text), 200),
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/pharmacy/moves',
      may: 'stock.receive',
      summary: 'Move containers to another location',
      request: json(Move),
      responses: done,
    }),
    async (c) => c.json(await moveStock(c.var.ctx, c.req.valid('json')), 200),
  );

/** What happens to a container for a session. */
export const drawRoutes = routes()
  .openapi(
    route({
      method: 'post',
      path: '/api/pharmacy/assignments',
      may: 'stock.draw',
      summary: 'Set a container aside for a session',
      request: json(Assign),
      responses: done,
    }),
    async (c) => c.json(await assign(c.var.ctx, c.req.valid('json')), 200),
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/pharmacy/assignments/end',
      may: 'stock.draw',
      summary: 'Put an unopened container back among the others',
      request: json(Unassign),
      responses: done,
    }),
    async (c) => c.json(await unassign(c.var.ctx, c.req.valid('json')), 200),
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/pharmacy/draws',
      may: 'stock.draw',
      summary: 'Draw from a container for a session; the draw gets the id of the request',
      request: json(DrawGiven),
      responses: done,
    }),
    async (c) => c.json(await drawStock(c.var.ctx, c.req.valid('json')), 200),
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/pharmacy/returns',
      may: 'stock.draw',
      summary: 'Return whole, unopened pieces',
      request: json(Return),
      responses: done,
    }),
    async (c) => c.json(await returnStock(c.var.ctx, c.req.valid('json')), 200),
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/pharmacy/wastes',
      may: 'stock.waste',
      summary: 'Waste what is left, with a second person: here and now, or waiting for one',
      request: json(Waste),
      responses: done,
    }),
    async (c) => {
      const { second, ...asked } = c.req.valid('json');
      return c.json(await askTwo(c.var.ctx, wasting, asked, second), 200);
    },
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/pharmacy/awaiting/{id}/confirmation',
      may: 'stock.witness',
      summary: 'The second person confirms, at a screen of their own',
      request: { params: IdParam },
      responses: done,
    }),
    async (c) => c.json(await confirmAwaiting(c.var.ctx, c.req.valid('param').id), 200),
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/pharmacy/awaiting/{id}/withdrawal',
      may: 'stock.waste',
      summary: 'Who asked takes it back',
      request: { params: IdParam, ...json(Reason) },
      responses: nothing,
    }),
    async (c) => {
      await withdrawAwaiting(c.var.ctx, c.req.valid('param').id, c.req.valid('json').reason);
      return c.body(null, 204);
    },
  );

/** Counting, and what does not add up. */
export const countRoutes = routes()
  .openapi(
    route({
      method: 'post',
      path: '/api/pharmacy/counts',
      may: 'stock.count',
      summary: 'Count a location; where it does not add up, count again and call a second person',
      request: json(Count),
      responses: done,
    }),
    async (c) => {
      const { second, ...asked } = c.req.valid('json');
      return c.json(await countStock(c.var.ctx, asked, second), 200);
    },
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/pharmacy/adjustments',
      may: 'stock.adjust',
      summary: 'What is really in a container, with a second person; opens a discrepancy',
      request: json(Adjust),
      responses: done,
    }),
    async (c) => {
      const { second, ...asked } = c.req.valid('json');
      return c.json(await askTwo(c.var.ctx, adjusting, asked, second), 200);
    },
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/pharmacy/losses',
      may: 'stock.count',
      summary: 'It is missing; opens a discrepancy',
      request: json(Loss),
      responses: done,
    }),
    async (c) => c.json(await reportLoss(c.var.ctx, c.req.valid('json')), 200),
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/pharmacy/disposals',
      may: 'stock.adjust',
      summary: 'Destroy stock or hand it over, with a second person who watched',
      request: json(Dispose),
      responses: done,
    }),
    async (c) => {
      const { second, ...asked } = c.req.valid('json');
      return c.json(await askTwo(c.var.ctx, disposing, asked, second), 200);
    },
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/pharmacy/discrepancies/{id}/steps',
      may: 'stock.settle',
      summary: 'Judge a discrepancy, say what was reported, settle it',
      request: { params: IdParam, ...json(Step) },
      responses: done,
    }),
    async (c) => c.json(await takeStep(c.var.ctx, c.req.valid('param').id, c.req.valid('json')), 200),
  );
