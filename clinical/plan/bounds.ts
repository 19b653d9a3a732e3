/** The bounds that a clinic's protocol cannot leave. A protocol that does is refused, with the field that is wrong. */
import { label, projectDefault, sourced, trial } from '#clinical/sources.ts';
import { leastStays } from './cadence.ts';
import { cadenceLeaves } from './cadence-bounds.ts';
import { esketamineCap, leastDaysBetween, parenteralCaps } from './courses.ts';
import { ceilings, hardStops, type Limit } from './limits.ts';
import { type Phase, type Protocol, ProtocolShape } from './protocol.ts';

export const esketamineDoses = sourced(
  'Nasal esketamine: the doses there are; 28 mg only as a start at 65 years or more outside the US',
  [28_000, 56_000, 84_000],
  'ug',
  label('clinical basis 1.1, 1.3 [S12, S13]'),
);

export const infusionMinutes = sourced(
  'IV infusion: durations described',
  { from: 2, to: 100 },
  'min',
  trial('clinical basis 1.1 [S45]; 100 min in Bio-K [S56]'),
);

export const highestRaise = sourced(
  'IV: most that a dose goes up from one session to the next',
  100,
  'ug/kg',
  projectDefault('clinical basis 1.2'),
);

export const wholeAmounts = sourced(
  'A dose is rounded to whole ones of this amount: 0.1 mg',
  100,
  'ug',
  projectDefault('clinical basis 1.2: as its worked doses are rounded'),
);
export const idealFromBmi = sourced(
  'Body mass index from which ideal body weight is pre-selected',
  30,
  'kg/m2',
  projectDefault('clinical basis 1.2; the APA consensus as quoted [S115]'),
);

type Leaving = { readonly path: readonly (string | number)[]; readonly says: string };

/** What the project's limits for this route and product are called; undefined where it proposes none. */
export function limitNameOf({
  route,
  product,
}: Pick<Protocol, 'route' | 'product'>): keyof typeof ceilings | undefined {
  if (product === 'esketamine') return route === 'intranasal' ? 'esketamine' : undefined;
  return route === 'intranasal' ? undefined : route;
}

const isParenteral = ({ route }: Pick<Protocol, 'route'>) => route === 'iv' || route === 'im' || route === 'sc';

const parts = ['ugPerKg', 'ug'] as const;

/** A limit that is left out is no limit: where the project has one, the clinic has one, no higher. */
function aboveLimit(own: Limit, project: Limit, path: readonly string[]): Leaving[] {
  return parts.flatMap((part) => {
    const most = project[part];
    const given = own[part];
    if (most === undefined || (given !== undefined && given <= most)) return [];
    return [{ path: [...path, part], says: `is at most ${most}, the project’s own, and is not left out` }];
  });
}

function limitsLeave(protocol: Protocol): Leaving[] {
  const { limits, dose } = protocol;
  const name = limitNameOf(protocol);
  if (dose === null) return [];
  if (name === undefined)
    return [{ path: ['dose'], says: 'is null: no dose by this route has a source, so it is only recorded' }];
  if (limits === null) return [{ path: ['limits'], says: 'has a ceiling and a hard stop' }];
  const { ceiling, hardStop } = limits;
  const order = parts.flatMap((part) => {
    const [lower, upper] = [ceiling[part], hardStop[part]];
    if (lower === undefined || upper === undefined || lower <= upper) return [];
    return [{ path: ['limits', 'ceiling', part], says: 'is not above the hard stop' }];
  });
  const inUnit = dose.unit === 'ug' ? ceiling.ug : ceiling.ugPerKg;
  return [
    ...aboveLimit(hardStop, hardStops[name].value, ['limits', 'hardStop']),
    ...aboveLimit(ceiling, ceilings[name].value, ['limits', 'ceiling']),
    ...order,
    ...(inUnit === undefined
      ? [{ path: ['limits', 'ceiling'], says: `says it in ${dose.unit}, as the dose is` }]
      : dose.usual.to > inUnit
        ? [{ path: ['dose', 'usual', 'to'], says: 'is not above the ceiling' }]
        : []),
    ...(dose.start.to > dose.usual.to ? [{ path: ['dose', 'start', 'to'], says: 'is not above the usual range' }] : []),
  ];
}

