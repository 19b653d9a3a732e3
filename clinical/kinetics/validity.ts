/** Whom a model was made for, and what it says about everyone else. */
import { BadInput } from '#clinical/bad-input.ts';
import { label, sourced } from '#clinical/sources.ts';
import { adultFromYears, type Model, type Within } from './model.ts';
import type { SimulateRequest } from './request.ts';

type Outside = { readonly field: string; readonly says: string };

/** @source clinical basis 1.2, 1.3 */
export const anaestheticFrom = sourced(
  'A single dose into a vein from which on it approaches the induction of anaesthesia',
  1,
  'mg/kg',
  label('clinical basis 1.2 [S27]'),
);
export const deviceHolds = sourced(
  'What one nasal device of esketamine holds',
  28,
  'mg',
  label('clinical basis 1.3 [S14, S19]'),
);

const isOutside = (value: number | undefined, within: Within | undefined) =>
  value !== undefined && within !== undefined && (value < within.from || value > within.to);

/** What cannot be worked out at all, asked for or not. @throws BadInput */
export function checkPossible(model: Model, { patient, doses, nasalFraction }: SimulateRequest): void {
  doses.forEach(({ route }, at) => {
    if (!model.routes.includes(route))
      throw new BadInput(
        `doses[${at}].route`,
        `doses[${at}].route: ${model.name} has no way in for ${route}; it has ${model.routes.join(', ')}`,
      );
  });
  if (model.usesWeight && patient.weightKg === undefined)
    throw new BadInput('patient.weightKg', `patient.weightKg: ${model.name} needs the weight`);
  if (patient.cyp2b6Factor !== undefined && model.name !== 'ashraf2018')
    throw new BadInput('patient.cyp2b6Factor', 'patient.cyp2b6Factor: only ashraf2018 has this interaction');
  const takesShare = model.products.includes('racemic') && model.routes.includes('intranasal');
  if (nasalFraction !== undefined && !takesShare)
    throw new BadInput('nasalFraction', 'nasalFraction: it is set for racemic ketamine by nose only');
  const nasal = doses.flatMap(({ route, device }, at) => (route === 'intranasal' ? [{ device, at }] : []));
  const unnamed = nasal.find(({ device }) => device === undefined);
  // A single device can only be the first; of several, each says which it is.
  if (unnamed !== undefined && nasal.length > 1 && !takesShare)
    throw new BadInput(
      `doses[${unnamed.at}].device`,
      `doses[${unnamed.at}].device: say which device of the session it is, 1, 2 or 3: later ones are taken up less`,
    );
  nasal.forEach(({ device, at }, place) => {
    const before = nasal.slice(0, place).some((earlier) => earlier.device === (device ?? 1) - 1);
    if (device !== undefined && device > 1 && !before)
      throw new BadInput(
        `doses[${at}].device`,
        `doses[${at}].device: device ${device} comes after device ${device - 1} of the same session`,
      );
  });
}

function outsideOf(model: Model, { patient, product }: SimulateRequest): Outside[] {
  const { limits, population, name } = model;
  const { weightKg, ageYears } = patient;
  const found: Outside[] = [];
  if (model.isOff !== undefined)
    found.push({ field: 'model', says: `${model.isOff} ${name} was made for ${population}` });
  if (product !== undefined && !model.products.includes(product))
    found.push({
      field: 'product',
      says: `${name} was made for ${model.products.join(' or ')} ketamine, not ${product}`,
    });
  const isChild = ageYears !== undefined && limits.adultsOnly && ageYears < adultFromYears.value;
  if (isChild)
    found.push({ field: 'patient.ageYears', says: `${name} was made for ${population}; ${ageYears} years is a child` });
  else if (isOutside(ageYears, limits.ageYears))
    found.push({ field: 'patient.ageYears', says: `${name} was made for ${population}; ${ageYears} years is outside` });
  if (isOutside(weightKg, limits.weightKg))
    found.push({ field: 'patient.weightKg', says: `${name} was made for ${population}; ${weightKg} kg is outside` });
  return found;
}

/** Sentences that label the answer. @throws BadInput outside the model's validity, unless that was asked for */
export function checkValidity(model: Model, request: SimulateRequest): string[] {
  const outside = outsideOf(model, request);
  const [first] = outside;
  if (first !== undefined && request.outsideValidity === undefined)
    throw new BadInput(
      first.field,
      `${first.field}: ${first.says}. To see it all the same, labelled, add "outsideValidity":"allow"`,
    );
  return outside.map(({ says }) => `Outside validity: ${says}.`);
}

/** What the models were hardly made for, without a line that a source draws: said, not refused. */
export function strainsOf({ patient, doses }: SimulateRequest): string[] {
  const { weightKg } = patient;
  const isLarge = doses.some(
    ({ route, mg }) => route === 'iv' && weightKg !== undefined && mg >= anaestheticFrom.value * weightKg,
  );
  const isOverfull = doses.some(({ device, mg }) => device !== undefined && mg > deviceHolds.value);
  return [
    ...(isLarge
      ? [
          `From ${anaestheticFrom.value} mg/kg on a dose approaches the induction of anaesthesia: the models were made below that.`,
        ]
      : []),
    ...(isOverfull ? [`One device holds ${deviceHolds.value} mg: more at once is a calculation, no treatment.`] : []),
  ];
}

/** What is not known, and what that means for the curve. */
export function missingOf(model: Model, { patient }: SimulateRequest): string[] {
  const missing: string[] = [];
  if (patient.ageYears === undefined)
    missing.push(
      model.usesAge
        ? 'The age is not known: the curve is for someone of 60 years or less, and whether the model covers the age was not checked.'
        : 'The age is not known: whether the model covers it was not checked.',
    );
  if (patient.weightKg === undefined)
    missing.push('The weight is not known: whether the model covers it was not checked.');
  return missing;
}
