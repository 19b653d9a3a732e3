import { hkdfSync } from 'node:crypto';
import type { Context } from '#server/platform/context.ts';
import { newId } from '#server/platform/ids.ts';
import type { Role } from '#server/platform/may.ts';
import type { Services } from '#server/platform/services.ts';
import { inventStaff, type SyntheticPractitioner } from '#simulator/staff.ts';

/** The invented people of every installation are the same; what opens their accounts is not. */
export const demoSeed = 1;

/** Someone of the synthetic clinic with what they sign in with. */
export type DemoPerson = SyntheticPractitioner & {
  accountId: string;
  practitionerId: string;
  name: string;
  email: string;
  passphrase: string;
  totpSecret: string;
};

export type DemoAccount = {
  name: string;
  roles: readonly Role[];
  email: string;
  passphrase: string;
  totpSecret: string;
};

type Keyed = Pick<Services, 'secrets'>;

/** Bytes that are chance to everyone else and the same at every start of this installation. */
const bytesOf = (services: Keyed, what: string, count: number): Buffer =>
  Buffer.from(hkdfSync('sha256', services.secrets.key('demo', 32), '', what, count));

/** The ids of the synthetic clinic count seconds from here. */
export const demoEpochMs = Date.UTC(2026, 0, 1);

/**
 * The id that a thing of the synthetic clinic has, or will have: a start that was cut off is taken up where it ended,
 * because what is there already is known by its id. `order` keeps ids in the order in which things were made.
 */
export const demoId = (services: Keyed, what: string, order = 0): string =>
  newId(demoEpochMs + order * 1_000, bytesOf(services, `id ${what} ${order}`, 16));

/** Everyday words that do not belong together: quick to type, and long enough for the passphrase rule. */
const words = (
  'anchor basket candle dragon ember falcon garden hazel island jacket kettle lemon marble nectar orchid pepper ' +
  'quartz ribbon saddle teapot umbra velvet walnut yonder zephyr acorn bramble cobalt drizzle eagle flannel glacier ' +
  'harvest indigo juniper kiwi lantern meadow nutmeg opal pebble quilt raven summit thistle urchin violet willow ' +
  'yarrow zinnia almond birch cedar dahlia elbow fern granite heron ivory jasper koala linen maple nickel'
).split(' ');

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function inventPassphrase(services: Keyed, email: string): string {
  const left = [...words];
  const picks = [...bytesOf(services, `passphrase ${email}`, 4)];
  return picks.flatMap((pick) => left.splice(pick % left.length, 1)).join('-');
}

const inventTotpSecret = (services: Keyed, email: string): string =>
  [...bytesOf(services, `totp ${email}`, 32)].map((byte) => base32[byte & 31]).join('');

/** Everyone who works in the synthetic clinic of this installation. */
export function demoPeople(services: Keyed, today: string): DemoPerson[] {
  return inventStaff({ seed: demoSeed, today }).map((one, place) => {
    const email = one.person.email ?? '';
    return {
      ...one,
      accountId: demoId(services, 'account', place),
      practitionerId: demoId(services, 'practitioner', place),
      name: `${one.person.givenName} ${one.person.familyName}`,
      email,
      passphrase: inventPassphrase(services, email),
      totpSecret: inventTotpSecret(services, email),
    };
  });
}

/** What the first page and the terminal show: only ever in the synthetic clinic. */
export function demoAccounts(services: Pick<Services, 'config' | 'secrets' | 'clock'>): DemoAccount[] {
  if (!services.config.demo) return [];
  return demoPeople(services, dayOf(services)).map(({ name, roles, email, passphrase, totpSecret }) => ({
    name,
    roles,
    email,
    passphrase,
    totpSecret,
  }));
}

export const dayOf = (services: Pick<Services, 'clock'>): string => services.clock().toISOString().slice(0, 10);

/** The invented people do their work themselves, each with the rights of their role. Nobody is written to about it. */
export const workOf = (services: Services, clinicId: string, person: DemoPerson): Context => ({
  services: { ...services, enqueue: () => Promise.resolve(false) },
  clinicId,
  by: {
    kind: 'staff',
    accountId: person.accountId,
    clinicId,
    practitionerId: person.practitionerId,
    roles: person.roles,
    method: 'passphrase+totp',
    steppedUp: true,
  },
  now: services.clock(),
  requestId: newId(),
});
