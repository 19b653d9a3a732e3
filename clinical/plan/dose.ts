/**
 * What a dose comes to for one patient under one protocol, in whole micrograms, and what there is to say about it.
 *
 * Nothing past the hard stop is ever worked out, and nothing at all under a ceiling that nobody signed.
 */
import { BadInput } from '#clinical/bad-input.ts';
import { type Finding, inOrder, overrides } from '#clinical/findings.ts';
import type { Quantity } from '#clinical/units.ts';
import { limitNameOf, wholeAmounts } from './bounds.ts';
import { ageFindings } from './dose-age.ts';
import type { DoseAsked } from './dose-asked.ts';
import { doseCautions, oneStep } from './dose-cautions.ts';
import { dosingWeight } from './dosing-weight.ts';
import { ceilings, emptyLimits, hardStops } from './limits.ts';
import { limitFor, limitInUg, needsWeight } from './limits-in-force.ts';
import type { Protocol, WeightBasis } from './protocol.ts';
import { roundDose } from './rounding.ts';
import { mgInWords, say } from './say.ts';

export type DoseWorkedOut = {
  /** Null: there is no dose to give, and the findings say why. */
  readonly doseUg: Quantity<'ug'> | null;
  readonly weightBasis: WeightBasis | undefined;
  readonly weightUsed: Quantity<'g'> | undefined;
  readonly ceilingUg: Quantity<'ug'> | undefined;
  readonly hardStopUg: Quantity<'ug'> | undefined;
  /** False above a ceiling until a second clinician has confirmed: then nothing is prepared. */
  readonly mayPrepare: boolean;
  readonly roundingUg: number | undefined;
  readonly findings: readonly Finding[];
};

const nothing = (findings: readonly Finding[]): DoseWorkedOut => ({
  doseUg: null,
  weightBasis: undefined,
  weightUsed: undefined,
  ceilingUg: undefined,
  hardStopUg: undefined,
  mayPrepare: false,
  roundingUg: undefined,
  findings: inOrder(findings),
});

function recordOnly({ id, title }: Protocol): Finding {
  return say({
    rule: 'record-only',
    strength: 'absolute',
    says: `${title}: no dose has a source, so none is worked out. What was given is recorded with the prescriber’s reason.`,
    facts: { protocol: id },
    by: emptyLimits.nasalRacemic,
  });
}

const notAsked = ({ id, title }: Protocol): Finding =>
  say({
    rule: 'dose-not-asked',
    strength: 'missing',
    says: `${title}: no dose was asked for, so none is worked out. A prescriber says which.`,
    facts: { protocol: id },
    by: oneStep,
  });

