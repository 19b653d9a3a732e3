/** The only reasons for which a test may be left out: each stands in the name of the test, and holds where it is so. */
import { hasDeSolve, needsDeSolve } from '../bench/desolve.ts';
import { hasStandby, needsStandby } from './a-standby.ts';
import { hasRealData, needsRealData } from './real-data.ts';

export type Reason = { readonly words: string; readonly isHere: () => boolean };

export const reasons: readonly Reason[] = [
  { words: needsRealData, isHere: () => hasRealData },
  { words: needsDeSolve, isHere: hasDeSolve },
  { words: needsStandby, isHere: () => hasStandby },
];
