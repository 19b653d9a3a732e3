import { answers, json, route, routes } from '#server/platform/route.ts';
import { CenterParam, CenterProposals, DecidedProposal } from './editor.shapes.ts';
import { decideProposal, readProposals } from './finder.actions.ts';

/** What waits for a second person. */
export const proposalRoutes = routes()
  .openapi(
    route({
      method: 'get',
      path: '/api/centers/proposals',
      may: 'center.read',
      summary: 'What one editor proposed and a second one decides: verified, contradicted, settled, removed',
      responses: { 200: answers(CenterProposals) },
    }),
    async (c) => c.json(await readProposals(c.var.ctx), 200),
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/centers/proposals/{id}/decide',
      may: 'center.edit',
      summary: 'Agree to a proposal or decline it, as a second person; or take one’s own back',
      request: { params: CenterParam, ...json(DecidedProposal) },
      responses: { 204: { description: 'Done' } },
    }),
    async (c) => {
      await decideProposal(c.var.ctx, c.req.valid('param').id, c.req.valid('json'));
      return c.body(null, 204);
    },
  );
