import { templates } from '#clinical/plan/plan.ts';
import type { Kind } from '#clinical/session/session.ts';
import { addChair } from '#server/plan/chair.actions.ts';
import { signOrder } from '#server/plan/order.actions.ts';
import { signProtocol } from '#server/plan/protocol.actions.ts';
import type { Context } from '#server/platform/context.ts';
import { newId } from '#server/platform/ids.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import type { Services } from '#server/platform/services.ts';
import { listSteps } from '#server/session/escalation.queries.ts';
import { appendEvents, openSession } from '#server/session/session.actions.ts';
import { aClinic, anOrder, aPatient, type Person, type TestClinic } from './builders.ts';

const minute = 60_000;

/** A patient in whom an infusion was started at `zeroMs`, and whoever could be called. */
export type Climbing = {
  clinic: TestClinic;
  nurse: Person;
  /** Signed the order. */
  okafor: Person;
  hale: Person;
  session: string;
  zeroMs: number;
  patient: { givenName: string; familyName: string; birthOn: string; number: string };
  facts(
    facts: readonly (readonly [min: number, kind: Kind, data?: object])[],
    by?: Person,
    session?: string,
  ): Promise<void>;
  /** Another patient in another chair, dosed at the same moment. */
  another(): Promise<string>;
  steps(): Promise<
    { what: string; by: string | null; whom: string | null; place: number; task: string; why: string | null }[]
  >;
};

const normal = {
  ...{ systolicMmHg: 124, diastolicMmHg: 78, heartRatePerMin: 72, breathsPerMin: 14, spo2Pct: 98 },
  ...{ moaaS: 5, dissociationGrade: 0, symptoms: [], source: 'by-hand' },
};
export const redReading = { ...normal, systolicMmHg: 192, diastolicMmHg: 112 };
export const normalReading = normal;
const started = {
  ...{ route: 'iv', drug: 'ketamine', concentrationUgPerMl: 1_000, pumpRateUlPerH: 52_500, volumeToGiveUl: 35_000 },
  as: 'fact',
};

/** @param watched who watches; nobody when left out */
export async function aClimb(services: Services, zeroMs: number, watched = true): Promise<Climbing> {
  const clinic = await aClinic(services);
  const nurse = await clinic.as('nurse');
  const okafor = await clinic.as('prescriber', 'medical-director');
  const hale = await clinic.as('prescriber');
  const { id: protocolVersionId } = await signProtocol(okafor.ctx, {
    version: 1,
    protocol: templates.iv,
    reason: 'for a test',
  });
  let stationSeq = 0;
  const station = newId();
  let chairs = 1;
  const seat = async (givenName: string, familyName: string) => {
    const patient = await aPatient(nurse, { givenName, familyName, birthOn: '1961-11-17' });
    chairs += 1;
    const { id: chairId } = await addChair(okafor.ctx, { name: String(chairs) });
    const day = new Date(zeroMs - 86_400_000).toISOString().slice(0, 10);
    const { id: orderId } = await signOrder(okafor.ctx, patient.id, {
      protocolVersionId,
      order: anOrder({ validFrom: day, weight: { grams: 70_000, basis: 'actual', takenOn: day } }),
    });
    const planned = { patientId: patient.id, plannedAt: new Date(zeroMs).toISOString(), chairId, orderId };
    return { number: patient.number, session: (await openSession(nurse.ctx, planned)).id };
  };
  const first = await seat('Quinlan', 'Zephyrson');
  const made: Climbing = {
    ...{ clinic, nurse, okafor, hale, zeroMs, session: first.session },
    patient: { givenName: 'Quinlan', familyName: 'Zephyrson', birthOn: '1961-11-17', number: first.number },
    facts: async (facts, by = nurse, session = first.session) => {
      const events = facts.map(([min, kind, data = {}]) => {
        stationSeq += 1;
        const at = new Date(zeroMs + min * minute).toISOString();
        return {
          ...{ id: newId(), session, kind, v: 1, data: { ...data }, by: by.practitionerId, station, stationSeq },
          ...{ measuredAt: at, enteredAt: at, clockOffsetMs: 0, offsetCheckedAt: at },
        };
      });
      const now = new Date(Math.max(...events.map(({ measuredAt }) => Date.parse(measuredAt))));
      const ctx: Context = { ...by.ctx, now };
      const refused = (await appendEvents(ctx, events)).filter(({ outcome }) => outcome === 'refused');
      if (refused.length > 0) throw new Error(JSON.stringify(refused));
    },
    another: async () => {
      const { session } = await seat('Rowan', 'Other');
      await made.facts(begun(watched), nurse, session);
      return session;
    },
    steps: async () =>
      (await inClinic(nurse.ctx, (tx) => listSteps(tx, [first.session]))).map(
        ({ what, byWay, practitionerId, place, task, why }) => ({
          what,
          by: byWay,
          whom: practitionerId,
          place,
          task,
          why,
        }),
      ),
  };
  await made.facts(begun(watched));
  return made;
}

const begun = (watched: boolean) =>
  [
    [-20, 'arrived'],
    [-18, 'identity-confirmed', { identifiers: ['name', 'birth-date'] }],
    [-15, 'reading', normal],
    ...(watched ? [[-1, 'watch-taken'] as const] : []),
    [0, 'dose-started', started],
    [0, 'reading', normal],
  ] as const satisfies readonly (readonly [number, Kind, object?])[];
