/**
 * Whether an amount that somebody typed is far from what is usually given of that medicine at one time.
 *
 * It asks and never blocks: what was given is a fact. Nothing is known of most medicines, and then it says nothing of
 * them; it never says that a dose is right.
 */
import { projectDefault, sourced } from '#clinical/sources.ts';
import { drugName } from './drug-labels.ts';
import type { EmergencyId } from './emergency-cards.ts';
import { type DoseRow, emergencyDoses } from './emergency-doses.ts';

const section = 'clinical basis 3.5';

export const usualMargins = sourced(
  'Asked again: above the largest dose of a route that is named, above tenfold where the route is not, below a tenth of the smallest',
  { aboveNamed: 1, aboveOther: 10, belowOne: 10 },
  '1',
  projectDefault(section),
);

/** Names under which the same medicine stands on a label. */
const alsoCalled: Readonly<Record<string, string>> = {
  epinephrine: 'adrenaline',
  nitroglycerin: 'glyceryl trinitrate',
  gtn: 'glyceryl trinitrate',
  succinylcholine: 'suxamethonium',
  'acetylsalicylic acid': 'aspirin',
  narcan: 'naloxone',
};

/** `Naloxone HCl` and `naloxone, partial reversal` are naloxone. */
export function medicineName(typed: string): string {
  const plain = typed.trim().toLowerCase();
  const other = Object.keys(alsoCalled).find((name) => plain === name || plain.startsWith(`${name} `));
  return drugName(other === undefined ? plain : (alsoCalled[other] ?? plain));
}

/** Medicines of the emergency cards, each once: those of the open cards first. */
export function rescueMedicines(cards: readonly string[]): { ofCard: string[]; others: string[] } {
  const named = (rows: readonly DoseRow[]) => [...new Set(rows.map(({ drug }) => drugName(drug)))];
  const isOf = (event: EmergencyId) => cards.includes(event);
  const ofCard = named(emergencyDoses.rows.filter(({ event }) => isOf(event)));
  return { ofCard, others: named(emergencyDoses.rows).filter((name) => !ofCard.includes(name)) };
}

const routesOf: Readonly<Record<DoseRow['route'], readonly string[] | 'any'>> = {
  IV: ['iv'],
  IM: ['im'],
  PO: ['oral'],
  ODT: ['odt'],
  SL: ['sublingual'],
  'IV or IM': ['iv', 'im'],
  'route not named': 'any',
};

export type UsualDose =
  /** Nothing is known of it, or it is no amount of drug. */
  | { readonly state: 'not known' }
  | { readonly state: 'within' }
  | { readonly state: 'above' | 'below'; readonly times: number; readonly verified: boolean };

const ugPerMg = 1_000;

export function usualDoseOf(of: {
  medicine: string;
  doseUg: number | undefined;
  route: string | undefined;
  weightGrams: number | undefined;
}): UsualDose {
  const { doseUg, route, weightGrams } = of;
  const name = medicineName(of.medicine);
  // Without a known weight a dose by weight is left out: nothing is made up for it.
  const rows = emergencyDoses.rows
    .filter(({ drug, unit }) => drugName(drug) === name && (unit === 'mg' || unit === 'mg/kg'))
    .flatMap((row) => {
      const factor = row.unit === 'mg' ? ugPerMg : weightGrams;
      return factor === undefined ? [] : [{ row, fromUg: row.from * factor, toUg: row.to * factor }];
    });
  if (doseUg === undefined || doseUg === 0 || rows.length === 0) return { state: 'not known' };
  const ofRoute = rows.filter(({ row }) => {
    const routes = routesOf[row.route];
    return routes === 'any' || (route !== undefined && routes.includes(route));
  });
  const isRouteKnown = ofRoute.length > 0;
  const compared = isRouteKnown ? ofRoute : rows;
  const most = compared.reduce((a, b) => (b.toUg > a.toUg ? b : a));
  const least = compared.reduce((a, b) => (b.fromUg < a.fromUg ? b : a));
  const { aboveNamed, aboveOther, belowOne } = usualMargins.value;
  if (doseUg > most.toUg * (isRouteKnown ? aboveNamed : aboveOther))
    return { state: 'above', times: doseUg / most.toUg, verified: most.row.verified ?? emergencyDoses.verified };
  if (doseUg * belowOne < least.fromUg)
    return { state: 'below', times: least.fromUg / doseUg, verified: least.row.verified ?? emergencyDoses.verified };
  return { state: 'within' };
}

/** Two figures are enough to see a slip of the decimal point. */
const timesWords = (times: number): string => String(Number(times.toPrecision(2)));

/** "1000 times the largest single dose of the clinical basis (not verified)"; undefined where nothing objects. */
export function usualSays(of: UsualDose): string | undefined {
  if (of.state !== 'above' && of.state !== 'below') return undefined;
  const by = of.verified ? 'of the clinical basis' : 'of the clinical basis, not verified';
  return of.state === 'above'
    ? `${timesWords(of.times)} times the largest usual single dose (${by})`
    : `${timesWords(of.times)} times less than the smallest usual single dose (${by})`;
}
