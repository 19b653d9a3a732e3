/** Side effects as a nurse picks them: the usual ones of an infusion first, what takes weeks folded. */
import { type SideEffectId, sideEffect, sideEffectIds } from '#clinical/chart/chart.ts';
import { t } from '#web/platform/text.ts';

/** In the order of how often they are tapped during an infusion; places don't move. */
export const usualEffects: readonly SideEffectId[] = [
  'nausea-and-vomiting',
  'dizziness',
  'dissociation',
  'anxiety-and-agitation',
  'headache',
  'perception',
  'blood-pressure-and-heart',
  'sedation',
  'psychotomimetic',
  'confusion',
  'infusion-site',
  'other',
];
export const otherEffects: readonly SideEffectId[] = sideEffectIds.filter((id) => !usualEffects.includes(id));

export const isKnownEffect = (effect: string): effect is SideEffectId => sideEffectIds.some((id) => id === effect);
export const effectWord = (effect: string): string => (isKnownEffect(effect) ? t(`effect.of.${effect}`) : effect);

/** Found by the word on the button or by what the catalogue calls it: "vomit", "double vision", "vertigo". */
export function foundEffects(typed: string): SideEffectId[] {
  const wanted = typed.trim().toLocaleLowerCase();
  return [...usualEffects, ...otherEffects].filter((id) =>
    [effectWord(id), sideEffect(id).name, id.replaceAll('-', ' ')].some((of) =>
      of.toLocaleLowerCase().includes(wanted),
    ),
  );
}

export type GradeChoice = { readonly grade: number; readonly means: string };

const grades = [0, 1, 2, 3, 4, 5] as const;

/** The grades that this side effect has, each with what it means; where two terms apply, both are said. */
export function gradesOf(id: SideEffectId): GradeChoice[] {
  const rows: readonly Readonly<Record<string, unknown>>[] = sideEffect(id).grades;
  return grades.flatMap((grade) => {
    const said = rows.flatMap((row) => {
      const means = row[`g${grade}`];
      if (typeof means !== 'string') return [];
      return [rows.length > 1 ? `${String(row.term)}: ${means}` : means];
    });
    return said.length === 0 ? [] : [{ grade, means: said.join('; ') }];
  });
}

export const gradesOfAny = (effect: string): GradeChoice[] => gradesOf(isKnownEffect(effect) ? effect : 'other');
