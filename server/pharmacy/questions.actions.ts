import type { z } from 'zod';
import { audit } from '#server/audit/audit.ts';
import { dayInClinic, findClinic, patientFor } from '#server/chart/chart.actions.ts';
import type { Context } from '#server/platform/context.ts';
import type { Tx } from '#server/platform/database.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import { awaitingViews } from './awaiting.actions.ts';
import { closedTo, without } from './closed-charts.ts';
import { listCounts } from './count.queries.ts';
import { discrepancyViews } from './discrepancy.actions.ts';
import { findSessionFor, listItems } from './item.queries.ts';
import { drawView, restsOf, stillOpen } from './open-drugs.ts';
import type { CountView } from './pharmacy-answers.shapes.ts';
import { listRegister, listWitnessed, type RegisterFilter } from './register.queries.ts';
import { csvOf } from './register-csv.ts';
import { listAssignedItems, listDrawsOfSessions, listOpenDraws, listUndrawn } from './session-drugs.queries.ts';
import { itemView } from './stock.actions.ts';

const nameOf = (given: string | null, family: string | null): string | null =>
  given === null || family === null ? null : `${given} ${family}`;

type Listed = Awaited<ReturnType<typeof listRegister>>[number];

export type RegisterLine = ReturnType<typeof lineOf>;
function lineOf(row: Listed, isClosed: boolean) {
  const { patientGivenName, patientFamilyName, patientAddress, patientRestricted: _restricted, ...of } = row;
  const { actorGivenName, actorFamilyName, witnessGivenName, witnessFamilyName, ...rest } = of;
  const insideUg = row.insideUg;
  return {
    ...rest,
    seq: Number(row.seq),
    inUg: Math.max(0, insideUg),
    inUl: Math.max(0, row.insideUl),
    outUg: Math.max(0, -insideUg),
    outUl: Math.max(0, -row.insideUl),
    drawnUg: row.outUg,
    drawnUl: row.outUl,
    afterUg: Number(row.afterUg),
    afterUl: Number(row.afterUl),
    outAfterUg: Number(row.outAfterUg),
    outAfterUl: Number(row.outAfterUl),
    patientId: isClosed ? null : row.patientId,
    sessionId: isClosed ? null : row.sessionId,
    orderId: isClosed ? null : row.orderId,
    sessionEventId: isClosed ? null : row.sessionEventId,
    patientNumber: isClosed ? null : row.patientNumber,
    patientName: isClosed ? null : nameOf(patientGivenName, patientFamilyName),
    patientAddress: isClosed ? null : patientAddress,
    actorName: nameOf(actorGivenName, actorFamilyName) ?? '',
    witnessName: nameOf(witnessGivenName, witnessFamilyName),
  };
}

async function linesFor(tx: Tx, ctx: Context, filter: RegisterFilter, limit: number) {
  const { timeZone } = await findClinic(tx);
  const rows = await listRegister(tx, filter, timeZone, limit);
  const closed = await closedTo(
    tx,
    ctx,
    rows.map(({ patientId }) => patientId),
  );
  // Who may not see a chart may not find its rows by asking for them either.
  const hides = filter.patientId !== undefined || filter.sessionId !== undefined;
  return rows
    .filter(({ patientId }) => !hides || patientId === null || !closed.has(patientId))
    .map((row) => lineOf(row, row.patientId !== null && closed.has(row.patientId)));
}

/** A page of the register, the newest first. */
export const readRegister = (ctx: Context, { limit, ...filter }: RegisterFilter & { limit: number }) =>
  inClinic(ctx, async (tx) => {
    const lines = await linesFor(tx, ctx, filter, limit + 1);
    await audit(tx, ctx, { action: 'register.read', patientId: filter.patientId, details: { ...filter, limit } });
    return {
      rows: lines.slice(0, limit).map(({ patientAddress: _address, ...line }) => line),
      more: lines.length > limit,
    };
  });

/** More rows than a clinic writes in years: an inspection asks for two. */
const mostExported = 200_000;

/** The register as a table, with what a record of a controlled substance has to name. */
export const exportRegister = (ctx: Context, filter: RegisterFilter) =>
  inClinic(ctx, async (tx) => {
    const lines = await linesFor(tx, ctx, filter, mostExported);
    const { name, timeZone } = await findClinic(tx);
    await audit(tx, ctx, {
      action: 'register.read',
      patientId: filter.patientId,
      details: { ...filter, as: 'csv', rows: lines.length },
    });
    return csvOf(lines.toReversed(), { clinic: name, timeZone });
  });

const minutesSince = (at: Date, now: Date): number => Math.floor((now.getTime() - at.getTime()) / 60_000);

