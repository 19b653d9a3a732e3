import { isBornBy, maybeSamePerson, type PatientInput, searchPrefixes } from '#clinical/chart/chart.ts';
import { audit } from '#server/audit/audit.ts';
import { CannotProceed } from '#server/platform/cannot-proceed.ts';
import type { Context } from '#server/platform/context.ts';
import type { Tx } from '#server/platform/database.ts';
import { newId } from '#server/platform/ids.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import { accessTo, changedBySomeoneElse, patientFor, refuseStale } from './chart-access.ts';
import { listAllergies, listMedicines, listProblems } from './chart-rows.queries.ts';
import {
  changePatient,
  changeRestriction,
  countPatients,
  findPatient,
  findPatientToChange,
  hasPatient,
  listCareTeam,
  listLookalikes,
  listPatients,
  listPossiblySame,
  type PatientSummary,
  saveCareTeam,
  savePatient,
  standingTo,
  takeNumber,
} from './patient.queries.ts';

/** Finds patients as a person types: names, chart number, birth date in either order. Every word must match. */
export const findPatients = (ctx: Context, query: string, limit: number) =>
  inClinic(ctx, async (tx) => {
    const own = onlyOwnPatient(ctx);
    if (own !== undefined) return { patients: [await findPatient(tx, own)], total: 1 };
    const [prefixes, total] = [searchPrefixes(query), await countPatients(tx)];
    // Signs without a letter or digit are the name of nobody; only an empty field asks for everyone.
    if (prefixes.length === 0 && query.trim() !== '') return { patients: [], total };
    return { patients: await listPatients(tx, prefixes, limit), total };
  });

/** A patient who signs in sees themself and nobody else. */
const onlyOwnPatient = (ctx: Context): string | undefined =>
  ctx.by.kind === 'patient' ? (ctx.by.patientId ?? '') : undefined;

type Candidate = PatientSummary & { because: string };

async function candidates(
  tx: Tx,
  of: { givenName: string; familyName: string; birthOn: string },
): Promise<Candidate[]> {
  const near = await listPossiblySame(tx, of);
  return near
    .flatMap((other) => {
      const because = maybeSamePerson(of, other);
      return because === undefined ? [] : [{ ...other, because }];
    })
    .slice(0, 20);
}

export const findDuplicates = (ctx: Context, of: { givenName: string; familyName: string; birthOn: string }) =>
  inClinic(ctx, async (tx) => ({ candidates: await candidates(tx, of) }));

/**
 * Registers a patient. Where someone like this is there already, the person is shown whom, and says that this is
 * another one and why before a second record is made. An `id` made by the station makes a repeated request harmless.
 */
export const registerPatient = (
  ctx: Context,
  input: PatientInput,
  how: { id?: string | undefined; confirmedDistinct?: boolean | undefined; reason?: string | undefined },
) =>
  inClinic(ctx, async (tx) => {
    refuseUnborn(ctx, input);
    // The number's row is locked first: two desks that register the same person at once meet here, one after another.
    const number = await takeNumber(tx);
    if (how.id !== undefined && (await hasPatient(tx, how.id)))
      throw new CannotProceed('already-there', 'This record was made already.', { id: how.id });
    const alike = await candidates(tx, input);
    if (alike.length > 0 && how.confirmedDistinct !== true)
      throw new CannotProceed('already-there', 'There may be a record of this person already.', { candidates: alike });
    if (alike.length > 0 && (how.reason ?? '').length < 5)
      throw new CannotProceed('blocked', 'Say in a few words how you know that this is another person.');
    const id = how.id ?? newId();
    await savePatient(tx, id, number, input);
    await audit(tx, ctx, {
      action: 'patient.register',
      patientId: id,
      subject: { kind: 'patient', id },
      after: { ...input, number },
      ...(alike.length > 0 ? { details: { distinctFrom: alike.map((other) => other.id) }, reason: how.reason } : {}),
    });
    return { id, number };
  });

/** Changes what is known of a patient; `version` is what the person saw. */
export const updatePatient = (ctx: Context, id: string, version: number, input: PatientInput) =>
  inClinic(ctx, async (tx) => {
    const current = await findPatientToChange(tx, id);
    if (accessTo(ctx, current, await standingTo(tx, id, ctx.by.practitionerId, ctx.now)) === 'break-glass-needed')
      throw glassIsClosed(current);
    refuseUnborn(ctx, input);
    await refuseStale(tx, version, { kind: 'patient', id, version: current.version }, current);
    await changePatient(tx, { id, number: current.number, version }, input, current.restricted);
    await audit(tx, ctx, {
      action: 'patient.change',
      patientId: id,
      subject: { kind: 'patient', id },
      before: changeable(current),
      after: { ...input, restricted: current.restricted },
    });
    return { version: version + 1 };
  });

