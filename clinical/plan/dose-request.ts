/** `racemic dose`: protocol, patient and concentration in; mg, mL, pump rate and warnings out. */
import { z } from 'zod';
import { BadInput, readInput } from '#clinical/bad-input.ts';
import { checkWeight, gramsOf, WeightGiven } from '#clinical/chart/chart.ts';
import { type Finding, inOrder, overrides } from '#clinical/findings.ts';
import { cm, gramsPerPound } from '#clinical/units.ts';
import { type DoseWorkedOut, workOutDose } from './dose.ts';
import type { DoseAsked } from './dose-asked.ts';
import { type Prepared, prepare } from './prepare.ts';
import { routes, weightBases } from './protocol.ts';
import { protocolAsked, protocolFields } from './protocol-asked.ts';
import { mgInWords } from './say.ts';
import { heightTyped, weightTyped } from './weights.ts';

/** Up to three decimals: whole micrograms, microlitres, grams. */
const threeDecimals = (most: number, unit: string) =>
  z
    .number('is a number')
    .positive(`is more than 0 ${unit}`)
    .max(most, `is at most ${most} ${unit}`)
    .refine((value) => Math.abs(value * 1_000 - Math.round(value * 1_000)) < 1 / 1_000, {
      message: 'has at most three decimals',
    })
    .refine((value) => Math.round(value * 1_000) > 0, { message: 'is at least 0.001' });

const { from: lowest, to: tallest } = heightTyped.value;
const tall = `is from ${lowest} to ${tallest} cm; leave it out where that is not so`;

const { fromG, toG } = weightTyped.value;
const heavy = { path: ['value'], message: `is from ${fromG / 1_000} to ${toG / 1_000} kg, or as much in lb` };
// Asked of any number at all, also one that is no weight.
const isPlausible = ({ value, unit }: WeightGiven) => {
  const grams = value * (unit === 'kg' ? 1_000 : gramsPerPound.value);
  return grams >= fromG && grams <= toG;
};
const Weight = WeightGiven.refine(isPlausible, heavy);

const Patient = z.strictObject({
  weight: Weight.optional(),
  weightKg: WeightGiven.shape.value
    .refine((value) => isPlausible({ value, unit: 'kg' }), { message: heavy.message })
    .optional(),
  secondWeight: Weight.optional(),
  lastWeight: Weight.optional(),
  heightCm: z.number('is a number').min(lowest, tall).max(tallest, tall).optional(),
  sex: z.enum(['male', 'female'], 'is male or female').optional(),
  ageYears: z.number('is a number').min(0, 'is 0 or more').max(130, 'is 130 or less').optional(),
  sessionNumber: z.int('is a whole number').positive('is 1 or more').max(10_000, 'is 10000 or less').optional(),
  lastDoseMgPerKg: threeDecimals(1_000, 'mg/kg').optional(),
  lastDoseMg: threeDecimals(10_000, 'mg').optional(),
  lastRoute: z.enum(routes, 'is iv, im, sc, intranasal, oral or sublingual').optional(),
  givenThisSessionMg: threeDecimals(10_000, 'mg').optional(),
});

export const DoseRequest = z.strictObject({
  ...protocolFields,
  patient: Patient,
  doseMgPerKg: threeDecimals(1_000, 'mg/kg').optional(),
  doseMg: threeDecimals(10_000, 'mg').optional(),
  weightBasis: z.enum(weightBases, 'is actual, ideal or adjusted').optional(),
  concentrationMgPerMl: threeDecimals(1_000, 'mg/mL').optional(),
  totalVolumeMl: threeDecimals(10_000, 'mL').optional(),
  overMin: threeDecimals(10_000, 'minutes').optional(),
  pumpRateMlPerH: threeDecimals(10_000, 'mL/h').optional(),
  pumpStepMlPerH: threeDecimals(1_000, 'mL/h').optional(),
  unitMg: threeDecimals(10_000, 'mg').optional(),
  secondClinician: z
    .strictObject({
      by: z.string('is a name').trim().min(1, 'is not empty').max(200, 'is too long'),
      reason: z.string('is text').trim().min(1, 'is not empty').max(2_000, 'is too long'),
    })
    .optional(),
});
type Request = z.infer<typeof DoseRequest>;

const whole = (value: number | undefined): number | undefined =>
  value === undefined ? undefined : Math.round(value * 1_000);

function oneOf(a: [string, unknown], b: [string, unknown], at = ''): void {
  if (a[1] !== undefined && b[1] !== undefined)
    throw new BadInput(`${at}${b[0]}`, `${at}${b[0]}: give ${a[0]} or ${b[0]}, not both`);
}

