import { breakGlass, reviewBreakGlass } from '#server/chart/break-glass.actions.ts';
import { listBreakGlass } from '#server/chart/break-glass.queries.ts';
import { addRow } from '#server/chart/chart.actions.ts';
import type { RowInput, RowKind } from '#server/chart/chart-rows.queries.ts';
import { openChart, registerPatient, setCareTeam, setRestriction } from '#server/chart/patient.actions.ts';
import { listCareTeam } from '#server/chart/patient.queries.ts';
import type { Context } from '#server/platform/context.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import type { Services } from '#server/platform/services.ts';
import { inventPatients, type SyntheticPatient } from '#simulator/patients.ts';
import type { StaffRole } from '#simulator/staff.ts';
import { type DemoPerson, dayOf, demoId, demoSeed, workOf } from './demo-accounts.ts';

const patientCount = 40;
/** These two open to their care team only. */
const restrictedPlaces = [4, 16] as const;
/** The rest of the first patients have a care team too, but anyone who treats opens their charts. */
const withCareTeam = 24;
/** Charts written at once: each is a dozen short transactions that wait for the disk. */
const lanes = 6;

type Patient = SyntheticPatient & { id: string; place: number };
/** Who of the staff does it: the first with the role, or the second. */
type Act = (role: StaffRole, which?: number) => Context;

/** Registers everyone and writes their charts by the same actions that the screens use; what is there already stays. */
export async function fillCharts(services: Services, clinicId: string, people: readonly DemoPerson[]): Promise<void> {
  const act: Act = (role, which = 0) => {
    const person = people.filter(({ roles }) => roles.includes(role))[which];
    if (person === undefined) throw new RangeError(`The synthetic clinic has no ${role}.`);
    return workOf(services, clinicId, person);
  };
  const patients = inventPatients({ seed: demoSeed, today: dayOf(services) }, patientCount).map(
    (one, place): Patient => ({ ...one, place, id: demoId(services, 'patient', place) }),
  );
  const there = await idsThere(services, clinicId);
  for (const { id, patient } of patients)
    if (!there.has(id))
      await registerPatient(act('front-desk'), patient, { id, confirmedDistinct: true, reason: 'Both are invented.' });
  const left = [...patients];
  const lane = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) await fillChart(services, act, next, there);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  for (const place of restrictedPlaces) await restrict(act, patients[place]);
  await breakTheGlass(act, patients);
}

/** Patients and rows that an earlier start has made. */
const idsThere = (services: Services, clinicId: string): Promise<Set<string>> =>
  inClinic({ services, clinicId }, async (tx) => {
    const all = new Set<string>();
    for (const table of ['patient', 'allergy', 'medicine', 'problem'] as const)
      for (const { id } of await tx.selectFrom(table).select('id').execute()) all.add(id);
    return all;
  });

async function fillChart(services: Services, act: Act, of: Patient, there: ReadonlySet<string>): Promise<void> {
  const { allergies, medicines, problems } = of.chart;
  const rows: [RowKind, readonly RowInput[]][] = [
    ['problem', problems],
    ['medicine', medicines],
    ['allergy', allergies],
  ];
  for (const [kind, inputs] of rows)
    for (const [number, input] of inputs.entries()) {
      const id = demoId(services, kind, of.place * 100 + number);
      const who = kind === 'problem' ? act('prescriber') : act('nurse', of.place % 2);
      if (!there.has(id)) await addRow(who, kind, of.id, input, id);
    }
  if (of.place >= withCareTeam) return;
  const members = [act('prescriber'), act('nurse', of.place % 2)];
  const team = await inClinic(act('nurse'), (tx) => listCareTeam(tx, of.id));
  if (team.length === 0)
    await setCareTeam(
      act('prescriber'),
      of.id,
      members.flatMap(({ by }) => by.practitionerId ?? []),
    );
  if (of.place % 3 === 0) await openChart(act('prescriber'), of.id);
}

async function restrict(act: Act, of: Patient | undefined): Promise<void> {
  if (of === undefined) return;
  const director = act('medical-director');
  const { version, restricted } = await inClinic(director, (tx) =>
    tx.selectFrom('patient').select(['version', 'restricted']).where('id', '=', of.id).executeTakeFirstOrThrow(),
  );
  if (!restricted)
    await setRestriction(director, of.id, { version, restricted: true, reason: 'Invented, to show it.' });
}

/** The second nurse opened both restricted charts in need: one opening was reviewed, the other waits for its review. */
async function breakTheGlass(act: Act, patients: readonly Patient[]): Promise<void> {
  const openings = await inClinic(act('compliance'), (tx) => listBreakGlass(tx, 10));
  for (const [turn, place] of restrictedPlaces.entries()) {
    const patient = patients[place];
    if (patient === undefined) continue;
    const there = openings.find(({ patientId }) => patientId === patient.id);
    const id = there?.id ?? (await breakGlass(act('nurse', 1), patient.id, reasons[turn] ?? reasons[0])).id;
    if (there === undefined) await openChart(act('nurse', 1), patient.id);
    if (turn === 0 && there?.reviewedAt == null)
      await reviewBreakGlass(act('compliance'), id, { outcome: 'justified', note: 'The nurse on call was alone.' });
  }
}

const reasons = [
  'Called from home with chest tightness after yesterday’s visit; nobody of the care team was in.',
  'Arrived early and the chair’s nurse was ill; allergies had to be checked.',
] as const;
