/** Front door of learning: what is known about the treatment, as a patient can read it. It reads every room. */
import * as law from './law.ts';
import * as outcomes from './outcomes.ts';
import { type EffectSources, effectSources, type Told, toldEffects } from './told.ts';
import { visitSources } from './visit.ts';
import { comparedWays, fourWays, type Way } from './ways.ts';

export * from './interval.ts';
export * from './law.ts';
export * from './literature.ts';
export * from './outcomes.ts';
export { type Counted, type EffectSources, effectSources, type Told, toldEffects } from './told.ts';
export { comparedWays, fourWays, type Way, type WayName, wayNames } from './ways.ts';

/**
 * Every figure that a page may show, by name, each with its source.
 *
 * Asked for, not kept: most of them belong to other rooms, and the page that a medical director signs lists each once.
 */
export const learnSources = () => ({ ...outcomes, ...law, ...visitSources(), comparedWays });
export type LearnSources = ReturnType<typeof learnSources>;

export type Figures = {
  readonly of: LearnSources;
  readonly ways: readonly Way[];
  readonly effects: readonly Told[];
};

export const learnFigures = (of: LearnSources = learnSources(), effects: EffectSources = effectSources()): Figures => ({
  of,
  ways: fourWays(),
  effects: toldEffects(effects),
});
