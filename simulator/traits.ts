/**
 * What makes one virtual person react more than another: the level they reach, one sensitivity for all effects, and what
 * is their own in each. All are normal with mean 0 and spread 1, and so is what they add up to in one session.
 */
import { followsFrom, ownShare } from './assumed.ts';
import type { Chance } from './chance.ts';
import { riseTogether } from './iv-figures.ts';

/** Effects that come and go apart from each other. */
export const effectKinds = [
  'systolic',
  'diastolic',
  'dissociation',
  'sedation',
  'nausea',
  'dizziness',
  'vertigo',
  'headache',
  'taste',
  'numbness',
  'tingling',
  'fatigue',
  'anxiety',
  'vision',
  'euphoria',
  'drunk',
  'mental',
  'bladder',
] as const;
export type EffectKind = (typeof effectKinds)[number];

/** A value for each kind. */
export type ByKind = Readonly<Partial<Record<EffectKind, number>>>;

function byKind(of: (kind: EffectKind) => number): ByKind {
  const values: Partial<Record<EffectKind, number>> = {};
  for (const kind of effectKinds) values[kind] = of(kind);
  return values;
}

/** Of which the two pressures go together as far as is assumed. */
function drawAll(by: Chance): ByKind {
  const drawn = byKind(() => by.normal());
  const { systolic = 0, diastolic = 0 } = drawn;
  const together = riseTogether.value;
  return { ...drawn, diastolic: together * systolic + Math.sqrt(1 - together ** 2) * diastolic };
}

/** What a person brings to each of their sessions. `apart`: how far their level is from others. */
export function drawTraits(by: Chance, apart: number): { sensitivity: number; traits: ByKind } {
  const { level, sensitivity: general } = followsFrom.value;
  const sensitivity = by.normal();
  const own = drawAll(by);
  return {
    sensitivity,
    traits: byKind(
      (kind) =>
        Math.sqrt(level) * apart + Math.sqrt(general) * sensitivity + Math.sqrt(1 - level - general) * (own[kind] ?? 0),
    ),
  };
}

/** How strongly each effect is there in one session. */
export function drawSession(by: Chance, traits: ByKind): ByKind {
  const fresh = drawAll(by);
  const [kept, changes] = [Math.sqrt(ownShare.value), Math.sqrt(1 - ownShare.value)];
  return byKind((kind) => kept * (traits[kind] ?? 0) + changes * (fresh[kind] ?? 0));
}
