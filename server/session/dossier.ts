/** Everything that the printed record of a session is made of: plain data, read in one transaction. */
import { agenda, fold, givenOf, type LoggedEvent, SessionEvent } from '#clinical/session/session.ts';
import { audit } from '#server/audit/audit.ts';
import { dayIn, patientFor } from '#server/chart/chart.actions.ts';
import type { Context } from '#server/platform/context.ts';
import type { Tx } from '#server/platform/database.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import { receivedOf } from './device-accepted.ts';
import { findHandOver, listNames } from './dossier.queries.ts';
import { findBeside } from './dossier-beside.ts';
import { listSteps } from './escalation.queries.ts';
import { listPrescribers } from './floor.queries.ts';
import { knownFor } from './gate-known.ts';
import { findSession, type KeptRow, listEvents, listMovedHere } from './session.queries.ts';

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
  inClinic(ctx, (tx) => dossierOf(tx, ctx, sessionId, as));

const nameOf = ({
  givenName,
  familyName,
  credentials,
}: {
  givenName: string;
  familyName: string;
  credentials: string;
}) => `${givenName} ${familyName}${credentials === '' ? '' : `, ${credentials}`}`;

export type TransferDossier = Awaited<ReturnType<typeof readTransfer>>;

/** As the dossier, with what whoever takes the patient over asks first. */
export const readTransfer = (ctx: Context, sessionId: string) =>
  inClinic(ctx, async (tx) => {
    const dossier = await dossierOf(tx, ctx, sessionId, 'transfer');
    const calls = (await listSteps(tx, [sessionId])).map((step) => ({
      ...{ id: step.id, task: step.task, what: step.what, by: step.byWay, says: step.says },
      ...{ atMs: step.at.getTime(), whom: step.practitionerId },
    }));
    const called = await listNames(tx, [...new Set(calls.flatMap(({ whom }) => whom ?? []))]);
    return {
      ...dossier,
      names: new Map([...dossier.names, ...called.map((of) => [of.id, nameOf(of)] as const)]),
      calls,
      handOver: await findHandOver(tx, dossier.session.patientId),
    };
  });

async function dossierOf(tx: Tx, ctx: Context, sessionId: string, as: 'pdf' | 'json' | 'transfer') {
  const session = await findSession(tx, sessionId);
  await patientFor(tx, ctx, 'session.read', session.patientId);
  const beside = await findBeside(tx, session);
  const lines = (await listEvents(tx, sessionId, 0)).map(lineOf);
  const movedHere = (await listMovedHere(tx, sessionId)).map(lineOf);
  const events = [...lines, ...movedHere].flatMap(({ event }) => event ?? []);
  const record = fold(events, sessionId);
  const { order, protocol } = beside;
  const nowMs = ctx.now.getTime();
  const dayMs = record.firstDose?.atMs ?? beside.session.plannedAtMs;
  const given = givenOf(
    {
      order: order === undefined ? null : { ...order, endedAt: order.endedAt?.toISOString() ?? null },
      protocol: protocol ?? null,
      plannedAt: new Date(beside.session.plannedAtMs).toISOString(),
      prescribers: await listPrescribers(tx),
      timeZone: beside.clinic.timeZone,
      known: await knownFor(tx, new Date(record.firstDose?.atMs ?? nowMs), {
        id: sessionId,
        patient: { id: session.patientId },
        order: order ?? null,
      }),
    },
    dayIn(beside.clinic.timeZone, dayMs),
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
    given,
    agenda: agenda(record, given, record.left?.atMs ?? nowMs),
    received: await receivedOf(tx, record.readings),
    writtenIn: new Map(
      [...lines, ...movedHere].flatMap(({ id, event }) => (event ? [[id, event.session] as const] : [])),
    ),
    names: new Map((await listNames(tx, [...ids])).map((of) => [of.id, nameOf(of)])),
    printedAtMs: nowMs,
    printedBy: ctx.by.practitionerId ?? null,
  };
}

function lineOf(row: KeptRow): LogLine {
  const { digest: _digest, account: _account, ...link } = JSON.parse(row.link);
  const recordedMs = Number(row.recordedMs);
  const head = SessionEvent.parse({ ...link, data: {} });
  return {
    seq: Number(row.seq),
    id: row.id,
    kind: head.kind,
    event: row.data === null ? undefined : { ...head, data: JSON.parse(row.data), recordedMs },
    atMs: Date.parse(head.measuredAt) + head.clockOffsetMs,
    enteredMs: Date.parse(head.enteredAt) + head.clockOffsetMs,
    by: head.by,
    recordedMs,
    hash: row.hash.toString('hex'),
  };
}
