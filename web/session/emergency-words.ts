/** Cards in the order in which they are offered, their titles, and what a signed dose says. */
import {
  type EmergencyCard,
  type EmergencyId,
  emergencyCard,
  emergencyIds,
  inUg,
  type SignedDose,
} from '#clinical/session/session.ts';
import type { Floor } from '#server/session/floor.shapes.ts';
import { t } from '#web/platform/text.ts';
import type { SessionInHand } from './session-data.ts';

/** What the medical director has signed, as far as this device knows: without a list, no dose is shown. */
export const signedIn = (floor: Floor | undefined): readonly SignedDose[] | undefined => floor?.emergency?.doses?.doses;

export const isCard = (id: string): id is EmergencyId => emergencyIds.some((of) => of === id);
export const cardOf = (id: string, floor?: Floor): EmergencyCard | undefined =>
  isCard(id) ? emergencyCard(id, signedIn(floor)) : undefined;
export const cardTitle = (id: string): string => cardOf(id)?.title ?? id.replaceAll('-', ' ');

/** The ones that a grave side effect and the last readings point at, first; the others keep their places. */
export function offered({ agenda, floor }: SessionInHand): { fits: EmergencyCard[]; others: EmergencyCard[] } {
  const ofDangers = agenda.dangers.flatMap(({ card }) => card ?? []);
  const fitting = [...new Set([...ofDangers, ...(agenda.latest?.judged.emergencies ?? [])])];
  const cards = (ids: readonly EmergencyId[]) => ids.map((id) => emergencyCard(id, signedIn(floor)));
  return { fits: cards(fitting), others: cards(emergencyIds.filter((id) => !fitting.includes(id))) };
}

const span = ({ from, to }: { from: number; to: number }) =>
  from === to ? String(from) : t('card.doseRange', { from, to });

const route = (of: string) => (of === 'route not named' ? t('dose.noRoute') : of);

/** "10 to 20 mg IV over 1 to 2 min" */
export function doseWords(dose: Pick<SignedDose, 'from' | 'to' | 'unit' | 'route' | 'overMin'>): string {
  const said = t('dose.amount', { dose: span(dose), unit: dose.unit, route: route(dose.route) });
  return dose.overMin === undefined ? said : t('dose.over', { said, span: span(dose.overMin) });
}

/** When it may be given again, and how much in all; empty where nothing is said about it. */
export function limitWords({ repeatMin, most, unit }: Pick<SignedDose, 'repeatMin' | 'most' | 'unit'>): string {
  return [
    repeatMin === undefined ? undefined : t('dose.repeat', { span: span(repeatMin) }),
    most === undefined ? undefined : t('dose.most', { most, unit }),
  ]
    .filter((part) => part !== undefined)
    .join(' ');
}

const mgOf = (ug: number): string => String(ug / 1_000);

/** A dose by weight in milligrams for this patient; undefined where it is no such dose. */
export function byWeightWords(dose: SignedDose, weightGrams: number | undefined): string | undefined {
  if (dose.unit !== 'mg/kg' && dose.unit !== 'mL/kg') return undefined;
  if (weightGrams === undefined) return t('dose.noWeight');
  const kg = (weightGrams / 1_000).toFixed(1);
  const ug = inUg(dose, weightGrams);
  if (ug !== undefined)
    return t('dose.byWeight', {
      kg,
      dose: span({ from: Number(mgOf(ug.fromUg)), to: Number(mgOf(ug.toUg)) }),
      unit: 'mg',
    });
  const ml = (perKg: number) => Math.floor((perKg * weightGrams) / 1_000);
  return t('dose.byWeight', { kg, dose: span({ from: ml(dose.from), to: ml(dose.to) }), unit: 'mL' });
}