/** Whether a chart opens to its care team only. Who decides it says why, and can't do it by a slip in another form. */
export const setRestriction = (
  ctx: Context,
  id: string,
  { version, restricted, reason }: { version: number; restricted: boolean; reason: string },
) =>
  inClinic(ctx, async (tx) => {
    const current = await findPatientToChange(tx, id);
    await patientFor(tx, ctx, 'patient.restrict', id);
    await refuseStale(tx, version, { kind: 'patient', id, version: current.version }, current);
    if (current.restricted === restricted)
      throw new CannotProceed(
        'blocked',
        restricted ? 'This chart is restricted already.' : 'This chart is not restricted.',
      );
    await changeRestriction(tx, { id, version }, restricted);
    await audit(tx, ctx, {
      action: 'patient.restrict',
      patientId: id,
      subject: { kind: 'patient', id },
      before: { restricted: current.restricted },
      after: { restricted },
      reason,
    });
    return { version: version + 1 };
  });

/** Checked here and not in the shape: the medicine has no clock. */
function refuseUnborn(ctx: Context, { birthOn }: PatientInput): void {
  if (!isBornBy(birthOn, ctx.now))
    throw new CannotProceed('not-understood', 'birthOn: lies in the future.', { field: 'birthOn' });
}

const glassIsClosed = ({ id, number, initials }: { id: string; number: string; initials: string }) =>
  new CannotProceed('break-glass-needed', 'This chart is open to its care team only. Say why you need it to open it.', {
    patient: { id, number, initials },
  });

const changeable = ({
  clinicId: _clinic,
  id: _id,
  createdAt: _made,
  version: _version,
  initials: _initials,
  ...rest
}: Awaited<ReturnType<typeof findPatient>>) => rest;

/** The whole chart in one request. That it was opened, by whom and by what right, is written down with it. */
export const openChart = (ctx: Context, id: string) =>
  inClinic(ctx, async (tx) => {
    const [{ standing }, patient] = await Promise.all([patientFor(tx, ctx, 'patient.read', id), findPatient(tx, id)]);
    const access = accessTo(ctx, patient, standing);
    if (access === 'break-glass-needed') throw glassIsClosed(patient);
    const clinical = access !== 'demographics';
    await audit(tx, ctx, {
      action: clinical ? 'chart.read' : 'patient.read',
      patientId: id,
      subject: { kind: 'patient', id },
      details: { access },
    });
    const [careTeam, lookalikes, lists] = await Promise.all([
      listCareTeam(tx, id),
      onlyOwnPatient(ctx) === undefined ? listLookalikes(tx, patient) : { sameName: [], sameInitials: [] },
      clinical ? clinicalLists(tx, id) : {},
    ]);
    return { patient, ...lists, careTeam, ...lookalikes, access };
  });

async function clinicalLists(tx: Tx, id: string) {
  const [allergies, medicines, problems] = await Promise.all([
    listAllergies(tx, id),
    listMedicines(tx, id),
    listProblems(tx, id),
  ]);
  return { allergies, medicines, problems };
}

/**
 * Replaces the care team; those on it open a restricted chart without breaking the glass. `seen` is the team that the
 * person had before their eyes: when it is another by now, they are told before they undo what someone else did.
 */
export const setCareTeam = (ctx: Context, id: string, practitionerIds: readonly string[], seen?: readonly string[]) =>
  inClinic(ctx, async (tx) => {
    await findPatientToChange(tx, id);
    await patientFor(tx, ctx, 'care-team.write', id);
    const team = await listCareTeam(tx, id);
    const before = team.map((member) => member.id);
    if (seen !== undefined && [...new Set(seen)].sort().join() !== [...before].sort().join())
      throw await changedBySomeoneElse(tx, { kind: 'care-team', id }, team);
    await saveCareTeam(tx, id, practitionerIds);
    await audit(tx, ctx, {
      action: 'care-team.change',
      patientId: id,
      subject: { kind: 'care-team', id },
      before: { practitionerIds: before },
      after: { practitionerIds },
    });
  });
