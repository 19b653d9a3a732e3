/** A protocol as lines that are read, compared and printed: what it says, and where the figure comes from. */
import {
  cadences,
  ceilings,
  esketamineDose,
  hardStops,
  imDose,
  infusionMinutes,
  ivDose,
  leastDaysBetween,
  leastStays,
  limitNameOf,
  linesInForce,
  oralDose,
  type Phase,
  type Protocol,
  scDose,
  sublingualDose,
} from '#clinical/plan/plan.ts';
import type { Basis, Sourced } from '#clinical/sources.ts';
import { t } from '#web/platform/text.ts';

export type Line = { key: string; name: string; value: string; by?: Basis | undefined };
export type Lines = Parameters<typeof linesInForce>[0];

const mg = (ug: number): string => `${ug / 1_000}`;

const span = ({ from, to }: { from: number; to: number }, unit: 'ug' | 'ug/kg') =>
  t('protocol.span', { from: mg(from), to: mg(to), unit: unitWord(unit) });
export const unitWord = (unit: 'ug' | 'ug/kg') => (unit === 'ug' ? t('unit.mg') : t('unit.mgPerKg'));

type Limit = NonNullable<Protocol['limits']>['ceiling'];
export function limitWords({ ugPerKg, ug }: Limit): string {
  const perKg = ugPerKg === undefined ? undefined : `${mg(ugPerKg)} ${t('unit.mgPerKg')}`;
  const fixed = ug === undefined ? undefined : `${mg(ug)} ${t('unit.mg')}`;
  if (perKg !== undefined && fixed !== undefined) return t('protocol.lowerOf', { one: perKg, other: fixed });
  return perKg ?? fixed ?? t('protocol.none');
}

const doses = {
  iv: ivDose,
  im: imDose,
  sc: scDose,
  esketamine: esketamineDose,
  oral: oralDose,
  sublingual: sublingualDose,
} as const;

/** Dose and its limits: what a medical director enters and signs. */
export function doseLines(protocol: Protocol): Line[] {
  const { dose, limits } = protocol;
  const name = limitNameOf(protocol);
  if (dose === null || limits === null) return [{ key: 'dose', name: t('protocol.dose'), value: t('protocol.noDose') }];
  const by = name && doses[name];
  return [
    { key: 'start', name: t('protocol.start'), value: span(dose.start, dose.unit), by },
    { key: 'usual', name: t('protocol.usual'), value: span(dose.usual, dose.unit), by },
    ...(dose.only === undefined ? [] : [{ key: 'only', name: t('protocol.only'), value: listed(dose.only, 'ug'), by }]),
    {
      key: 'ceiling',
      name: t('protocol.ceiling'),
      value: limitWords(limits.ceiling),
      by: name && ceilings[name],
    },
    { key: 'hardStop', name: t('protocol.hardStop'), value: limitWords(limits.hardStop), by: name && hardStops[name] },
    { key: 'step', name: t('protocol.step'), value: stepWords(dose) },
    ...(dose.weightBasis === undefined
      ? []
      : [
          {
            key: 'weightBasis',
            name: t('protocol.weightBasis'),
            value: t('protocol.weightBasisValue', {
              usual: t(`weight.${dose.weightBasis.usual}`),
              bmi: dose.weightBasis.fromBmi,
              heavy: t(`weight.${dose.weightBasis.basisFromBmi}`),
            }),
          },
        ]),
  ];
}

const listed = (amounts: readonly number[], unit: 'ug' | 'ug/kg') =>
  t('protocol.ladderValue', { steps: amounts.map(mg).join(', '), unit: unitWord(unit) });

function stepWords({ steps, unit }: NonNullable<Protocol['dose']>): string {
  if (steps === null) return t('protocol.stepUnset');
  if ('ladder' in steps) return listed(steps.ladder, unit);
  const { from, to } = steps.by;
  return from === to ? listed([to], unit) : span(steps.by, unit);
}

const timing = ({ route }: Protocol) => {
  if (route === 'iv') return { cadence: cadences.iv, stay: leastStays.iv };
  if (route === 'intranasal') return { cadence: cadences.nasal, stay: leastStays.nasal };
  const isInjection = route === 'im' || route === 'sc';
  return { cadence: isInjection ? cadences.injection : cadences.byMouth, stay: leastStays.other };
};

