/** Everything there is to say about a side effect, from one name. */
import { type Basis, basisOf, type Slot } from '#clinical/sources.ts';
import { ctcaeGrades, dissociationGrades, type GradeRow, generalGrades } from './grading.ts';
import { type ExpectedRate, expectedRates } from './rates.ts';
import { remsFields } from './seriousness.ts';
import { type SideEffectId, type SideEffectRow, sideEffectIds } from './side-effect.ts';
import { ctcaeCodes, icd10CmCodes, medDraCodes, snomedCodes } from './side-effect-codes.ts';
import { sideEffectsOfBody, sideEffectsOverMonths } from './side-effects-body.ts';
import { sideEffectsOfMind } from './side-effects-mind.ts';

export type Coded = {
  readonly system: 'CTCAE' | 'MedDRA' | 'SNOMED CT' | 'ICD-10-CM';
  readonly code: string;
  readonly means: string;
  /** False: from memory, shown as unverified. */
  readonly verified: boolean;
};

export type SideEffect = SideEffectRow &
  Basis & {
    readonly rates: Readonly<Record<'esketamine' | 'racemic', readonly ExpectedRate[] | Slot>>;
    readonly grades: readonly (GradeRow & Basis)[];
    readonly codes: readonly Coded[];
    readonly report: string;
  };

const tables = [sideEffectsOfMind, sideEffectsOfBody, sideEffectsOverMonths];
const codeTables = [
  ['CTCAE', ctcaeCodes],
  ['MedDRA', medDraCodes],
  ['SNOMED CT', snomedCodes],
  ['ICD-10-CM', icd10CmCodes],
] as const;

const codesOf = (id: SideEffectId): Coded[] =>
  codeTables.flatMap(([system, { rows, verified }]) =>
    rows.filter(({ event }) => event === id).map(({ code, means }) => ({ system, code, means, verified })),
  );

function gradesOf(row: SideEffectRow): (GradeRow & Basis)[] {
  if (row.grading.length === 0) return [{ term: 'any side effect', ...generalGrades.value, ...basisOf(generalGrades) }];
  if (row.grading.includes('dissociation'))
    return [{ term: 'dissociation', ...dissociationGrades.value, ...basisOf(dissociationGrades) }];
  return ctcaeGrades.rows
    .filter(({ term }) => row.grading.includes(term))
    .map((grade) => ({ ...grade, ...basisOf({ ...ctcaeGrades, ...grade }) }));
}

const reportOf = ({ remsField }: SideEffectRow): string =>
  `${
    remsField === undefined
      ? 'After esketamine, a serious one goes on the REMS monitoring form.'
      : `After esketamine, the REMS monitoring form asks for it at every session (${remsFields.value.ofEach.join(', ')}).`
  } MedWatch is voluntary for any of them.`;

/** The catalogue entry of a side effect: course, rates, grades, codes, what to watch and do, what is serious, what is reported. */
export function sideEffect(id: SideEffectId): SideEffect {
  for (const of of tables) {
    const row = of.rows.find((candidate) => candidate.id === id);
    if (row !== undefined)
      return {
        ...row,
        ...basisOf({ ...of, ...row }),
        rates: { esketamine: expectedRates(id, 'esketamine'), racemic: expectedRates(id, 'racemic') },
        grades: gradesOf(row),
        codes: codesOf(id),
        report: reportOf(row),
      };
  }
  throw new Error(`no entry for ${id}`);
}

export const sideEffectCatalogue = (): SideEffect[] => sideEffectIds.map(sideEffect);
