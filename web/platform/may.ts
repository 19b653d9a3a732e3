import type { Action } from '#server/platform/may.ts';
import type { Me, Role } from '#web/platform/contract.ts';

const treating = ['medical-director', 'prescriber', 'nurse'] as const;
const leading = ['owner', 'medical-director'] as const;
const overseeing = ['owner', 'medical-director', 'compliance', 'auditor'] as const;
const staff = ['owner', 'medical-director', 'prescriber', 'nurse', 'front-desk', 'compliance', 'auditor'] as const;

/**
 * What is worth showing to whom. The server decides on every call; this only keeps people from being led to a
 * page that would refuse them. A test holds it against the server's own table.
 */
export const shown = {
  'clinic.update': leading,
  'clinic.status': overseeing,
  'backup.run': ['owner'],
  'audit.read': ['medical-director', 'compliance', 'auditor'],
  'practitioner.read': staff,
  'practitioner.write': leading,
  'practitioner.roles': leading,
  'practitioner.deactivate': leading,
  'licence.write': ['owner', 'medical-director', 'compliance'],
  'invitation.read': overseeing,
  'invitation.write': leading,
  'recovery.read': ['owner', 'medical-director', 'compliance'],
  'recovery.ask': ['owner', 'medical-director', 'compliance'],
  'recovery.approve': ['owner', 'medical-director', 'compliance'],
  'station.read': [...overseeing, 'nurse', 'prescriber'],
  'station.write': leading,
  'patient.read': [...staff, 'patient'],
  'patient.register': ['owner', ...treating, 'front-desk'],
  'patient.update': ['owner', ...treating, 'front-desk'],
  'patient.restrict': ['medical-director', 'compliance'],
  'chart.read': [...treating, 'compliance', 'auditor', 'patient'],
  'chart.write': treating,
  'chart.access': overseeing,
  'care-team.write': treating,
  'break-glass.open': treating,
  'break-glass.read': ['medical-director', 'compliance', 'auditor'],
  'break-glass.review': ['medical-director', 'compliance'],
} as const satisfies Partial<Record<Action, readonly Role[]>>;

export type Shown = keyof typeof shown;

export const maySee = (me: Me, what: Shown): boolean => {
  const allowed: readonly Role[] = shown[what];
  return me.roles.some((role) => allowed.includes(role));
};