/** What happens in time: the infusion, the readings, the stay. */
export function timeLines(protocol: Protocol): Line[] {
  const { infusion, cadence } = protocol;
  const { readingsAtMin, duringEveryMin, afterEveryMin, ratingsAtMin, ratings = [], ifSymptomsAtMin } = cadence;
  const by = timing(protocol);
  const line = (key: 'ratings' | 'ifSymptoms', minutes: string) => ({
    key,
    name: t(`protocol.${key}`),
    value: t(`protocol.${key}Value`, { minutes }),
    by: by.cadence,
  });
  return [
    ...(infusion === undefined
      ? []
      : [
          {
            key: 'infusion',
            name: t('protocol.infusion'),
            value: t('protocol.infusionValue', { over: infusion.overMin, from: infusion.fromMin, to: infusion.toMin }),
            by: infusionMinutes,
          },
        ]),
    {
      key: 'readings',
      name: t('protocol.readings'),
      value: t('protocol.readingsValue', { minutes: readingsAtMin.map(minute).join(', ') }),
      by: by.cadence,
    },
    ...(ratingsAtMin === undefined ? [] : [line('ratings', ratingsAtMin.join(', '))]),
    ...ratings.map(({ rating, atMin }) => ({
      key: `rating ${rating}`,
      name: t('protocol.rated', { what: t(`timing.rating.${rating}`) }),
      value: t('protocol.ratingsValue', { minutes: atMin.join(', ') }),
      by: by.cadence,
    })),
    ...(ifSymptomsAtMin === undefined ? [] : [line('ifSymptoms', String(ifSymptomsAtMin))]),
    ...(duringEveryMin === undefined || afterEveryMin === undefined
      ? []
      : [
          {
            key: 'goesOn',
            name: t('protocol.goesOn'),
            value: t('protocol.goesOnValue', { during: duringEveryMin, after: afterEveryMin }),
            by: by.cadence,
          },
        ]),
    { key: 'continuous', name: t('protocol.continuous'), value: continuousWords(cadence), by: by.cadence },
    { key: 'leastStay', name: t('protocol.leastStay'), value: stayWords(protocol), by: by.stay },
  ];
}

const continuousWords = ({ continuous, continuousUntilMin }: Protocol['cadence']): string =>
  continuous === 'until-minute'
    ? t('protocol.continuous.until-minute', { minutes: continuousUntilMin ?? 0 })
    : t(`protocol.continuous.${continuous}`);

/** Of devices the protocol says from which of them the stay counts. */
function stayWords({ leastStay, product, route, countsFrom = 'last-device' }: Protocol): string {
  if ('fromEndMin' in leastStay) return t('protocol.stayFromEnd', { minutes: leastStay.fromEndMin });
  const minutes = leastStay.fromDoseMin;
  if (product === 'esketamine' && route === 'intranasal') return t(`protocol.stayFrom.${countsFrom}`, { minutes });
  return t('protocol.stayFromDose', { minutes });
}

/** The phases of a course, in their order. */
export function courseLines({ inductions, after, leastDaysBetween: least }: Protocol): Line[] {
  return [
    ...[...Object.values(inductions), ...after].map((phase) => ({
      key: `phase ${phase.name}`,
      name: phase.name,
      value: phaseWords(phase),
    })),
    {
      key: 'leastDays',
      name: t('protocol.leastDays'),
      value: t('protocol.leastDaysValue', { days: least }),
      by: leastDaysBetween,
    },
  ];
}

function phaseWords({ gapsDays, mostPer7Days, sessions, fromWeek, toWeek }: Phase): string {
  const weeks =
    fromWeek === undefined
      ? []
      : [
          toWeek === undefined
            ? t('protocol.phaseFrom', { from: fromWeek })
            : t('protocol.phaseWeeks', { from: fromWeek, to: toWeek }),
        ];
  return [
    ...weeks,
    t('protocol.phaseValue', { gaps: gapsDays.join(', '), most: mostPer7Days }),
    ...(sessions === undefined ? [] : [t('protocol.phaseSessions', { count: sessions })]),
  ].join('; ');
}

/** A real minus, so that a screen reader and an eye both see it. */
export const minute = (at: number): string => (at < 0 ? `−${-at}` : String(at));

/** The red and amber lines as they hold under this protocol. */
export function readingLines(protocol: Protocol, project: Lines): Line[] {
  const lines: Readonly<Record<string, Sourced<unknown>>> = linesInForce(project, protocol.thresholds);
  return Object.entries(lines).map(([key, line]) => ({
    key,
    name: line.what,
    value: figure(line.value, ucum(line.unit)),
    by: line,
  }));
}

/** `greenFrom: 94` is "green from 94 %"; a part that ends in Min is in minutes, a count has no unit. */
function figure(value: unknown, unit: string): string {
  if (typeof value === 'number') return `${minute(value)}${unit}`;
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([name, part]) => {
      const isMinutes = /Min$/.test(name);
      const words = name
        .replace(/Min$/, '')
        .replace(/([A-Z])/g, ' $1')
        .toLowerCase();
      return `${words} ${figure(part, isMinutes ? ucum('min') : counts.includes(name) ? '' : unit)}`;
    })
    .join(', ');
}

const counts: readonly string[] = ['rechecks'];

function ucum(unit: string): string {
  if (unit === '1') return '';
  if (unit === 'min') return ` ${t('unit.min')}`;
  if (unit === 'mm[Hg]') return ` ${t('unit.mmHg')}`;
  return unit === '/min' ? ` ${t('unit.perMin')}` : ` ${unit}`;
}

/** The lines that a newer version says otherwise. */
export const changedLines = (now: readonly Line[], before: readonly Line[]) =>
  now.flatMap((line) => {
    const old = before.find(({ key }) => key === line.key);
    return old?.value === line.value ? [] : [{ ...line, old: old?.value }];
  });
