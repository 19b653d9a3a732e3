/** Who a person is in a clinic. A person may hold several roles; each adds, none takes away. */
export const roles = [
  'owner',
  'medical-director',
  'prescriber',
  'nurse',
  'front-desk',
  'compliance',
  'auditor',
  'patient',
  'integration',
] as const;
export type Role = (typeof roles)[number];
export const staffRoles = roles.slice(0, 7);

export type Actor = {
  kind: 'staff' | 'patient' | 'integration' | 'system';
  accountId: string;
  clinicId: string;
  practitionerId?: string;
  patientId?: string;
  roles: readonly Role[];
  /** A PIN counts only at its station and never for settings that protect others. */
  method: 'passphrase+totp' | 'passkey' | 'pin' | 'passphrase' | 'none';
  /** Confirmed who they are within the last minutes. */
  steppedUp: boolean;
};

/** What is acted on. `patient` says how the actor stands to a chart; absent where no chart is touched. */
export type Subject = {
  clinicId: string;
  accountId?: string;
  practitionerId?: string;
  patient?: { id: string; restricted: boolean; onCareTeam: boolean; glassOpen: boolean };
  /** Nobody else leads this clinic: there is no one who could do it for the actor. */
  leadsAlone?: boolean;
};

type Rule = {
  roles: readonly Role[];
  /** Confirm who you are again, just before. */
  stepUp?: true;
  /**
   * A restricted chart opens for its care team, or after breaking the glass. `team`: a broken glass lets only a medical
   * director do it; need for an hour is no reason to stay for good.
   */
  chart?: true | 'team';
  /** A patient or practitioner only for themselves; other roles as listed. */
  own?: true;
  /** Never on oneself: approving one's own request is no control. Or only where nobody else leads the clinic. */
  notSelf?: true | 'unless alone';
};

const everyone = [...staffRoles, 'patient', 'integration'] as const;
const treating = ['medical-director', 'prescriber', 'nurse'] as const;
const leading = ['owner', 'medical-director'] as const;
const overseeing = ['owner', 'medical-director', 'compliance', 'auditor'] as const;

/**
 * Whether one person may hold these roles together: at least one, and who audits does nothing else, since nobody audits
 * their own work.
 */
export const fitTogether = (held: readonly Role[]): boolean =>
  held.length > 0 && (!held.includes('auditor') || new Set(held).size === 1);

/**
 * The one table of who may do what. A route, job or stream names its action here; what is not listed is refused.
 * The auditor only ever reads.
 */
