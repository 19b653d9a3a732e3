/**
 * From a dose to what is drawn, counted or pumped, in whole microlitres and whole steps of the pump.
 *
 * Everything rounds down: a volume, a rate. So what arrives is never more and never faster than what was planned; how
 * much less and how much slower is said.
 */
import { BadInput } from '#clinical/bad-input.ts';
import { label, projectDefault, sourced } from '#clinical/sources.ts';
import { type Quantity, ug, ul, ulPerH } from '#clinical/units.ts';

export const usualPumpStep = sourced(
  'Step of the pump where none is given: 0.1 mL/h',
  100,
  'uL/h',
  projectDefault('project rule: the step of common syringe pumps; enter the one of yours'),
);

export const neverUndiluted = sourced(
  'Highest concentration that goes into a vein: 100 mg/mL is diluted with at least its own volume',
  { aboveUgPerMl: 50_000 },
  'ug/mL',
  label('clinical basis 1.2 [S24]'),
);

export const fastest = sourced(
  'An injection into a vein never takes less than this',
  { min: 1 },
  'min',
  label('clinical basis 1.2 [S25]; an anaesthetic bolus in not less than 60 seconds'),
);

export const nasalDevice = sourced(
  'Nasal esketamine device: what it holds, and the rest from one to the next',
  { ug: 28_000, ul: 200, restMin: 5 },
  'ug; uL; min',
  label('clinical basis 1.3 [S14, S19]'),
);

export type Drawn = {
  /** Of the vial. */
  readonly drawn: Quantity<'uL'>;
  /** What those microlitres hold: at most the dose. */
  readonly delivered: Quantity<'ug'>;
};

/** @throws BadInput when not even a microlitre is drawn */
export function draw(doseUg: Quantity<'ug'>, ugPerMl: Quantity<'ug/mL'>): Drawn {
  const drawn = ul(Math.floor((doseUg * 1_000) / ugPerMl));
  if (drawn === 0)
    throw new BadInput('concentrationMgPerMl', 'concentrationMgPerMl: the dose is less than one microlitre of this');
  return { drawn, delivered: ug(Math.floor((drawn * ugPerMl) / 1_000)) };
}

export type Pumped = {
  readonly rate: Quantity<'uL/h'>;
  /** How long the pump really runs at that rate, in minutes. */
  readonly runsForMin: number;
};

const minuteParts = 1_000;

/**
 * The rate that empties the volume in the time, down to a whole step of the pump.
 *
 * @param overMin to a thousandth of a minute
 * @throws BadInput when it is slower than one step
 */
export function pumpFor(volume: Quantity<'uL'>, overMin: number, step: Quantity<'uL/h'>, field: string): Pumped {
  const parts = Math.round(overMin * minuteParts);
  const steps = Math.floor((volume * 60 * minuteParts) / (parts * step));
  if (steps === 0)
    throw new BadInput(
      field,
      `${field}: the pump would run slower than its step of ${step / 1_000} mL/h; dilute to a larger volume, or give it in a shorter time`,
    );
  return pumpAt(volume, ulPerH(steps * step));
}

export const pumpAt = (volume: Quantity<'uL'>, rate: Quantity<'uL/h'>): Pumped => ({
  rate,
  runsForMin: (volume * 60) / rate,
});

/** Whole tablets or lozenges, down. @throws BadInput when one is more than the dose */
export function countUnits(
  doseUg: Quantity<'ug'>,
  unitUg: Quantity<'ug'>,
): { units: number; delivered: Quantity<'ug'> } {
  const units = Math.floor(doseUg / unitUg);
  if (units === 0) throw new BadInput('unitMg', 'unitMg: one of these is more than the dose');
  return { units, delivered: ug(units * unitUg) };
}

/** Minutes from the first device at which each is used. */
export const deviceTimes = (devices: number): number[] =>
  Array.from({ length: devices }, (_, at) => at * nasalDevice.value.restMin);
