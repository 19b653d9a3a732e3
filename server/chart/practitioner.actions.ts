import { sql } from 'kysely';
import type { LicenceInput, PractitionerInput } from '#clinical/chart/chart.ts';
import { audit } from '#server/audit/audit.ts';
import { CannotProceed } from '#server/platform/cannot-proceed.ts';
import type { Context } from '#server/platform/context.ts';
import type { Tx } from '#server/platform/database.ts';
import { newId } from '#server/platform/ids.ts';
import { inClinic, permit } from '#server/platform/in-clinic.ts';
import { may, type Role } from '#server/platform/may.ts';
import { refuseStale } from './chart-access.ts';
import {
  changeLicence,
  changePractitioner,
  findLicenceToChange,
  findPractitioner,
  findPractitionerToChange,
  listActiveWith,
  listLicences,
  listPractitioners,
  listRoles,
  lockRoles,
  practitionerColumns,
  saveLicence,
  savePractitioner,
  saveRoles,
} from './practitioner.queries.ts';

/** Everyone who works here, with roles and licences. */
export const listStaff = (ctx: Context) =>
  inClinic(ctx, async (tx) => {
    const [people, roles, licences] = [await listPractitioners(tx), await listRoles(tx), await listLicences(tx)];
    return {
      practitioners: people.map((person) => ({
        ...person,
        roles: roles.filter((row) => row.practitionerId === person.id).map((row) => row.role),
        licences: licences.filter((row) => row.practitionerId === person.id),
      })),
    };
  });

export const readPractitioner = (ctx: Context, id: string) => inClinic(ctx, (tx) => shown(tx, id));

async function shown(tx: Tx, id: string) {
  const person = await findPractitioner(tx, id);
  const roles = (await listRoles(tx, id)).map((row) => row.role);
  return { ...person, roles, licences: await listLicences(tx, id) };
}

/** Adds a person to the staff. They can sign in only after an invitation. */
export const addPractitioner = (ctx: Context, input: PractitionerInput, givenId?: string) =>
  inClinic(ctx, async (tx) => {
    const id = givenId ?? newId();
    await savePractitioner(tx, id, input);
    await audit(tx, ctx, { action: 'practitioner.add', subject: { kind: 'practitioner', id }, after: input });
    return { id, version: 1 };
  });

export const editPractitioner = (ctx: Context, id: string, version: number, input: PractitionerInput) =>
  inClinic(ctx, async (tx) => {
    const current = await findPractitionerToChange(tx, id);
    await refuseStale(tx, version, { kind: 'practitioner', id, version: current.version }, current);
    await changePractitioner(tx, { id, version }, practitionerColumns(input));
    const { id: _id, version: _version, ...before } = current;
    await audit(tx, ctx, {
      action: 'practitioner.change',
      subject: { kind: 'practitioner', id },
      before,
      after: input,
    });
    return { id, version: version + 1 };
  });

/** Roles take effect at the person's next request. A clinic never loses its last owner. */
export const setRoles = (ctx: Context, id: string, version: number, roles: readonly Role[]) =>
  inClinic(ctx, async (tx) => {
    await lockRoles(tx);
    await findPractitionerToChange(tx, id);
    const current = await shown(tx, id);
    await refuseStale(tx, version, { kind: 'practitioner', id, version: current.version }, current);
    if (roles.includes('owner') !== current.roles.includes('owner') && !ctx.by.roles.includes('owner'))
      throw new CannotProceed('not-permitted', 'Only an owner makes or unmakes an owner.');
    const self = id === ctx.by.practitionerId;
    const gains = roles.some((role) => !current.roles.includes(role));
    const leadsAlone = self && gains && !(await someoneElseLeads(tx, id));
    if (self && gains) permitOwnRoles(ctx, leadsAlone);
    if (!roles.includes('owner')) await keepAnOwner(tx, id);
    await saveRoles(tx, id, roles);
    await changePractitioner(tx, { id, version }, {});
    await audit(tx, ctx, {
      action: 'practitioner.roles.change',
      subject: { kind: 'practitioner', id },
      before: { roles: current.roles },
      after: { roles },
      ...(leadsAlone ? { details: { leadsAlone } } : {}),
    });
    await tellIdentity(tx, current.accountId);
    return { id, version: version + 1 };
  });

