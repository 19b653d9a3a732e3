/** Under which protocols the synthetic clinic treats, by chair, and what its prescriber would order under each. */
import {
  type DoseBasis,
  esketamineDose,
  holdMinutes,
  imDose,
  ivDose,
  type OrderAsked,
  type OrderWorkedOut,
  type Protocol,
  sublingualDose,
  type TemplateName,
  TreatmentOrder,
  workOutOrder,
} from '#clinical/plan/plan.ts';
import { addDays } from '#simulator/days.ts';
import type { SprayFound } from '#simulator/route-session.ts';

/** Each is signed when the clinic is made. */
export const demoProtocols = ['iv', 'im', 'esketamine-trd', 'sublingual'] as const satisfies readonly TemplateName[];
export type DemoProtocol = (typeof demoProtocols)[number];

/** At most chairs an infusion; nasal devices, a lozenge, an injection and a compounded spray have one each. */
const byPlace: Readonly<Record<number, DemoProtocol | 'spray'>> = {
  2: 'esketamine-trd',
  5: 'sublingual',
  6: 'im',
  7: 'spray',
};
/** `spray`: no source has a dose of it, so no protocol and no order: what is given is written down. */
export const protocolAt = (place: number): DemoProtocol | 'spray' => byPlace[place] ?? 'iv';

/** As a compounding pharmacy would have labelled it. Invented: it is a record of what was given, and proposes nothing. */
export const sprayFound: SprayFound = {
  drug: 'ketamine',
  route: 'intranasal',
  concentrationUgPerMl: 100_000,
  volumeUl: 500,
  doseUg: 50_000,
};

/** Whoever takes one of these answers the REMS differently from what the virtual nurse writes. */
export const remsAsksFor: readonly string[] = ['lorazepam', 'phenelzine', 'clonidine', 'mirtazapine', 'lisinopril'];

/** Strengths of what is at hand, and for how long a synthetic order is valid: no clinical figures. */
const syringeUgPerMl = 1_000;
const vialUgPerMl = 50_000;
const lozengeUg = 50_000;
const validDays = 28;

type For = { readonly grams: number; readonly ageYears: number; readonly today: string };

export function draftOrder(name: DemoProtocol, protocol: Protocol, { grams, ageYears, today }: For): TreatmentOrder {
  const weight = { grams, basis: 'actual', takenOn: today } as const;
  const asked = askedOf(name, weight);
  const worked = workOutOrder(asked, protocol, { ageYears });
  const { doseUg, ceilingUg } = worked;
  if (doseUg === undefined || ceilingUg === undefined)
    throw new RangeError('No dose comes out for a synthetic patient.');
  return TreatmentOrder.parse({
    drug: protocol.product,
    route: protocol.route,
    ...given(name, asked, worked),
    doseUg,
    premedication: [],
    limits: { ceilingUg },
    validFrom: today,
    validUntil: addDays(today, validDays),
    note: 'Synthetic: nobody is treated.',
  });
}

const perKg = (amount: number): DoseBasis => ({ unit: 'ug/kg', amount });
const fixed = (amount: number): DoseBasis => ({ unit: 'ug', amount });

function askedOf(name: DemoProtocol, weight: OrderAsked['weight']): OrderAsked {
  switch (name) {
    case 'iv':
      return {
        doseBasis: perKg(ivDose.value.standard),
        weight,
        concentrationUgPerMl: syringeUgPerMl,
        overMin: ivDose.value.overMin,
      };
    case 'im':
      return { doseBasis: perKg(imDose.value.start.to), weight, concentrationUgPerMl: vialUgPerMl };
    case 'esketamine-trd':
      return { doseBasis: fixed(esketamineDose.value.trdStart) };
    case 'sublingual':
      return { doseBasis: fixed(sublingualDose.value.start.to), unitUg: lozengeUg };
  }
}

/** Beside dose and limits, what an order by this route says. */
function given(name: DemoProtocol, asked: OrderAsked, worked: OrderWorkedOut): object {
  switch (name) {
    case 'iv':
      return { ...asked, pumpRateUlPerH: worked.pumpRateUlPerH };
    case 'im':
      return { ...asked, volumeUl: worked.volumeUl };
    case 'esketamine-trd':
      return { devices: worked.devices, indication: 'trd', phase: 'induction' };
    case 'sublingual':
      return {
        ...asked,
        units: worked.units,
        form: 'lozenge',
        holdMin: holdMinutes.value.to,
        afterwards: 'spit',
      };
  }
}
