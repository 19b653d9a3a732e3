/** What the product holds before a dose, for the sessions of a floor or for one: what nobody has to tick. */
import { type GateKnown, knownFrom, prescribingRoles } from '#clinical/session/session.ts';
import { listOnSite } from '#server/chart/shift.actions.ts';
import type { Tx } from '#server/platform/database.ts';
import {
  type EarlierRow,
  listDrawnFor,
  listEarlier,
  listLicencesOf,
  listLots,
  listSetAside,
  listWatched,
} from './gate-known.queries.ts';

type Asked = {
  readonly id: string;
  readonly patient: { readonly id: string };
  readonly order: { readonly drug: string; readonly signedBy: string } | null;
};

export async function gateOfFloor(tx: Tx, at: Date, sessions: readonly Asked[]) {
  const { jurisdiction } = await tx.selectFrom('clinic').select('jurisdiction').executeTakeFirstOrThrow();
  const signers = [...new Set(sessions.flatMap(({ order }) => order?.signedBy ?? []))];
  const onSite = await listOnSite(tx, at);
  return {
    place: jurisdiction,
    licences: signers.length === 0 ? [] : await listLicencesOf(tx, signers),
    prescribersOnSite: onSite
      .filter(({ roles }) => prescribingRoles.some((role) => roles.includes(role)))
      .map(({ practitionerId }) => practitionerId),
    lots: await listLots(tx, at),
    watched: (await listWatched(tx, at)).map(({ dosedAt, ...of }) => ({ ...of, dosedMs: dosedAt.getTime() })),
  };
}

/** By session: vials and devices that were set aside for it. */
export async function setAsideOf(
  tx: Tx,
  sessions: readonly Asked[],
): Promise<Map<string, GateKnown['stock'][number][]>> {
  const rows = await listSetAside(
    tx,
    sessions.map(({ id }) => id),
  );
  return new Map(
    sessions.map(({ id }) => [
      id,
      rows.filter(({ sessionId }) => sessionId === id).map(({ sessionId: _session, ...item }) => item),
    ]),
  );
}

/** By session: what was taken out of containers for it. */
export async function drawnOf(
  tx: Tx,
  sessions: readonly Pick<Asked, 'id'>[],
): Promise<Map<string, NonNullable<GateKnown['drawn']>[number][]>> {
  const rows = await listDrawnFor(
    tx,
    sessions.map(({ id }) => id),
  );
  return new Map(
    sessions.map(({ id }) => [
      id,
      rows.filter(({ sessionId }) => sessionId === id).map(({ sessionId: _session, ...drawn }) => drawn),
    ]),
  );
}

/** By session: the days on which its patient was given the same medicine before. */
export async function earlierOf(
  tx: Tx,
  at: Date,
  sessions: readonly Asked[],
): Promise<Map<string, { on: string; doseUg: number }[]>> {
  const asked = sessions.filter(({ order }) => order !== null);
  if (asked.length === 0) return new Map();
  const rows = await listEarlier(tx, [...new Set(asked.map(({ patient }) => patient.id))], at);
  const isEarlier = (session: Asked) => (row: EarlierRow) =>
    row.patientId === session.patient.id && row.drug === session.order?.drug && row.sessionId !== session.id;
  return new Map(
    asked.map((session) => [session.id, rows.filter(isEarlier(session)).map(({ on, doseUg }) => ({ on, doseUg }))]),
  );
}

/** For one session, as it was at that moment: when its dose began, or now. */
export async function knownFor(tx: Tx, at: Date, session: Asked): Promise<GateKnown> {
  const floor = await gateOfFloor(tx, at, [session]);
  const earlier = await earlierOf(tx, at, [session]);
  const stock = (await listSetAside(tx, [session.id])).map(({ sessionId: _session, ...item }) => item);
  const drawn = (await drawnOf(tx, [session])).get(session.id) ?? [];
  return knownFrom(floor, session.id, { earlier: earlier.get(session.id) ?? [], stock, drawn }, at.getTime());
}