/** What is drawn and neither given, wasted nor returned, and what is left in opened containers: by person, the oldest first. */
export const readUnaccounted = (ctx: Context) =>
  inClinic(ctx, async (tx) => {
    const all = await listOpenDraws(tx);
    const undrawn = await listUndrawn(tx, ctx.now);
    const closed = await closedTo(
      tx,
      ctx,
      [...all, ...undrawn].map(({ patientId }) => patientId),
    );
    await audit(tx, ctx, { action: 'stock.read', details: { what: 'unaccounted', draws: all.length } });
    const draws = all
      .filter(({ outUg }) => outUg > 0)
      .map((of) => ({
        ...without({ ...drawView(of), patientId: nullable(of.patientId), sessionId: nullable(of.sessionId) }, closed),
        ageMin: minutesSince(of.drawnAt, ctx.now),
      }));
    const rests = restsOf(all).map((of) => ({
      ...without({ ...of, patientId: nullable(of.patientId), sessionId: nullable(of.sessionId) }, closed),
      ageMin: minutesSince(of.openedAt, ctx.now),
    }));
    const people = new Map<string, string>();
    for (const { drawnBy, drawnByName } of draws) people.set(drawnBy, drawnByName);
    for (const { openedBy, openedByName } of rests) people.set(openedBy, openedByName);
    const byPerson = [...people].map(([practitionerId, name]) => {
      const own = {
        draws: draws.filter(({ drawnBy }) => drawnBy === practitionerId),
        rests: rests.filter(({ openedBy }) => openedBy === practitionerId),
      };
      const times = [...own.draws.map(({ drawnAt }) => drawnAt), ...own.rests.map(({ openedAt }) => openedAt)];
      const oldestAt = new Date(Math.min(...times.map((at) => at.getTime())));
      return { practitionerId, name, oldestAt, ...own };
    });
    return {
      serverMs: ctx.now.getTime(),
      undrawn: undrawn.map((of) =>
        without({ ...of, patientId: nullable(of.patientId), sessionId: nullable(of.sessionId) }, closed),
      ),
      people: byPerson.sort((one, other) => one.oldestAt.getTime() - other.oldestAt.getTime()),
    };
  });

const nullable = (id: string): string | null => id;

/** What one session drew, gave and wasted, and whether all of it is accounted for. */
export const readSessionDrugs = (ctx: Context, sessionId: string) =>
  inClinic(ctx, async (tx) => {
    const { patientId } = await findSessionFor(tx, sessionId);
    await patientFor(tx, ctx, 'session.read', patientId);
    const today = await dayInClinic(tx, ctx.now);
    const draws = await listDrawsOfSessions(tx, [sessionId]);
    const awaiting = await awaitingViews(tx, ctx.now, [sessionId]);
    const assigned = await listItems(tx, await listAssignedItems(tx, [sessionId]));
    const discrepancies = await discrepancyViews(tx, { open: false, sessionIds: [sessionId] });
    await audit(tx, ctx, { action: 'chart.read', patientId, subject: { kind: 'session-drugs', id: sessionId } });
    const { isClosed, open } = stillOpen(
      draws,
      awaiting.filter(({ isLate }) => !isLate),
    );
    const sum = (of: 'drawnUg' | 'administeredUg' | 'wastedUg') => draws.reduce((all, draw) => all + draw[of], 0);
    return {
      sessionId,
      draws: draws.map(drawView),
      rests: restsOf(draws),
      assigned: assigned.map((item) => itemView(item, today)),
      awaiting,
      drawnUg: sum('drawnUg'),
      administeredUg: sum('administeredUg'),
      wastedUg: sum('wastedUg'),
      isClosed,
      open,
      discrepancies,
    };
  });

type CountLine = z.infer<typeof CountView>['lines'][number];

/** Of a count that waits for a second person only what was found. */
const linesShown = (lines: CountLine[], isOpen: boolean): CountLine[] =>
  isOpen ? lines.map((of) => ({ ...of, expectedFull: null, expectedOpenedUg: null, differenceUg: null })) : lines;

export const readCounts = (ctx: Context) =>
  inClinic(ctx, async (tx) => {
    const rows = await listCounts(tx);
    await audit(tx, ctx, { action: 'stock.read', details: { what: 'counts' } });
    return {
      counts: rows.map(({ givenName, familyName, secondGivenName, secondFamilyName, lines, ...row }) => ({
        ...row,
        countedByName: `${givenName} ${familyName}`,
        secondByName: nameOf(secondGivenName, secondFamilyName),
        addsUp: row.isOpen ? null : row.addsUp,
        lines: linesShown(JSON.parse(lines).lines, row.isOpen),
      })),
    };
  });

export const readWitnessed = (ctx: Context, of: { from?: string | undefined; until?: string | undefined }) =>
  inClinic(ctx, async (tx) => {
    const { timeZone } = await findClinic(tx);
    const rows = await listWitnessed(tx, of, timeZone);
    await audit(tx, ctx, { action: 'stock.read', details: { what: 'witnessed', ...of } });
    return {
      pairs: rows.map((row) => ({
        actor: row.actor,
        actorName: `${row.actorGivenName} ${row.actorFamilyName}`,
        witness: row.witness ?? '',
        witnessName: `${row.witnessGivenName} ${row.witnessFamilyName}`,
        kind: row.kind,
        times: Number(row.times),
        ug: Number(row.ug),
        lastAt: row.lastAt,
      })),
    };
  });
