/** Four ways to take it, over four hours: when the level in the blood is highest, and when it has fallen to half. */
import { type Route, simulate } from '#clinical/kinetics/kinetics.ts';
import { projectDefault, sourced } from '#clinical/sources.ts';
import type { Reference } from './literature.ts';

export const comparedWays = sourced(
  'How four ways of taking it are compared: a typical adult, usual doses, hours shown, every so many minutes; times are said to the nearest of these minutes',
  {
    weightKg: 70,
    ageYears: 45,
    infusion: { mg: 35, overMin: 40 },
    spray: { mg: 28, atMin: [0, 5, 10] },
    injection: { mg: 35 },
    lozenge: { mg: 100 },
    untilMin: 240,
    drawnEveryMin: 4,
    nearestMin: 5,
  },
  'kg; a; mg; min',
  projectDefault('pharmacokinetics 1; clinical basis 1.1, 1.2, 1.3'),
);

export const wayNames = ['infusion', 'spray', 'injection', 'lozenge'] as const;
export type WayName = (typeof wayNames)[number];

export type Way = {
  readonly name: WayName;
  /** Minutes from the start, to the nearest five. */
  readonly highestMin: number;
  /** Down to half of its own highest point. */
  readonly halfMin: number;
  /** From 0 to 1, of its own highest point. */
  readonly points: readonly { readonly atMin: number; readonly share: number }[];
  /** Where blood was drawn in the studies: an artery shows an earlier, higher peak than a vein. */
  readonly blood: 'vein' | 'artery';
  /** How much stands behind the model: A and B published for this way, D a composite of our own. */
  readonly isRough: boolean;
  readonly references: readonly Reference[];
};

const { untilMin, drawnEveryMin, nearestMin, weightKg, ageYears, ...doses } = comparedWays.value;

type Given = {
  readonly product: 'racemic' | 'esketamine';
  readonly doses: readonly { route: Route; mg: number; atMin: number; overMin?: number; device?: number }[];
  readonly references: readonly Reference[];
};

const given: Readonly<Record<WayName, Given>> = {
  infusion: {
    product: 'racemic',
    doses: [{ route: 'iv', atMin: 0, ...doses.infusion }],
    references: ['otto2021'],
  },
  spray: {
    product: 'esketamine',
    doses: doses.spray.atMin.map((atMin, at) => ({ route: 'intranasal', mg: doses.spray.mg, atMin, device: at + 1 })),
    references: ['perezRuixo2021'],
  },
  injection: {
    product: 'racemic',
    doses: [{ route: 'im', atMin: 0, ...doses.injection }],
    references: ['kamp2020'],
  },
  lozenge: {
    product: 'racemic',
    doses: [{ route: 'sublingual', atMin: 0, ...doses.lozenge }],
    references: ['simons2022'],
  },
};

const nearest = (minutes: number) => nearestMin * Math.round(minutes / nearestMin);

function wayOf(name: WayName): Way {
  const { references, ...of } = given[name];
  const minutes = Array.from({ length: untilMin + 1 }, (_, minute) => minute);
  const curve = simulate({ ...of, patient: { weightKg, ageYears }, sampleAtMin: minutes });
  const levels = curve.samples.map(({ ketamineNgPerMl }) => Number(ketamineNgPerMl));
  const highest = Math.max(...levels);
  const highestMin = levels.indexOf(highest);
  const halfMin = levels.findIndex((level, minute) => minute > highestMin && level <= highest / 2);
  return {
    name,
    highestMin: nearest(highestMin),
    halfMin: nearest(halfMin),
    points: levels.flatMap((level, atMin) => (atMin % drawnEveryMin === 0 ? [{ atMin, share: level / highest }] : [])),
    blood: curve.site === 'venous' ? 'vein' : 'artery',
    isRough: curve.grade === 'D',
    references,
  };
}

let worked: readonly Way[] | undefined;

/** Worked out once: the same for every reader. */
export function fourWays(): readonly Way[] {
  worked ??= wayNames.map(wayOf);
  return worked;
}
