/** What an order gives, in its own amounts: all of it, half, or what is left. Doses are taken from it, never typed. */
import type { SessionRecord } from '#clinical/session/session.ts';
import type { FloorSession } from '#server/session/floor.shapes.ts';
import { t } from '#web/platform/text.ts';
import { fromThousandths } from './pump-numbers.ts';

type OrderHere = NonNullable<FloorSession['order']>;
export type InjectionOrderHere = Extract<OrderHere, { route: 'im' | 'sc' }>;
export type EsketamineOrderHere = Extract<OrderHere, { drug: 'esketamine' }>;
export type SprayOrderHere = Extract<OrderHere, { route: 'intranasal'; drug: 'ketamine' }>;
export type MouthOrderHere = Extract<OrderHere, { route: 'oral' | 'sublingual' }>;
type PumpOrderHere = Extract<OrderHere, { route: 'iv' }>;

export const isPumpOrder = (order: OrderHere | null): order is PumpOrderHere => order?.route === 'iv';

/** Whole micrograms and whole microlitres. */
export type Part = { readonly doseUg: number; readonly volumeUl: number };

export const sumOf = (given: readonly { data: Part }[]): Part => ({
  doseUg: given.reduce((sum, { data }) => sum + data.doseUg, 0),
  volumeUl: given.reduce((sum, { data }) => sum + data.volumeUl, 0),
});

/** Half of both, rounded down: the rest is the larger one. */
export const halfOf = ({ doseUg, volumeUl }: Part): Part => ({
  doseUg: Math.floor(doseUg / 2),
  volumeUl: Math.floor(volumeUl / 2),
});

/** What of the order has not been given; undefined when nothing is left. */
export function restOf(order: Part, given: Part): Part | undefined {
  const rest = { doseUg: order.doseUg - given.doseUg, volumeUl: order.volumeUl - given.volumeUl };
  return rest.doseUg > 0 && rest.volumeUl > 0 ? rest : undefined;
}

/** What a volume of this strength holds, in whole micrograms: rounded down, as everywhere. */
export const ofVolume = (volumeUl: number, concentrationUgPerMl: number): Part => ({
  volumeUl,
  doseUg: Math.floor((volumeUl * concentrationUgPerMl) / 1_000),
});

export const partWords = ({ doseUg, volumeUl }: Part, concentrationUgPerMl: number): string =>
  t('dose.volumeOf', {
    mg: fromThousandths(doseUg),
    ml: fromThousandths(volumeUl),
    strength: fromThousandths(concentrationUgPerMl),
  });

/** Lots of what was given before in this session, the last one first: offered, never filled in. */
export function lotsOf({ devices, injections, sprays, mouthDoses }: SessionRecord): string[] {
  const given = [...devices, ...injections, ...sprays, ...mouthDoses].sort((a, b) => b.atMs - a.atMs);
  return [...new Set(given.flatMap(({ data }) => data.lot ?? []))];
}

/** Containers that a dose of this session has been given from already. */
export const usedItems = ({ devices }: SessionRecord): string[] => devices.flatMap(({ data }) => data.item ?? []);
