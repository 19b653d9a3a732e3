import { isFactName } from '#clinical/finder/finder.ts';
import { audit } from '#server/audit/audit.ts';
import type { Context } from '#server/platform/context.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import type { Services } from '#server/platform/services.ts';
import { daysBetween } from '#server/public/language.ts';
import { dayOf, editorOf, tellPublic } from './editing.ts';
import { factWords } from './fact-words.ts';
import { keptDays } from './forms.page.ts';
import {
  countOpenRequests,
  emptySettled,
  findRequest,
  listOpenRequests,
  listSettledRequests,
  type RequestRow,
  saveSettled,
} from './request.queries.ts';

const mostShown = 200;
type Kind = 'claim' | 'correct' | 'dispute' | 'remove' | 'tell';
type State = 'open' | 'done' | 'refused';

/** As an editor reads it. */
const asRequest = (row: RequestRow, now: Date) => {
  const { centerId, centerName, centerSlug, kind, state, fact, ...rest } = row;
  return {
    ...rest,
    kind: kind as Kind,
    state: state as State,
    fact: fact !== null && isFactName(fact) ? factWords[fact].name.en : null,
    ageDays: Math.max(0, daysBetween(row.madeAt.toISOString(), now.toISOString())),
    center:
      centerId === null || centerName === null || centerSlug === null
        ? null
        : { id: centerId, name: centerName, slug: centerSlug },
  };
};

/** What waits, the oldest first; or what was settled, the newest first. */
export const readRequests = (ctx: Context, state: 'open' | 'settled') =>
  inClinic(ctx, async (tx) => ({
    requests: (await (state === 'open' ? listOpenRequests : listSettledRequests)(tx, mostShown)).map((row) =>
      asRequest(row, ctx.now),
    ),
    open: await countOpenRequests(tx),
  }));

export const readRequest = (ctx: Context, id: string) =>
  inClinic(ctx, async (tx) => asRequest(await findRequest(tx, id), ctx.now));

/** What the history of a center says of a message about it. What was written stays with the editors. */
const told: Record<Kind, Record<'done' | 'refused', string>> = {
  claim: {
    done: 'A claim to this entry was looked at and accepted.',
    refused: 'A claim to this entry was looked at and not accepted.',
  },
  correct: {
    done: 'A correction was asked for and made.',
    refused: 'A correction was asked for, looked at and not made.',
  },
  dispute: {
    done: 'Something on this page was disputed and changed.',
    refused: 'Something on this page was disputed, looked at and left as it was.',
  },
  remove: {
    done: 'Removal from the list was asked for and done.',
    refused: 'Removal from the list was asked for and not done.',
  },
  tell: {
    done: 'A reader told the editors something, and it was put right.',
    refused: 'A reader told the editors something; it was looked at and nothing was changed.',
  },
};

/**
 * An editor answers a message. It sends no mail: the answer is written by hand to the address that was given, or to the one
 * that the center itself publishes. Neither words nor address go into the trail, because they leave the directory later.
 */
export const settleRequest = (ctx: Context, id: string, given: { state: 'done' | 'refused'; answer: string }) =>
  inClinic(ctx, async (tx) => {
    const before = await findRequest(tx, id);
    const { state, answer } = given;
    await saveSettled(tx, id, { state, answer, settledAt: ctx.now, settledBy: editorOf(ctx) });
    if (before.centerId !== null)
      await tellPublic(tx, before.centerId, dayOf(ctx.now), told[before.kind as Kind][state]);
    await audit(tx, ctx, {
      action: 'center.request.settle',
      subject: { kind: 'center-request', id },
      before: { state: before.state },
      after: { state },
      details: { kind: before.kind, fact: before.fact, centerId: before.centerId, center: before.centerName },
      reason: answer,
    });
  });

const emptied = 'What was written here was deleted after the message was settled, as the form promised.';
const dayMs = 86_400_000;

/** Once a day: what people wrote and their addresses go when the time that the form names is over. */
export const emptyOldRequests = (services: Services): Promise<number> =>
  services.db.inCentersTransaction((tx) =>
    emptySettled(tx, new Date(services.clock().getTime() - keptDays * dayMs), emptied),
  );
