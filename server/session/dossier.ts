/** Everything that the printed record of a session is made of: plain data, read in one transaction. */
import { agenda, fold, givenOf, type LoggedEvent, SessionEvent } from '#clinical/session/session.ts';
import { audit } from '#server/audit/audit.ts';
import { patientFor } from '#server/chart/chart.actions.ts';
import type { Context } from '#server/platform/context.ts';
import type { Tx } from '#server/platform/database.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import { type LogRow, listCorrections, listFacts, listLog, listMovesTo, listNames } from './dossier.queries.ts';
import { findPrinted } from './dossier-beside.ts';

/** A place in the log. What was erased by law keeps its place and its hash. */
export type LogLine = {
  readonly seq: number;
  readonly id: string;
  readonly kind: string;
  readonly event: LoggedEvent | undefined;
  /** When it happened and was written, by the server's clock, also of what was erased. */
  readonly atMs: number;
  readonly enteredMs: number;
  readonly by: string | null;
  readonly recordedMs: number;
  /** Hex SHA-256 of the chain up to here. */
  readonly hash: string;
};

export type Dossier = Awaited<ReturnType<typeof readDossier>>;

/** Reads the dossier and writes down who printed it, as what. */
export const readDossier = (ctx: Context, sessionId: string, as: 'pdf' | 'json') =>
  inClinic(ctx, async (tx) => {
    const beside = await findPrinted(tx, sessionId);
    await patientFor(tx, ctx, 'session.read', beside.session.patientId);
    const lines = (await listLog(tx, sessionId)).map(lineOf);
    const movedHere = await readMovedHere(tx, sessionId);
    const events = [...lines, ...movedHere].flatMap(({ event }) => event ?? []);
    const record = fold(events, sessionId);
    const { order, protocol } = beside;
    const nowMs = ctx.now.getTime();
    const dayMs = record.doseStart?.atMs ?? beside.session.plannedAtMs;
    const given = givenOf(
      {
        order: order ?? null,
        protocol: protocol ?? null,
        plannedAt: new Date(beside.session.plannedAtMs).toISOString(),
      },
      isoDay(dayMs, beside.clinic.timeZone),
    );
    const ids = new Set([...lines, ...movedHere].flatMap(({ by }) => by ?? []));
    for (const by of [order?.signedBy, protocol?.signedBy, ctx.by.practitionerId]) if (by !== undefined) ids.add(by);
    await audit(tx, ctx, {
      action: 'session.print',
      patientId: beside.session.patientId,
      subject: { kind: 'session', id: sessionId },
      details: { as, lastSeq: lines.at(-1)?.seq ?? 0 },
    });
    return {
      ...beside,
      lines,
      movedHere,
      erased: lines.filter(({ event }) => event === undefined).length,
      record,
      agenda: agenda(record, given, record.left?.atMs ?? nowMs),
      names: new Map((await listNames(tx, [...ids])).map((of) => [of.id, nameOf(of)])),
      printedAtMs: nowMs,
      printedBy: ctx.by.practitionerId ?? null,
    };
  });

const nameOf = (of: { givenName: string; familyName: string; credentials: string }) =>
  `${of.givenName} ${of.familyName}${of.credentials === '' ? '' : `, ${of.credentials}`}`;

function lineOf(row: LogRow): LogLine {
  const { digest: _digest, account: _account, ...link } = JSON.parse(row.link);
  const recordedMs = Number(row.recordedMs);
  const head = SessionEvent.parse({ ...link, data: {} });
  return {
    seq: Number(row.seq),
    id: row.id,
    kind: row.kind,
    event: row.data === null ? undefined : { ...head, data: JSON.parse(row.data), recordedMs },
    atMs: Date.parse(head.measuredAt) + head.clockOffsetMs,
    enteredMs: Date.parse(head.enteredAt) + head.clockOffsetMs,
    by: head.by,
    recordedMs,
    hash: row.hash.toString('hex'),
  };
}

/** Facts that were written in another session and moved here, with every correction that speaks of them. */
async function readMovedHere(tx: Tx, sessionId: string): Promise<LogLine[]> {
  const moves = (await listMovesTo(tx, sessionId)).map(lineOf);
  if (moves.length === 0) return [];
  const target = (line: LogLine) => String(line.event?.data.of ?? '');
  const facts = (await listFacts(tx, moves.map(target)))
    .map(lineOf)
    .filter(({ event }) => event?.session !== sessionId);
  const others = (await listCorrections(tx, [...new Set(facts.flatMap(({ event }) => event?.session ?? []))])).map(
    lineOf,
  );
  const here = new Map([...facts, ...moves].map((line) => [line.id, line]));
  // A correction may be corrected in its turn: until nothing new points at what is here.
  for (let before = -1; before !== here.size; ) {
    before = here.size;
    for (const line of others) if (here.has(target(line))) here.set(line.id, line);
  }
  return [...here.values()];
}

/** ISO date of a moment in a zone. */
export const isoDay = (atMs: number, timeZone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(atMs);
