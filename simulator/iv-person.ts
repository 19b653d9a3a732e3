import { racemateComposite } from '#clinical/kinetics/kinetics.ts';
import type { Chance } from './chance.ts';
import {
  dissociationPeak,
  othersBefore,
  othersChange,
  pressureBefore,
  pressureRise,
  riseTogether,
  riseWithAge,
  sedationShare,
  shares,
} from './iv-figures.ts';

/** How somebody who does not exist takes ketamine into a vein: what stands before the dose, and how far each effect goes. */
export type IvPerson = {
  readonly weightKg: number;
  /** How their kinetics differ from the typical ones, by the names of the model. */
  readonly kinetics: Readonly<Record<string, number>>;
  readonly before: Readonly<Record<Vital, number>>;
  /** At the peak of the reference infusion. */
  readonly change: Readonly<Record<Vital, number>>;
  /** CADSS total at that peak. */
  readonly dissociation: number;
  /** Below 1 MOAA/S stays 5, below 2 it is 4, from there 3. */
  readonly sedation: number;
  /** 0 to 10; 0 for most people. */
  readonly nausea: number;
  readonly vomits: boolean;
  /** 0 to 10, at the beginning. */
  readonly anxiety: number;
};

export const vitals = ['systolic', 'diastolic', 'pulse', 'breaths', 'spo2'] as const;
export type Vital = (typeof vitals)[number];

type Spread = { readonly mean: number; readonly sd: number };
type Bounded = Spread & { readonly from: number; readonly to: number };

const within = ({ from, to }: { from: number; to: number }, value: number) => Math.min(to, Math.max(from, value));
const drawn = (by: Chance, of: Bounded) => within(of, of.mean + of.sd * by.normal());
const around = (by: Chance, of: Spread) => of.mean + of.sd * by.normal();

/** Two normal values that go together as far as `together` says. */
function pair(by: Chance, together: number): [number, number] {
  const first = by.normal();
  return [first, together * first + Math.sqrt(1 - together ** 2) * by.normal()];
}

export function inventIvPerson(by: Chance, of: { ageYears: number; weightKg: number }): IvPerson {
  const { systolic, diastolic } = pressureBefore.value;
  const top = drawn(by, systolic);
  const [up, low] = pair(by, riseTogether.value);
  const rises = pressureRise.value;
  const nauseous = by.isLikely(shares.value.nausea);
  return {
    weightKg: of.weightKg,
    kinetics: inventKinetics(by),
    before: {
      systolic: top,
      diastolic: within(diastolic, Math.min(drawn(by, diastolic), top - 30)),
      pulse: drawn(by, othersBefore.value.pulse),
      breaths: drawn(by, othersBefore.value.breaths),
      spo2: drawn(by, othersBefore.value.spo2),
    },
    change: {
      systolic: rises.systolic.mean + rises.systolic.sd * up + riseWithAge.value * (of.ageYears - middleAge),
      diastolic: rises.diastolic.mean + rises.diastolic.sd * low,
      pulse: around(by, othersChange.value.pulse),
      breaths: around(by, othersChange.value.breaths),
      spo2: Math.min(0, around(by, othersChange.value.spo2)),
    },
    dissociation: inventDissociation(by),
    sedation: inventSedation(by),
    nausea: nauseous ? by.whole(2, 7) : 0,
    vomits: nauseous && by.isLikely(shares.value.vomiting / shares.value.nausea),
    anxiety: by.isLikely(shares.value.anxiety) ? by.whole(4, 6) : by.whole(0, 2),
  };
}

/** The age at which the published mean is taken to hold. */
const middleAge = 45;

/** Volume and clearance of the racemate, drawn together as the published spread says. */
function inventKinetics(by: Chance): Record<string, number> {
  const [[v = 0, both = 0] = [], [, cl = 0] = []] = racemateComposite.variability?.omega ?? [];
  const [first, second] = pair(by, v > 0 && cl > 0 ? both / Math.sqrt(v * cl) : 0);
  return { V1: Math.sqrt(v) * first, CL: Math.sqrt(cl) * second };
}

/** Log-normal with the published mean and spread: most people a little, a few much. */
function inventDissociation(by: Chance): number {
  const { mean, sd, most } = dissociationPeak.value;
  const variance = Math.log1p((sd / mean) ** 2);
  return Math.min(most, Math.exp(Math.log(mean) - variance / 2 + Math.sqrt(variance) * by.normal()));
}

/** From even chance, so that the shares come out as they are. */
function inventSedation(by: Chance): number {
  const { below5, atMost3 } = sedationShare.value;
  const place = by.next();
  if (place < atMost3) return 2 + place / atMost3 / 2;
  const depth = (below5.taken - place) / (below5.taken - atMost3);
  return 1 + depth;
}
