import type { Context } from '#server/platform/context.ts';
import type { Services } from '#server/platform/services.ts';
import type { StaffRole } from '#simulator/staff.ts';
import { type DemoPerson, dayOf, demoId, demoPeople, workOf } from './demo-accounts.ts';

/** The synthetic clinic with its people, ready to work. */
export type DemoClinic = {
  services: Services;
  clinicId: string;
  /** The first with the role, or the second, and so on round. */
  person(role: StaffRole, which?: number): DemoPerson;
  act(role: StaffRole, which?: number): Context;
  id(what: string, order?: number): string;
};

export function demoClinic(services: Services): DemoClinic {
  const clinicId = demoId(services, 'clinic');
  const people = demoPeople(services, dayOf(services));
  const person: DemoClinic['person'] = (role, which = 0) => {
    const all = people.filter(({ roles }) => roles.includes(role));
    const one = all[which % Math.max(1, all.length)];
    if (one === undefined) throw new RangeError(`The synthetic clinic has no ${role}.`);
    return one;
  };
  return {
    services,
    clinicId,
    person,
    act: (role, which) => workOf(services, clinicId, person(role, which)),
    id: (what, order) => demoId(services, what, order),
  };
}
