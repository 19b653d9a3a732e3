import { answers, json, route, routes } from '#server/platform/route.ts';
import {
  CenterEntry,
  CenterParam,
  CenterRequest,
  CenterRequests,
  CenterReviews,
  CentersAsked,
  DecidedReview,
  Ended,
  EntriesFound,
  EvidenceParam,
  NewClaim,
  NewDetails,
  NewEvidence,
  NewListing,
  NewOwn,
  NewReportHost,
  RequestsAsked,
  SettledRequest,
  Versioned,
} from './editor.shapes.ts';
import {
  addEvidence,
  decideReview,
  endEvidence,
  findEntries,
  proposeRemoval,
  readEntry,
  readRequest,
  readRequests,
  readReviews,
  setClaim,
  setDetails,
  setListing,
  setOwn,
  setReportHost,
  settleRequest,
} from './finder.actions.ts';
import { proposalRoutes } from './proposal.routes.ts';
import { quoteRoutes } from './quote.routes.ts';

const done = { 204: { description: 'Done' } };
const changed = { 200: answers(Versioned) };

/** What people wrote to the editors, and questions of the import. Before the entries: their addresses begin alike. */
const queueRoutes = routes()
  .openapi(
    route({
      method: 'get',
      path: '/api/centers/requests',
      may: 'center.read',
      summary: 'What people wrote to the editors: what waits, the oldest first, or what was settled',
      request: { query: RequestsAsked },
      responses: { 200: answers(CenterRequests) },
    }),
    async (c) => c.json(await readRequests(c.var.ctx, c.req.valid('query').state), 200),
  )
  .openapi(
    route({
      method: 'get',
      path: '/api/centers/requests/{id}',
      may: 'center.read',
      summary: 'One message to the editors',
      request: { params: CenterParam },
      responses: { 200: answers(CenterRequest) },
    }),
    async (c) => c.json(await readRequest(c.var.ctx, c.req.valid('param').id), 200),
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/centers/requests/{id}/settle',
      may: 'center.edit',
      summary: 'Settle a message: done or refused, with an answer in words',
      request: { params: CenterParam, ...json(SettledRequest) },
      responses: done,
    }),
    async (c) => {
      await settleRequest(c.var.ctx, c.req.valid('param').id, c.req.valid('json'));
      return c.body(null, 204);
    },
  )
  .openapi(
    route({
      method: 'get',
      path: '/api/centers/reviews',
      may: 'center.read',
      summary: 'Open questions of the import: is this the same center?',
      responses: { 200: answers(CenterReviews) },
    }),
    async (c) => c.json(await readReviews(c.var.ctx), 200),
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/centers/reviews/{id}/decide',
      may: 'center.edit',
      summary: 'Decide: the same center, and the two entries become one; or different ones',
      request: { params: CenterParam, ...json(DecidedReview) },
      responses: done,
    }),
    async (c) => {
      await decideReview(c.var.ctx, c.req.valid('param').id, c.req.valid('json'));
      return c.body(null, 204);
    },
  );

const entryRoutes = routes()
  .openapi(
    route({
      method: 'post',
      path: '/api/centers/search',
      may: 'center.read',
      summary: 'Entries of the directory by words of their name, listed or not',
      request: json(CentersAsked),
      responses: { 200: answers(EntriesFound) },
    }),
    async (c) => c.json(await findEntries(c.var.ctx, c.req.valid('json').q), 200),
  )
  .openapi(
    route({
      method: 'get',
      path: '/api/centers/{id}',
      may: 'center.read',
      summary: 'One entry with its 24 facts and everything that was ever found about them',
      request: { params: CenterParam },
      responses: { 200: answers(CenterEntry) },
    }),
    async (c) => c.json(await readEntry(c.var.ctx, c.req.valid('param').id), 200),
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/centers/{id}/details',
      may: 'center.edit',
      summary: 'Correct name, telephone or website: an editor’s word comes before what registries say',
      request: { params: CenterParam, ...json(NewDetails) },
      responses: changed,
    }),
    async (c) => {
      const { version, reason, ...given } = c.req.valid('json');
      return c.json(await setDetails(c.var.ctx, { id: c.req.valid('param').id, version }, given, reason), 200);
    },
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/centers/{id}/listing',
      may: 'center.edit',
      summary: 'Say that a center is closed, or show it again',
      request: { params: CenterParam, ...json(NewListing) },
      responses: changed,
    }),
    async (c) => {
      const { listing, reason, version } = c.req.valid('json');
      const { id } = c.req.valid('param');
      return c.json(await setListing(c.var.ctx, { id, version }, listing, reason), 200);
    },
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/centers/{id}/removal',
      may: 'center.remove',
      summary: 'Propose to take a center out of the list: when a second person agrees, none of its facts is shown',
      request: { params: CenterParam, ...json(Ended) },
      responses: changed,
    }),
    async (c) => {
      const { reason, version } = c.req.valid('json');
      return c.json(await proposeRemoval(c.var.ctx, { id: c.req.valid('param').id, version }, reason), 200);
    },
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/centers/{id}/claim',
      may: 'center.edit',
      summary: 'Say that somebody of the center answers for its entry, or no longer does',
      request: { params: CenterParam, ...json(NewClaim) },
      responses: changed,
    }),
    async (c) => {
      const { granted, reason, version } = c.req.valid('json');
      return c.json(await setClaim(c.var.ctx, { id: c.req.valid('param').id, version }, granted, reason), 200);
    },
  );

const tieRoutes = routes()
  .openapi(
    route({
      method: 'post',
      path: '/api/centers/{id}/own',
      may: 'center.own',
      summary: 'Say that it is the center of those who keep the directory, or no longer',
      request: { params: CenterParam, ...json(NewOwn) },
      responses: changed,
    }),
    async (c) => {
      const { own, reason, version } = c.req.valid('json');
      return c.json(await setOwn(c.var.ctx, { id: c.req.valid('param').id, version }, own, reason), 200);
    },
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/centers/{id}/report-host',
      may: 'center.edit',
      summary: 'Name the host where its signed reports and its key lie, after a check; or its website again',
      request: { params: CenterParam, ...json(NewReportHost) },
      responses: changed,
    }),
    async (c) => {
      const { version, reason, ...given } = c.req.valid('json');
      return c.json(await setReportHost(c.var.ctx, { id: c.req.valid('param').id, version }, given, reason), 200);
    },
  );

const evidenceRoutes = routes()
  .openapi(
    route({
      method: 'post',
      path: '/api/centers/{id}/evidence',
      may: 'center.edit',
      summary: 'Add what was found about a fact; what verifies or contradicts it waits for a second person',
      request: { params: CenterParam, ...json(NewEvidence) },
      responses: changed,
    }),
    async (c) => {
      const { version, ...given } = c.req.valid('json');
      return c.json(await addEvidence(c.var.ctx, { id: c.req.valid('param').id, version }, given), 200);
    },
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/centers/{id}/evidence/{evidenceId}/end',
      may: 'center.edit',
      summary: 'End what was found about a fact; the end of a contradiction waits for a second person',
      request: { params: EvidenceParam, ...json(Ended) },
      responses: changed,
    }),
    async (c) => {
      const { id, evidenceId } = c.req.valid('param');
      const { version, reason } = c.req.valid('json');
      return c.json(await endEvidence(c.var.ctx, { id, version }, evidenceId, reason), 200);
    },
  );

export const editorRoutes = routes()
  .route('/', queueRoutes)
  .route('/', proposalRoutes)
  .route('/', quoteRoutes)
  .route('/', evidenceRoutes)
  .route('/', tieRoutes)
  .route('/', entryRoutes);