function doseLeaves({ dose, limits, route, product }: Protocol): Leaving[] {
  if (dose === null) return [];
  const { steps } = dose;
  const climbs =
    steps !== null &&
    'ladder' in steps &&
    steps.ladder.some((rung, at) => at > 0 && rung <= (steps.ladder[at - 1] ?? 0));
  const known: readonly number[] = esketamineDoses.value;
  const isSpray = product === 'esketamine' && route === 'intranasal';
  const isDevices = dose.unit === 'ug' && dose.only?.every((only) => known.includes(only)) === true;
  const goesByWeight =
    dose.unit === 'ug/kg' || limits?.ceiling.ugPerKg !== undefined || limits?.hardStop.ugPerKg !== undefined;
  // A device is not rounded to; elsewhere a dose moves by half of this at most.
  const mostWhole = isSpray ? Math.min(...known) : wholeAmounts.value;
  const raise = steps === null ? 0 : 'by' in steps ? steps.by.to : 0;
  return [
    ...(dose.wholeUg > mostWhole ? [{ path: ['dose', 'wholeUg'], says: `is at most ${mostWhole} micrograms` }] : []),
    ...(dose.weightBasis !== undefined && dose.weightBasis.fromBmi > idealFromBmi.value
      ? [{ path: ['dose', 'weightBasis', 'fromBmi'], says: `is at most ${idealFromBmi.value}` }]
      : []),
    ...(climbs ? [{ path: ['dose', 'steps', 'ladder'], says: 'goes up from each to the next' }] : []),
    ...(isSpray && !isDevices ? [{ path: ['dose', 'only'], says: 'is of 28, 56 and 84 mg' }] : offDevices(dose)),
    ...(goesByWeight && dose.weightBasis === undefined
      ? [{ path: ['dose', 'weightBasis'], says: 'is said where the dose or a limit goes by weight' }]
      : []),
    ...(route === 'iv' && raise > highestRaise.value
      ? [{ path: ['dose', 'steps', 'by', 'to'], says: `is at most ${highestRaise.value}` }]
      : []),
  ];
}

/** Where only some doses exist, the range begins and ends at one of them. */
function offDevices({ only, start, usual }: NonNullable<Protocol['dose']>): Leaving[] {
  if (only === undefined) return [];
  const says = `is one of ${only.join(', ')} micrograms`;
  return Object.entries({ start, usual }).flatMap(([name, span]) =>
    Object.entries(span).flatMap(([end, amount]) =>
      only.includes(amount) ? [] : [{ path: ['dose', name, end], says }],
    ),
  );
}

function courseLeaves(protocol: Protocol): Leaving[] {
  const { inductions, after, induction } = protocol;
  const all: [readonly (string | number)[], Phase][] = [
    ...Object.entries(inductions).map(([name, phase]): [string[], Phase] => [['inductions', name], phase]),
    ...after.map((phase, at): [(string | number)[], Phase] => [['after', at], phase]),
  ];
  const dense = all.flatMap(([path, { mostPer7Days: most, forDays }]) => {
    const at = [...path, 'mostPer7Days'];
    if (protocol.product === 'esketamine' && most > esketamineCap.value)
      return [{ path: at, says: `is at most ${esketamineCap.value}` }];
    if (!isParenteral(protocol) || most === 1) return [];
    const cap = parenteralCaps.value.find((of) => of.mostPer7Days === most);
    if (cap === undefined) return [{ path: at, says: 'is at most 3' }];
    if (forDays === undefined || forDays > cap.forDays)
      return [{ path: [...path, 'forDays'], says: `is at most ${cap.forDays} for ${most} sessions in 7 days` }];
    return [];
  });
  const weeks = all.flatMap(([path, { fromWeek, toWeek }]) =>
    toWeek !== undefined && (fromWeek === undefined || fromWeek > toWeek)
      ? [{ path: [...path, 'toWeek'], says: 'is not before fromWeek' }]
      : [],
  );
  const unknown = induction !== null && !Object.hasOwn(inductions, induction);
  return [
    ...dense,
    ...weeks,
    ...(unknown ? [{ path: ['induction'], says: 'is the name of one of the inductions' }] : []),
    ...(protocol.leastDaysBetween < leastDaysBetween.value
      ? [{ path: ['leastDaysBetween'], says: `is at least ${leastDaysBetween.value}` }]
      : []),
  ];
}

function stayLeaves({ route, leastStay }: Protocol): Leaving[] {
  const least = (route === 'iv' ? leastStays.iv : route === 'intranasal' ? leastStays.nasal : leastStays.other).value;
  if ('fromEndMin' in least) {
    const isLong = 'fromEndMin' in leastStay && leastStay.fromEndMin >= least.fromEndMin;
    return isLong ? [] : [{ path: ['leastStay', 'fromEndMin'], says: `is at least ${least.fromEndMin}` }];
  }
  const isLong = 'fromDoseMin' in leastStay && leastStay.fromDoseMin >= least.fromDoseMin;
  return isLong ? [] : [{ path: ['leastStay', 'fromDoseMin'], says: `is at least ${least.fromDoseMin}` }];
}

function infusionLeaves({ infusion }: Protocol): Leaving[] {
  if (infusion === undefined) return [];
  const { from, to } = infusionMinutes.value;
  const { overMin, fromMin, toMin } = infusion;
  return [
    ...(fromMin < from ? [{ path: ['infusion', 'fromMin'], says: `is at least ${from}` }] : []),
    ...(toMin > to ? [{ path: ['infusion', 'toMin'], says: `is at most ${to}` }] : []),
    ...(overMin < fromMin || overMin > toMin
      ? [{ path: ['infusion', 'overMin'], says: 'is from fromMin to toMin' }]
      : []),
  ];
}

/** A protocol as it is stored, signed and used: of the right shape, and inside the bounds. */
export const CheckedProtocol = ProtocolShape.superRefine((protocol, context) => {
  const leaves = [limitsLeave, doseLeaves, courseLeaves, stayLeaves, infusionLeaves, cadenceLeaves].flatMap((rule) =>
    rule(protocol),
  );
  for (const { path, says } of leaves) context.addIssue({ code: 'custom', path: [...path], message: says });
});
