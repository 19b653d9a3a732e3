/** What the pump showed when it was stopped, against what rates and times say it gave. */
import { projectDefault, sourced } from '#clinical/sources.ts';
import type { Said } from './log-deviations-given.ts';
import type { SessionRecord } from './log-fold.ts';
import type { Infusion } from './log-infusion.ts';

export const volumeAgrees = sourced(
  'The volume read off the pump that is further from the one worked out than this share of it, and than this many mL, is explained before anyone signs',
  { withinPct: 10, withinMl: 1 },
  '1',
  projectDefault('project rule: a tap comes up to a minute after the hand at the pump'),
);

/** Beyond what taps and rounding explain. */
export function isVolumeOff(shownUl: number, workedOutUl: number): boolean {
  const { withinPct, withinMl } = volumeAgrees.value;
  return Math.abs(shownUl - workedOutUl) > Math.max((withinPct * workedOutUl) / 100, withinMl * 1_000);
}

const ml = (ul: number) => `${(ul / 1_000).toFixed(1)} mL`;

export function pumpDeviations({ pump }: SessionRecord, { readOffUl, givenUl }: Infusion): Said[] {
  const stop = pump.findLast((fact) => fact.kind === 'dose-stopped' && fact.data.volumeGivenUl !== undefined);
  if (stop === undefined || readOffUl === undefined || !isVolumeOff(readOffUl, givenUl)) return [];
  return [
    {
      of: stop.id,
      rule: 'volume-differs',
      says: `The pump showed ${ml(readOffUl)} given; by the rates and times that are written down it would be ${ml(givenUl)}.`,
    },
  ];
}