/** @throws BadInput when the dose is asked in a way the protocol does not go by */
export function workOutDose(asked: DoseAsked): DoseWorkedOut {
  const { protocol, body, dose: wanted } = asked;
  const { dose, limits } = protocol;
  const name = limitNameOf(protocol);
  if (dose === null || limits === null || name === undefined) return nothing([recordOnly(protocol)]);
  if (dose.unit === 'ug' && wanted !== undefined && 'ugPerKg' in wanted)
    throw new BadInput('doseMgPerKg', 'doseMgPerKg: this protocol goes by doseMg, not by weight');

  const aboutAge = ageFindings(asked);
  const findings: Finding[] = [...aboutAge];
  if (limits.signed === null)
    findings.push(
      say({
        rule: 'ceiling-not-signed',
        strength: 'absolute',
        says: `${protocol.title}: no medical director has signed its ceiling and hard stop, so there is no dose.`,
        facts: { protocol: protocol.id },
        by: ceilings[name],
        override: overrides.director,
      }),
    );

  if (wanted === undefined) return nothing([...findings, notAsked(protocol)]);
  if (aboutAge.some(({ strength }) => strength === 'absolute')) return nothing(findings);

  const goesByWeight = dose.unit === 'ug/kg' || needsWeight(limits.ceiling) || needsWeight(limits.hardStop);
  const weighed =
    goesByWeight && dose.weightBasis !== undefined
      ? dosingWeight(body, dose.weightBasis, asked.weightBasis)
      : undefined;
  findings.push(...(weighed?.findings ?? []));
  const used = weighed?.grams;
  if (goesByWeight && (used === undefined || body.grams === undefined))
    return { ...nothing(findings), weightBasis: weighed?.basis };
  const lightest = used === undefined || body.grams === undefined || used < body.grams ? used : body.grams;
  const already = asked.alreadyGivenUg ?? 0;
  const alreadyNg = already * 1_000;
  const ceiling = limitFor(limits.ceiling, lightest);
  const hardStop = limitFor(limits.hardStop, lightest);
  const [ceilingUg, hardStopUg] = [limitInUg(ceiling), limitInUg(hardStop)];
  const left = [ceiling, hardStop].map((limit) => (limit === undefined ? undefined : limit - alreadyNg));
  const exactNg = 'ug' in wanted ? wanted.ug * 1_000 : wanted.ugPerKg * (used ?? 0);
  const doseUg = roundDose(exactNg, dose.only === undefined ? dose.wholeUg : 1, left);
  const facts = {
    asked: 'ug' in wanted ? mgInWords(wanted.ug) : `${wanted.ugPerKg / 1_000} mg/kg`,
    dose_ug: doseUg,
    already_given_ug: already,
    ceiling_ug: ceilingUg,
    hard_stop_ug: hardStopUg,
    dosing_weight_g: used,
    weight_g: body.grams,
  };
  const total = Math.max(exactNg, doseUg * 1_000) + alreadyNg;
  const together =
    already === 0
      ? `${mgInWords(doseUg)} is`
      : `${mgInWords(doseUg)} and the ${mgInWords(already)} given already in this session are together`;
  const isPast = (limit: number | undefined) => limit !== undefined && total > limit;
  const isStopped = hardStop === undefined || isPast(hardStop);
  const isAboveCeiling = isPast(ceiling);
  const isDevice = dose.only === undefined || dose.only.includes(doseUg);
  const isNothing = doseUg === 0;

  if (isStopped)
    findings.push(
      say({
        rule: 'dose-above-hard-stop',
        strength: 'absolute',
        says: `This is above the hard stop of ${mgInWords(hardStopUg ?? 0)} for this patient and session. No dose is worked out.`,
        facts,
        by: hardStops[name],
      }),
    );
  else if (isAboveCeiling)
    findings.push(
      asked.confirmedBy === undefined
        ? say({
            rule: 'dose-above-ceiling',
            strength: 'absolute',
            says: `${together} above the ceiling of ${mgInWords(ceilingUg ?? 0)} for this patient and session. It is not prepared until a second clinician has confirmed it.`,
            facts,
            by: ceilings[name],
            override: overrides.twoClinicians,
          })
        : say({
            rule: 'dose-above-ceiling-confirmed',
            strength: 'relative',
            says: `${together} above the ceiling of ${mgInWords(ceilingUg ?? 0)}; ${asked.confirmedBy} is named as the second clinician, and confirms it on their own sign-in.`,
            facts: { ...facts, confirmed_by: asked.confirmedBy },
            by: ceilings[name],
          }),
    );
  if (!isDevice)
    findings.push(
      say({
        rule: 'not-a-device-dose',
        strength: 'absolute',
        says: `Nasal esketamine comes as ${(dose.only ?? []).map((only) => only / 1_000).join(', ')} mg: whole devices only.`,
        facts,
        by: ceilings[name],
      }),
    );
  if (isNothing)
    findings.push(
      say({
        rule: 'dose-rounds-to-nothing',
        strength: 'absolute',
        says: `The dose asked for is less than half of ${mgInWords(dose.wholeUg)}, to which doses are rounded.`,
        facts,
        by: wholeAmounts,
      }),
    );
  findings.push(...doseCautions({ ...asked, dose: wanted, weight: used, doseUg, exactNg }));

  const isBlocked = limits.signed === null || isStopped || !isDevice || isNothing;
  return {
    doseUg: isBlocked ? null : doseUg,
    weightBasis: weighed?.basis,
    weightUsed: used,
    ceilingUg,
    hardStopUg,
    mayPrepare: !isBlocked && (!isAboveCeiling || asked.confirmedBy !== undefined),
    roundingUg: dose.only === undefined ? dose.wholeUg : undefined,
    findings: inOrder(findings),
  };
}
