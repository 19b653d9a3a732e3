import { randomBytes } from 'node:crypto';
import type { PatientInput, PractitionerInput } from '#clinical/chart/chart.ts';
import type { IvOrder } from '#clinical/plan/plan.ts';
import { saveClinic } from '#server/chart/clinic.queries.ts';
import { registerPatient } from '#server/chart/patient.actions.ts';
import { saveLicence, savePractitioner, saveRoles } from '#server/chart/practitioner.queries.ts';
import { signInCookie } from '#server/identity/cookies.ts';
import type { Context } from '#server/platform/context.ts';
import { newId } from '#server/platform/ids.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import type { Role } from '#server/platform/may.ts';
import type { Services } from '#server/platform/services.ts';

export type Person = { accountId: string; practitionerId: string; signInId: string; cookie: string; ctx: Context };
export type TestClinic = { clinicId: string; as(...roles: Role[]): Promise<Person> };

/** A clinic with its settings and nobody in it; `as` lets someone with these roles walk in, signed in. */
export async function aClinic(services: Services, name = 'Harbor Street Clinic'): Promise<TestClinic> {
  const clinicId = newId();
  await services.db.identity.insertInto('tenant').values({ clinicId }).execute();
  await inClinic({ services, clinicId }, (tx) =>
    saveClinic(tx, {
      clinicId,
      name,
      timeZone: 'America/Los_Angeles',
      jurisdiction: 'US-NV',
      idleLockMin: 10,
      synthetic: true,
    }),
  );
  return { clinicId, as: (...roles) => aPerson(services, clinicId, roles) };
}

let people = 0;

/** Staff with a sign-in that has proved its second factor just now: what a real sign-in leaves in the database. */
async function aPerson(services: Services, clinicId: string, roles: Role[]): Promise<Person> {
  people += 1;
  const [accountId, practitionerId, signInId] = [newId(), newId(), newId()];
  const email = `person${people}.${accountId.slice(-6)}@example.org`;
  const input: PractitionerInput = { givenName: 'Test', familyName: `Person ${people}`, credentials: '', email };
  await inClinic({ services, clinicId }, async (tx) => {
    await savePractitioner(tx, practitionerId, input, accountId);
    await saveRoles(tx, practitionerId, roles);
    // Whoever signs orders is licensed where the test clinics are.
    if (roles.some((role) => role === 'prescriber' || role === 'medical-director'))
      await saveLicence(tx, newId(), practitionerId, {
        ...{ kind: 'Physician', number: `SYN-${people}`, place: 'US-NV', scope: '' },
        ...{ validFrom: '2020-01-01', validUntil: '2099-12-31' },
      });
  });
  const { identity } = services.db;
  await identity
    .insertInto('account')
    .values({
      id: accountId,
      name: `Test Person ${people}`,
      email,
      twoFactorEnabled: true,
      factorEnrolledAt: new Date(),
    })
    .execute();
  await identity.insertInto('membership').values({ accountId, clinicId, practitionerId }).execute();
  const token = randomBytes(32).toString('base64url');
  const now = services.clock();
  const steppedUpUntil = new Date(now.getTime() + 60 * 60_000);
  await identity
    .insertInto('signIn')
    .values({
      id: signInId,
      accountId,
      clinicId,
      token,
      method: 'passphrase+totp',
      secondFactorAt: now,
      steppedUpUntil,
      lastActiveAt: now,
      expiresAt: new Date(now.getTime() + 12 * 3_600_000),
    })
    .execute();
  const ctx: Context = {
    services,
    clinicId,
    by: { kind: 'staff', accountId, clinicId, practitionerId, roles, method: 'passphrase+totp', steppedUp: true },
    now,
    requestId: newId(),
    signInId,
  };
  return { accountId, practitionerId, signInId, cookie: signInCookie(services, token).split(';')[0] ?? '', ctx };
}

export const aPatientInput = (given: Partial<PatientInput> = {}): PatientInput => ({
  givenName: 'Jordan',
  familyName: 'Sample',
  preferredName: '',
  birthOn: '1984-03-07',
  sexForClinicalUse: 'female',
  language: 'en',
  timeZone: 'America/Los_Angeles',
  phone: '',
  email: '',
  address: '',
  emergencyContact: null,
  ...given,
});

export async function aPatient(
  person: Person,
  given: Partial<PatientInput> = {},
): Promise<{ id: string; number: string }> {
  return registerPatient(person.ctx, aPatientInput(given), { confirmedDistinct: true, reason: 'made for a test' });
}

/** 0.5 mg/kg of 70 kg in 40 minutes, by 1 mg/mL: an order that nothing objects to under the IV template. */
export const anOrder = (given: Partial<IvOrder> = {}): IvOrder => ({
  drug: 'ketamine',
  route: 'iv',
  concentrationUgPerMl: 1_000,
  doseUg: 35_000,
  doseBasis: { unit: 'ug/kg', amount: 500 },
  weight: { grams: 70_000, basis: 'actual', takenOn: new Date(Date.now() - 86_400_000).toISOString().slice(0, 10) },
  overMin: 40,
  pumpRateUlPerH: 52_500,
  premedication: [],
  limits: { ceilingUg: 50_000 },
  validFrom: '2026-11-24',
  validUntil: '2099-12-31',
  ...given,
});
