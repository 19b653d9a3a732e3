import { answers, json, route, routes } from '#server/platform/route.ts';
import {
  AnsweredQuote,
  CenterParam,
  Ended,
  NewQuotes,
  PageText,
  QuotedWords,
  QuoteParam,
  ToldQuote,
  Versioned,
} from './editor.shapes.ts';
import { addQuotes, endQuote, keepAnswer, markTold, quoteText } from './finder.actions.ts';

const changed = { 200: answers(Versioned) };

/** Words that the rules question, as editors handle them. */
export const quoteRoutes = routes()
  .openapi(
    route({
      method: 'post',
      path: '/api/centers/wording',
      may: 'center.edit',
      summary: 'What the wording rules question in a text; changes nothing',
      request: json(PageText),
      responses: { 200: answers(QuotedWords) },
    }),
    (c) => c.json(quoteText(c.req.valid('json').text), 200),
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/centers/{id}/quotes',
      may: 'center.edit',
      summary: 'Quote words of a center: chosen of what the rules question in a text',
      request: { params: CenterParam, ...json(NewQuotes) },
      responses: changed,
    }),
    async (c) => {
      const { version, ...given } = c.req.valid('json');
      return c.json(await addQuotes(c.var.ctx, { id: c.req.valid('param').id, version }, given), 200);
    },
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/centers/{id}/quotes/{quoteId}/told',
      may: 'center.edit',
      summary: 'The center was told of a quotation',
      request: { params: QuoteParam, ...json(ToldQuote) },
      responses: changed,
    }),
    async (c) => {
      const { id, quoteId } = c.req.valid('param');
      const { version, toldOn } = c.req.valid('json');
      return c.json(await markTold(c.var.ctx, { id, version }, quoteId, toldOn), 200);
    },
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/centers/{id}/quotes/{quoteId}/answer',
      may: 'center.edit',
      summary: 'What the center answered about a quotation',
      request: { params: QuoteParam, ...json(AnsweredQuote) },
      responses: changed,
    }),
    async (c) => {
      const { id, quoteId } = c.req.valid('param');
      const { version, answer } = c.req.valid('json');
      return c.json(await keepAnswer(c.var.ctx, { id, version }, quoteId, answer), 200);
    },
  )
  .openapi(
    route({
      method: 'post',
      path: '/api/centers/{id}/quotes/{quoteId}/end',
      may: 'center.edit',
      summary: 'End a quotation: it stays in the record and is shown no more',
      request: { params: QuoteParam, ...json(Ended) },
      responses: changed,
    }),
    async (c) => {
      const { id, quoteId } = c.req.valid('param');
      const { version, reason } = c.req.valid('json');
      return c.json(await endQuote(c.var.ctx, { id, version }, quoteId, reason), 200);
    },
  );