/** Who leads the clinic alone, as at its opening, has nobody to ask; the trail says that it was so. */
function permitOwnRoles(ctx: Context, leadsAlone: boolean): void {
  if (
    !may(ctx.by, 'practitioner.roles', {
      clinicId: ctx.clinicId,
      practitionerId: ctx.by.practitionerId ?? '',
      leadsAlone,
    }).allowed
  )
    throw new CannotProceed(
      'not-permitted',
      'Nobody gives themself more roles. Ask another owner or medical director of the clinic.',
    );
}

async function someoneElseLeads(tx: Tx, than: string): Promise<boolean> {
  const leading = [...(await listActiveWith(tx, 'owner')), ...(await listActiveWith(tx, 'medical-director'))];
  return leading.some(({ id }) => id !== than);
}

/** The person can no longer sign in; what they did stays under their name. */
export const deactivatePractitioner = (ctx: Context, id: string, version: number, reason: string) =>
  inClinic(ctx, async (tx) => {
    await lockRoles(tx);
    await findPractitionerToChange(tx, id);
    const current = await shown(tx, id);
    permit(ctx, 'practitioner.deactivate', { practitionerId: id });
    if (current.roles.includes('owner') && !ctx.by.roles.includes('owner'))
      throw new CannotProceed('not-permitted', 'Only an owner ends the access of an owner.');
    await refuseStale(tx, version, { kind: 'practitioner', id, version: current.version }, current);
    if (current.deactivatedAt !== null)
      throw new CannotProceed('blocked', 'The access of this person has ended already.');
    await keepAnOwner(tx, id);
    await changePractitioner(tx, { id, version }, { deactivatedAt: ctx.now });
    await audit(tx, ctx, { action: 'practitioner.deactivate.change', subject: { kind: 'practitioner', id }, reason });
    await tellIdentity(tx, current.accountId);
    return { id, version: version + 1 };
  });

async function keepAnOwner(tx: Tx, without: string): Promise<void> {
  const owners = await listActiveWith(tx, 'owner');
  if (!owners.some((owner) => owner.id !== without) && owners.length > 0)
    throw new CannotProceed(
      'blocked',
      'A clinic keeps at least one owner who can sign in. Make someone else an owner first.',
    );
}

/** Every server process forgets what it remembered of this person's sign-ins, once this has committed. */
async function tellIdentity(tx: Tx, accountId: string | null): Promise<void> {
  if (accountId !== null) await sql`select pg_notify('racemic_identity', ${accountId})`.execute(tx);
}

export const addLicence = (ctx: Context, practitionerId: string, input: LicenceInput, givenId?: string) =>
  inClinic(ctx, async (tx) => {
    await findPractitioner(tx, practitionerId);
    const id = givenId ?? newId();
    await saveLicence(tx, id, practitionerId, input);
    await audit(tx, ctx, {
      action: 'licence.add',
      subject: { kind: 'licence', id },
      after: { ...input, practitionerId },
    });
    return { id, version: 1 };
  });

export const editLicence = (ctx: Context, practitionerId: string, id: string, version: number, input: LicenceInput) =>
  inClinic(ctx, async (tx) => {
    const current = await findLicenceToChange(tx, practitionerId, id);
    await refuseStale(tx, version, { kind: 'licence', id, version: current.version }, current);
    await changeLicence(tx, { id, version }, input);
    const { clinicId: _clinic, createdAt: _made, id: _id, version: _version, ...before } = current;
    await audit(tx, ctx, { action: 'licence.change', subject: { kind: 'licence', id }, before, after: input });
    return { id, version: version + 1 };
  });