export const rules = {
  'me.read': { roles: everyone },
  'me.security': { roles: everyone, stepUp: true },
  'clinic.read': { roles: everyone },
  'clinic.update': { roles: leading, stepUp: true },
  'clinic.status': { roles: overseeing },
  'backup.run': { roles: ['owner'], stepUp: true },
  'audit.read': { roles: ['medical-director', 'compliance', 'auditor'] },
  'live.read': { roles: staffRoles },

  'practitioner.read': { roles: staffRoles },
  'practitioner.write': { roles: leading },
  /** On oneself means: giving oneself more. Everyone may give roles up. */
  'practitioner.roles': { roles: leading, stepUp: true, notSelf: 'unless alone' },
  'practitioner.deactivate': { roles: leading, stepUp: true, notSelf: true },
  'licence.write': { roles: ['owner', 'medical-director', 'compliance'] },
  'invitation.read': { roles: overseeing },
  'invitation.write': { roles: leading, stepUp: true },
  'recovery.read': { roles: ['owner', 'medical-director', 'compliance'] },
  'recovery.ask': { roles: ['owner', 'medical-director', 'compliance'], notSelf: true },
  'recovery.approve': { roles: ['owner', 'medical-director', 'compliance'], stepUp: true, notSelf: true },
  'station.read': { roles: [...overseeing, 'nurse', 'prescriber'] },
  'station.write': { roles: leading, stepUp: true },

  'patient.read': { roles: [...staffRoles, 'patient'], own: true },
  'patient.register': { roles: ['owner', ...treating, 'front-desk'] },
  'patient.update': { roles: ['owner', ...treating, 'front-desk'] },
  'patient.restrict': { roles: ['medical-director', 'compliance'], stepUp: true, chart: true },
  'chart.read': { roles: [...treating, 'compliance', 'auditor', 'patient'], chart: true, own: true },
  'chart.write': { roles: treating, chart: true },
  'chart.access': { roles: overseeing },
  'protocol.read': { roles: ['owner', ...treating, 'compliance', 'auditor'] },
  'protocol.sign': { roles: ['medical-director'], stepUp: true },
  'order.read': { roles: [...treating, 'compliance', 'auditor'], chart: true },
  'order.sign': { roles: ['medical-director', 'prescriber'], chart: true, stepUp: true },
  /** No second question: what ends an order is never held up. */
  'order.end': { roles: ['medical-director', 'prescriber'], chart: true },
  'chair.read': { roles: staffRoles },
  'chair.write': { roles: leading },
  /** Which monitors there are and what of them could not be read. Whom one measures is said with the session. */
  'device.read': { roles: ['owner', ...treating, 'compliance', 'auditor'] },
  'device.name': { roles: leading },
  'session.read': { roles: [...treating, 'compliance', 'auditor'], chart: true },
  'session.open': { roles: treating, chart: true },
  'session.write': { roles: treating, chart: true },
  /** The second person of a medicine confirms that they checked it. */
  'session.second': { roles: treating, chart: true, stepUp: true },
  'session.sign': { roles: treating, chart: true, stepUp: true },
  /** Signed emergency doses, drills, the kit, what is to change: no patient is in it. */
  'emergency.read': { roles: ['owner', ...treating, 'compliance', 'auditor'] },
  'emergency.sign': { roles: ['medical-director'], stepUp: true },
  'drill.write': { roles: [...treating, 'compliance'] },
  'kit.check': { roles: treating },
  'follow-up.write': { roles: ['owner', ...treating, 'compliance'] },
  'incident.read': { roles: [...treating, 'compliance', 'auditor'], chart: true },
  'incident.write': { roles: [...treating, 'compliance'], chart: true },
  /** Says that it was looked into, and that it is done with. */
  'incident.review': { roles: ['medical-director', 'compliance'], chart: true, stepUp: true },
  /** Being on site, and how to be reached: of oneself alone. */
  'shift.write': { roles: ['owner', ...treating, 'front-desk', 'compliance'] },
  /** Who is told when nobody answers. */
  'ladder.read': { roles: ['owner', ...treating, 'compliance', 'auditor'] },
  'ladder.sign': { roles: ['medical-director'], stepUp: true },
  /** At a staff station: its sound was tested, or is silenced for two minutes. */
  'sound.write': { roles: treating },
  /** Every drop of drug: what lies where, what was drawn, given, wasted, and by whom. */
  'stock.read': { roles: ['owner', ...treating, 'compliance', 'auditor'] },
  /** The register with names and addresses of patients, as an inspector may ask for it. */
  'register.read': { roles: ['medical-director', 'compliance', 'auditor'] },
  'stock.setup': { roles: ['owner', ...treating] },
  'stock.receive': { roles: treating },
  'stock.draw': { roles: treating, chart: true },
  /** What is left is wasted by whoever holds it; the chart it was drawn for may be closed to them by then. */
  'stock.waste': { roles: treating },
  'stock.witness': { roles: treating, stepUp: true },
  'stock.count': { roles: treating },
  'stock.adjust': { roles: ['medical-director', 'prescriber'], stepUp: true },
  'stock.settle': { roles: ['medical-director', 'compliance'], stepUp: true },
  'report.preview': { roles: ['owner', 'medical-director', 'compliance'] },
  'report.release': { roles: ['medical-director'], stepUp: true },
  'report.withdraw': { roles: ['medical-director'], stepUp: true },
  'care-team.write': { roles: treating, chart: 'team' },
  'break-glass.open': { roles: treating },
  'break-glass.read': { roles: ['medical-director', 'compliance', 'auditor'] },
  'break-glass.review': { roles: ['medical-director', 'compliance'], stepUp: true, notSelf: true },

  /** The public directory of centers, and what people wrote to its editors. */
  'center.read': { roles: overseeing },
  'center.edit': { roles: ['owner', 'compliance'] },
  /** Takes a center out of the public's sight, or back into it. */
  'center.remove': { roles: ['owner', 'compliance'], stepUp: true },
  /** Says which center is the one of those who keep the directory. */
  'center.own': { roles: ['owner'], stepUp: true },
} as const satisfies Record<string, Rule>;
export type Action = keyof typeof rules;
export const actions = Object.keys(rules) as [Action, ...Action[]];

export type Answer =
  | { allowed: true }
  | {
      allowed: false;
      reason: 'not-found' | 'not-permitted' | 'break-glass-needed' | 'care-team-needed' | 'step-up-needed';
    };

const no = (reason: Exclude<Answer, { allowed: true }>['reason']): Answer => ({ allowed: false, reason });

/** The one question. Another clinic's things do not exist; the order of refusals gives nothing away. */
export function may(actor: Actor, action: Action, subject: Subject): Answer {
  const rule: Rule = rules[action];
  if (actor.clinicId !== subject.clinicId) return no('not-found');
  if (actor.kind === 'system') return { allowed: true };
  const held = actor.roles.filter((role) => rule.roles.includes(role));
  if (held.length === 0) return no('not-permitted');
  const onlyOwn = held.every((role) => role === 'patient');
  if (onlyOwn && rule.own && subject.patient !== undefined && subject.patient.id !== actor.patientId)
    return no('not-found');
  const self = subject.practitionerId !== undefined && subject.practitionerId === actor.practitionerId;
  if (rule.notSelf && self && !(rule.notSelf === 'unless alone' && subject.leadsAlone)) return no('not-permitted');
  if (rule.chart && subject.patient?.restricted && !onlyOwn) {
    const oversees = held.some((role) => role === 'compliance' || role === 'auditor');
    const { onCareTeam, glassOpen } = subject.patient;
    if (!oversees && !onCareTeam && !glassOpen) return no('break-glass-needed');
    if (rule.chart === 'team' && !onCareTeam && !held.includes('medical-director')) return no('care-team-needed');
  }
  if (rule.stepUp && !actor.steppedUp) return no('step-up-needed');
  return { allowed: true };
}
