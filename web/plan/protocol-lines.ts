/** A protocol as lines that are read, compared and printed: what it says, and where the figure comes from. */
import {
  cadences,
  ceilings,
  hardStops,
  infusionMinutes,
  ivDose,
  leastStays,
  linesInForce,
  type Protocol,
} from '#clinical/plan/plan.ts';
import type { Basis, Sourced } from '#clinical/sources.ts';
import { t } from '#web/platform/text.ts';

export type Line = { key: string; name: string; value: string; by?: Basis | undefined };
export type Lines = Parameters<typeof linesInForce>[0];

const mg = (ug: number): string => `${ug / 1_000}`;

const span = ({ from, to }: { from: number; to: number }, unit: 'ug' | 'ug/kg') =>
  t('protocol.span', { from: mg(from), to: mg(to), unit: unitWord(unit) });
const unitWord = (unit: 'ug' | 'ug/kg') => (unit === 'ug' ? t('unit.mg') : t('unit.mgPerKg'));

type Limit = NonNullable<Protocol['limits']>['ceiling'];
export function limitWords({ ugPerKg, ug }: Limit): string {
  const perKg = ugPerKg === undefined ? undefined : `${mg(ugPerKg)} ${t('unit.mgPerKg')}`;
  const fixed = ug === undefined ? undefined : `${mg(ug)} ${t('unit.mg')}`;
  if (perKg !== undefined && fixed !== undefined) return t('protocol.lowerOf', { one: perKg, other: fixed });
  return perKg ?? fixed ?? t('protocol.none');
}

/** Dose and its limits: what a medical director enters and signs. */
export function doseLines({ dose, limits, route }: Protocol): Line[] {
  const name = route === 'iv' ? 'iv' : undefined;
  if (dose === null || limits === null) return [{ key: 'dose', name: t('protocol.dose'), value: t('protocol.noDose') }];
  return [
    { key: 'start', name: t('protocol.start'), value: span(dose.start, dose.unit), by: ivDose },
    { key: 'usual', name: t('protocol.usual'), value: span(dose.usual, dose.unit), by: ivDose },
    {
      key: 'ceiling',
      name: t('protocol.ceiling'),
      value: limitWords(limits.ceiling),
      by: name && ceilings[name],
    },
    { key: 'hardStop', name: t('protocol.hardStop'), value: limitWords(limits.hardStop), by: name && hardStops[name] },
    {
      key: 'weightBasis',
      name: t('protocol.weightBasis'),
      value:
        dose.weightBasis === undefined
          ? t('protocol.none')
          : t('protocol.weightBasisValue', {
              usual: t(`weight.${dose.weightBasis.usual}`),
              bmi: dose.weightBasis.fromBmi,
              heavy: t(`weight.${dose.weightBasis.basisFromBmi}`),
            }),
    },
  ];
}

/** What happens in time: the infusion, the readings, the stay. */
export function timeLines({ infusion, cadence, leastStay }: Protocol): Line[] {
  const { readingsAtMin, duringEveryMin, afterEveryMin } = cadence;
  return [
    {
      key: 'infusion',
      name: t('protocol.infusion'),
      value:
        infusion === undefined
          ? t('protocol.none')
          : t('protocol.infusionValue', { over: infusion.overMin, from: infusion.fromMin, to: infusion.toMin }),
      by: infusionMinutes,
    },
    {
      key: 'readings',
      name: t('protocol.readings'),
      value: t('protocol.readingsValue', { minutes: readingsAtMin.map(minute).join(', ') }),
      by: cadences.iv,
    },
    ...(duringEveryMin === undefined || afterEveryMin === undefined
      ? []
      : [
          {
            key: 'goesOn',
            name: t('protocol.goesOn'),
            value: t('protocol.goesOnValue', { during: duringEveryMin, after: afterEveryMin }),
            by: cadences.iv,
          },
        ]),
    {
      key: 'continuous',
      name: t('protocol.continuous'),
      value: t(`protocol.continuous.${cadence.continuous}`),
      by: cadences.iv,
    },
    {
      key: 'leastStay',
      name: t('protocol.leastStay'),
      value:
        'fromEndMin' in leastStay
          ? t('protocol.stayFromEnd', { minutes: leastStay.fromEndMin })
          : t('protocol.stayFromDose', { minutes: leastStay.fromDoseMin }),
      by: leastStays.iv,
    },
  ];
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
