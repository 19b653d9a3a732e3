import { amountInWords } from '#clinical/pharmacy/pharmacy.ts';
import type { Tx } from '#server/platform/database.ts';
import { awaitingViews } from './awaiting.actions.ts';
import { measureOfRow } from './item.queries.ts';
import { type DrawShown, listDrawsOfSessions } from './session-drugs.queries.ts';

/** What is still open of one session's drugs: nobody signs its record while there is something. */
export type OpenDrugs = {
  readonly sessionId: string;
  readonly isClosed: boolean;
  /** In sentences. */
  readonly open: readonly string[];
  readonly draws: readonly {
    readonly drawId: string;
    readonly itemId: string;
    readonly outUg: number;
    readonly drawnBy: string;
  }[];
};

export const drawView = ({ givenName, familyName, ...of }: DrawShown) => ({
  id: of.id,
  itemId: of.itemId,
  productId: of.productId,
  productName: of.productName,
  lot: of.lot,
  serial: of.serial,
  sessionId: of.sessionId,
  patientId: of.patientId,
  drawnBy: of.drawnBy,
  drawnByName: `${givenName} ${familyName}`,
  drawnAt: of.drawnAt,
  drawnUg: of.drawnUg,
  drawnUl: of.drawnUl,
  administeredUg: of.administeredUg,
  wastedUg: of.wastedUg,
  returnedUg: of.returnedUg,
  lostUg: of.lostUg,
  outUg: of.outUg,
  outUl: of.outUl,
});

/** Opened containers that serve no other session, with what is left in each; named by who opened it first. */
export function restsOf(draws: readonly DrawShown[]) {
  const opened = draws.filter((of) => !of.severalSessions && of.insideUg > 0 && of.drawnUg > of.returnedUg);
  return opened
    .filter((of, at) => opened.findIndex(({ itemId }) => itemId === of.itemId) === at)
    .map((of) => ({
      itemId: of.itemId,
      productId: of.productId,
      productName: of.productName,
      lot: of.lot,
      serial: of.serial,
      sessionId: of.sessionId,
      patientId: of.patientId,
      openedBy: of.drawnBy,
      openedByName: `${of.givenName} ${of.familyName}`,
      openedAt: of.drawnAt,
      insideUg: of.insideUg,
      insideUl: of.insideUl,
    }));
}

/** For each of these sessions: is every drop that was drawn accounted for? */
export async function openDrugsOfSession(tx: Tx, sessionIds: readonly string[], now: Date): Promise<OpenDrugs[]> {
  if (sessionIds.length === 0) return [];
  const draws = await listDrawsOfSessions(tx, sessionIds);
  const awaiting = await awaitingViews(tx, now, sessionIds);
  return sessionIds.map((sessionId) => {
    const own = draws.filter((of) => of.sessionId === sessionId);
    const waits = awaiting.filter((of) => of.sessionId === sessionId && !of.isLate);
    return { sessionId, ...stillOpen(own, waits) };
  });
}

export function stillOpen(draws: readonly DrawShown[], awaiting: readonly { says: string }[]) {
  const out = draws.filter(({ outUg }) => outUg > 0);
  const rests = restsOf(draws);
  const open = [
    ...out.map(
      (of) =>
        `${amountInWords(of.outUg, measureOfRow(of))} of ${of.productName}, lot ${of.lot}, drawn by ${of.givenName} ${of.familyName}, is neither given nor wasted.`,
    ),
    ...draws
      .filter(({ id, itemId }) => rests.some((rest) => rest.itemId === itemId) && firstOf(draws, itemId) === id)
      .map(
        (of) =>
          `${amountInWords(of.insideUg, measureOfRow(of))} is left in the opened ${of.form} of ${of.productName}, lot ${of.lot}.`,
      ),
    ...awaiting.map(({ says }) => `Waits for a second person: ${says}`),
  ];
  return {
    isClosed: open.length === 0,
    open,
    draws: out.map(({ id, itemId, outUg, drawnBy }) => ({ drawId: id, itemId, outUg, drawnBy })),
  };
}

const firstOf = (draws: readonly DrawShown[], itemId: string): string | undefined =>
  draws.find((of) => of.itemId === itemId && of.drawnUg > of.returnedUg)?.id;
