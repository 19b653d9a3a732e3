/** Whether a container may be set aside for a patient, and whether somebody may draw from it for a session. */
import { amountInWords, type Measure, mgInWords, type Refusal, stepUgOf } from './amounts.ts';
import { type Container, isOpened } from './ledger.ts';

/** What is known of a container when somebody wants it for a session. */
export type Wanted = {
  readonly name: string;
  readonly form: 'vial' | 'device' | 'pack';
  readonly substance: string;
  readonly severalSessions: boolean;
  readonly lot: string;
  /** ISO day: good until its end. */
  readonly expiresOn: string;
  /** Two people read the label, or it was scanned. */
  readonly isStrengthSure: boolean;
  readonly container: Pick<Container, 'insideUg' | 'drawnUg' | 'returnedUg'> & Container;
  readonly assigned?: { readonly patientId: string; readonly sessionId: string } | undefined;
  /** Sessions that something was drawn for already. */
  readonly drawnForSessions: readonly string[];
};
export type For = {
  readonly patientId: string;
  readonly sessionId: string;
  /** ISO day at the clinic. */
  readonly today: string;
  /** Of the order that the session runs under, where there is one. */
  readonly orderedSubstance?: string | undefined;
};

export const isExpired = (expiresOn: string, today: string): boolean => expiresOn < today;

const called = ({ form, lot }: Wanted): string => `This ${form} of lot ${lot}`;

/** What stops setting it aside and drawing alike. */
function stops(item: Wanted, { patientId, sessionId, today, orderedSubstance }: For): Refusal | undefined {
  if (!item.isStrengthSure)
    return {
      says: `${called(item)} was not scanned when it came. A second person reads its strength from the label before anyone draws from it.`,
    };
  if (isExpired(item.expiresOn, today))
    return { says: `${called(item)} expired on ${item.expiresOn}. Take another one; this one is destroyed.` };
  if (orderedSubstance !== undefined && orderedSubstance !== item.substance)
    return { says: `The order is for ${orderedSubstance}; this ${item.form} holds ${item.substance}.` };
  if (item.assigned !== undefined && item.assigned.sessionId !== sessionId)
    return {
      says:
        item.assigned.patientId === patientId
          ? `${called(item)} is set aside for another session of this patient.`
          : `${called(item)} is set aside for another patient.`,
    };
  if (item.container.insideUg === 0) return { says: `${called(item)} is empty.` };
  if (!item.severalSessions && item.drawnForSessions.some((other) => other !== sessionId))
    return { says: `${called(item)} is for one session and was opened for another.` };
  return undefined;
}

export function checkAssign(item: Wanted, wanted: For): Refusal | undefined {
  if (item.severalSessions)
    return { says: `${called(item)} serves several sessions: it is drawn from, and set aside for nobody.` };
  return stops(item, wanted);
}

export const checkDraw = stops;

/** More than the order needs, by more than can be measured: asked about before it is drawn, and not refused for good. */
export function checkAboveOrder(of: {
  readonly orderedUg: number;
  /** Drawn for the session already, and neither wasted, returned nor lost. */
  readonly hasUg: number;
  readonly ug: number;
  readonly measure: Measure;
}): Refusal | undefined {
  const { orderedUg, hasUg, ug, measure } = of;
  if (hasUg + ug < orderedUg + stepUgOf(measure)) return undefined;
  const already = hasUg === 0 ? '' : ` beside ${mgInWords(hasUg)} that are drawn already`;
  return {
    says: `The order is for ${mgInWords(orderedUg)}; this is ${amountInWords(ug, measure)}${already}. Draw less, or say why it is more.`,
  };
}

/** What was opened for somebody is no longer anybody's to put back. */
export function checkUnassign(item: Wanted): Refusal | undefined {
  if (item.assigned === undefined) return { says: `${called(item)} is set aside for nobody.` };
  if (isOpened(item.container))
    return { says: `${called(item)} was opened. What is left of it is wasted with a second person.` };
  return undefined;
}