function dosage({ doseMgPerKg, doseMg }: Request): DoseAsked['dose'] {
  oneOf(['doseMgPerKg', doseMgPerKg], ['doseMg', doseMg]);
  if (doseMgPerKg !== undefined) return { ugPerKg: Math.round(doseMgPerKg * 1_000) };
  return doseMg === undefined ? undefined : { ug: Math.round(doseMg * 1_000) };
}

function weightOf({ patient }: Request): WeightGiven | undefined {
  oneOf(['weight', patient.weight], ['weightKg', patient.weightKg], 'patient.');
  return patient.weight ?? (patient.weightKg === undefined ? undefined : { value: patient.weightKg, unit: 'kg' });
}

function weightFindings({ patient }: Request, given: WeightGiven | undefined): Finding[] {
  if (given === undefined) return [];
  const findings = checkWeight({
    given,
    second: patient.secondWeight,
    last: patient.lastWeight === undefined ? undefined : gramsOf(patient.lastWeight),
    height: patient.heightCm === undefined ? undefined : cm(patient.heightCm),
  });
  // `weight` comes off a scale, with its unit; `weightKg` stands in a chart already, where it was read twice.
  return patient.weightKg === undefined ? findings : findings.map(asOfRecord);
}

function asOfRecord(finding: Finding): Finding {
  if (finding.rule !== 'first-weight-read-twice') return finding;
  return {
    ...finding,
    rule: 'weight-not-compared',
    says: 'The weight is taken as one that was accepted before: here it was compared with no other. Check that it is in kilograms.',
    override: overrides.prescriber,
  };
}

function roundingInWords({ roundingUg }: DoseWorkedOut, prepared: Prepared): Record<string, string> {
  return {
    ...(roundingUg === undefined
      ? {}
      : {
          dose: `To the nearest ${mgInWords(roundingUg)}, halves down; down where the nearest would pass a ceiling or the hard stop.`,
        }),
    ...prepared.rounding,
  };
}

/** What nobody may override: while it stands, nothing is drawn, counted or pumped. */
const isForNobody = ({ override }: Finding): boolean => override.by === 'nobody';

/** One request, one answer. @throws BadInput naming the field */
export function doseRequest(input: unknown) {
  const request = readInput(DoseRequest, input);
  const protocol = protocolAsked(request.protocol, request.signed);
  const { patient } = request;
  oneOf(['overMin', request.overMin], ['pumpRateMlPerH', request.pumpRateMlPerH]);
  const given = weightOf(request);
  const aboutWeight = weightFindings(request, given);
  // Two readings that differ are no weight.
  const isWeighed = given !== undefined && !aboutWeight.some(({ strength }) => strength === 'absolute');
  const worked = workOutDose({
    protocol,
    body: { grams: isWeighed ? gramsOf(given) : undefined, heightCm: patient.heightCm, sex: patient.sex },
    dose: dosage(request),
    weightBasis: request.weightBasis,
    ageYears: patient.ageYears,
    sessionNumber: patient.sessionNumber,
    last: lastOf(request),
    lastRoute: patient.lastRoute,
    alreadyGivenUg: whole(patient.givenThisSessionMg),
    confirmedBy: request.secondClinician?.by,
  });
  const mayGoOn = ![...aboutWeight, ...worked.findings].some(isForNobody);
  const prepared = prepare(
    protocol,
    { ...worked, mayPrepare: worked.mayPrepare && mayGoOn },
    {
      ugPerMl: whole(request.concentrationMgPerMl),
      totalUl: whole(request.totalVolumeMl),
      overMin: request.overMin,
      rateUlPerH: whole(request.pumpRateMlPerH),
      stepUlPerH: whole(request.pumpStepMlPerH),
      unitUg: whole(request.unitMg),
    },
  );
  const { doseUg, weightUsed, weightBasis, ceilingUg, hardStopUg } = worked;
  const inMg = (amount: number | undefined | null) => (amount === undefined || amount === null ? null : amount / 1_000);
  return {
    protocol: protocol.id,
    doseMg: inMg(doseUg),
    doseUg,
    doseMgPerKg: doseUg === null || weightUsed === undefined ? null : Number((doseUg / weightUsed).toFixed(6)),
    weightBasis: weightBasis ?? null,
    weightUsedKg: inMg(weightUsed),
    ceilingMg: inMg(ceilingUg),
    hardStopMg: inMg(hardStopUg),
    ...prepared.amounts,
    rounding: roundingInWords(worked, prepared),
    warnings: inOrder([...aboutWeight, ...worked.findings, ...prepared.findings]),
  };
}

function lastOf({ patient }: Request): DoseAsked['last'] {
  const { lastDoseMgPerKg, lastDoseMg } = patient;
  if (lastDoseMgPerKg === undefined && lastDoseMg === undefined) return undefined;
  return { ugPerKg: whole(lastDoseMgPerKg), ug: whole(lastDoseMg) };
}
