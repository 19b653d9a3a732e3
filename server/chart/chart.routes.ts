import type { z } from '@hono/zod-openapi';
import { answers, json, route, routes } from '#server/platform/route.ts';
import { addRow, editRow } from './chart.actions.ts';
import {
  ChangedAllergy,
  ChangedMedicine,
  ChangedProblem,
  IdParam,
  NewAllergy,
  NewMedicine,
  NewProblem,
  RowParam,
  Saved,
} from './chart.shapes.ts';
import type { RowInput, RowKind } from './chart-rows.queries.ts';

/** The two routes of a list in a chart: add a row, change a row. */
function rowRoutes(
  kind: RowKind,
  path: string,
  shapes: {
    added: z.ZodType<RowInput & { id?: string | undefined }>;
    changed: z.ZodType<RowInput & { version: number }>;
  },
) {
  return routes()
    .openapi(
      route({
        method: 'post',
        path: `/api/patients/{id}/${path}`,
        may: 'chart.write',
        summary: `Add to a chart: ${kind}`,
        request: { params: IdParam, ...json(shapes.added) },
        responses: { 201: answers(Saved) },
      }),
      async (c) => {
        const { id, ...input } = c.req.valid('json');
        return c.json(await addRow(c.var.ctx, kind, c.req.valid('param').id, input, id), 201);
      },
    )
    .openapi(
      route({
        method: 'put',
        path: `/api/patients/{id}/${path}/{rowId}`,
        may: 'chart.write',
        summary: `Change in a chart: ${kind}`,
        request: { params: RowParam, ...json(shapes.changed) },
        responses: { 200: answers(Saved) },
      }),
      async (c) => {
        const { id, rowId } = c.req.valid('param');
        const { version, ...input } = c.req.valid('json');
        return c.json(await editRow(c.var.ctx, kind, id, { id: rowId, version }, input), 200);
      },
    );
}

export const allergyRoutes = rowRoutes('allergy', 'allergies', { added: NewAllergy, changed: ChangedAllergy });
export const medicineRoutes = rowRoutes('medicine', 'medicines', { added: NewMedicine, changed: ChangedMedicine });
export const problemRoutes = rowRoutes('problem', 'problems', { added: NewProblem, changed: ChangedProblem });
