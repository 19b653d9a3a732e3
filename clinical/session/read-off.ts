/** What the pump showed beside what its rates and times give: two ways to the same amount, and whether they agree. */
import { projectDefault, sourced } from '#clinical/sources.ts';
import type { Infusion } from './log-infusion.ts';

/** Under this, it is the display's last digit or the seconds of a tap. */
export const readOffSlack = sourced(
  'The volume read off the pump agrees with the one worked out up to the larger of these',
  { ul: 100, pct: 1 },
  '1',
  projectDefault('what a pump’s display and the times of taps round away'),
);

/** The amount by the pump's display, where it is another than the one worked out by more than a rounding. */
export function differingReadOff(infusion: Infusion): { readOffUl: number; readOffUg: number } | undefined {
  const { readOffUl, givenUl, concentrationUgPerMl } = infusion;
  if (readOffUl === undefined || concentrationUgPerMl === undefined) return undefined;
  const { ul, pct } = readOffSlack.value;
  if (Math.abs(readOffUl - givenUl) <= Math.max(ul, (givenUl * pct) / 100)) return undefined;
  return { readOffUl, readOffUg: Math.floor((readOffUl * concentrationUgPerMl) / 1_000) };
}
