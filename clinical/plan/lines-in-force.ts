/**
 * The red and amber lines under a clinic's protocol: the project's, with what the clinic has made stricter.
 *
 * A line may only move towards the patient's safety: a pressure is called amber earlier, never later. The lines are the
 * session's, which hands them in.
 *
 * @source clinical basis 3.3
 */
import { BadInput } from '#clinical/bad-input.ts';
import { practice, type Sourced } from '#clinical/sources.ts';
import { lineNames, type ThresholdChanges } from './threshold-changes.ts';

type Lines = { readonly [Name in keyof ThresholdChanges]-?: Sourced<NonNullable<ThresholdChanges[Name]>> };
type Way = 'lower' | 'higher';

const pressure = { systolic: 'lower', diastolic: 'lower' } as const;
const span = { greenFrom: 'higher', greenTo: 'lower', amberFrom: 'higher', amberTo: 'lower' } as const;
const upTo = { greenTo: 'lower', amberTo: 'lower' } as const;

/** Which way is stricter. A line that is one number has it under its own name. */
const stricter: { readonly [Name in keyof ThresholdChanges]-?: Readonly<Record<string, Way>> } = {
  decisionAbove: pressure,
  postponeFrom: pressure,
  noDoseFrom: pressure,
  pressureAmberFrom: pressure,
  pressureRedFrom: pressure,
  riseAmberFrom: pressure,
  risePct: { amberFrom: 'lower', redAbove: 'lower', sustainedMin: 'lower' },
  lowSystolic: { amberBelow: 'higher', redBelow: 'higher' },
  fallPct: { amberAbove: 'lower', redAbove: 'lower' },
  heartRate: span,
  breaths: span,
  spo2: { greenFrom: 'higher', redBelow: 'higher', fallAmberFrom: 'lower' },
  spo2Emergency: { spo2Emergency: 'higher' },
  moaaS: { green: 'higher', redTo: 'higher', emergencyTo: 'higher' },
  rass: span,
  cadss: upTo,
  ratingNrs: upTo,
};

const partsOf = (name: string, value: number | object): [string, unknown][] =>
  typeof value === 'number' ? [[name, value]] : Object.entries(value);

/** @throws BadInput naming the line, when a change makes it looser */
function checkStricter(name: keyof ThresholdChanges, own: number | object, project: number | object): void {
  const ours = new Map(partsOf(name, project));
  for (const [part, value] of partsOf(name, own)) {
    const [line, way] = [ours.get(part), stricter[name][part]];
    if (typeof line !== 'number' || typeof value !== 'number' || way === undefined) continue;
    if (way === 'lower' ? value <= line : value >= line) continue;
    const field = part === name ? `thresholds.${name}` : `thresholds.${name}.${part}`;
    throw new BadInput(field, `${field}: is at ${way === 'lower' ? 'most' : 'least'} ${line}, the project’s own line`);
  }
}

/**
 * The project's lines with the changes of a clinic's protocol.
 *
 * @throws BadInput when a change is looser than the project's line
 */
export function linesInForce<Of extends Lines>(lines: Of, changes: ThresholdChanges): Of {
  const changed = lineNames.flatMap((name) => {
    const own = changes[name];
    if (own === undefined) return [];
    const line = lines[name];
    checkStricter(name, own, line.value);
    const by = practice('the clinic’s own protocol, signed by its medical director', 'unverified');
    return [[name, { ...line, ...by, value: own }] as const];
  });
  return { ...lines, ...Object.fromEntries(changed) };
}
