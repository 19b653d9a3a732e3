/** What a study counted, in plain words. A reaction without words is shown under its own name, in English. */
import type { Both } from '#server/public/language.ts';

const words: Readonly<Record<string, Both>> = {
  dissociation: { en: 'feeling outside yourself', es: 'sentirse fuera del cuerpo' },
  dizziness: { en: 'dizzy', es: 'mareo' },
  nausea: { en: 'feeling sick', es: 'náusea' },
  vertigo: { en: 'the room spins', es: 'todo da vueltas' },
  headache: { en: 'headache', es: 'dolor de cabeza' },
  somnolence: { en: 'sleepy', es: 'sueño' },
  sedation: { en: 'drowsy (sedation)', es: 'adormecimiento (sedación)' },
  'changed taste': { en: 'changed taste', es: 'otro sabor' },
  numbness: { en: 'numb skin', es: 'piel dormida' },
  'numbness of the mouth': { en: 'numb mouth', es: 'boca dormida' },
  tingling: { en: 'tingling', es: 'hormigueo' },
  fatigue: { en: 'tired', es: 'cansancio' },
  vomiting: { en: 'vomiting', es: 'vómito' },
  anxiety: { en: 'anxious', es: 'ansiedad' },
  'raised blood pressure': { en: 'higher blood pressure, as told', es: 'presión más alta, según se contó' },
  'blurred vision': { en: 'blurred sight', es: 'vista nublada' },
  euphoria: { en: 'very happy', es: 'mucha alegría' },
  'feeling drunk': { en: 'as if drunk', es: 'como borracho' },
  'mental impairment': { en: 'slow thinking', es: 'pensar lento' },
  'frequent urination': { en: 'passing water often', es: 'orinar seguido' },
  confusion: { en: 'confused', es: 'confusión' },
  'suicidal ideation': { en: 'thoughts of suicide', es: 'pensamientos de suicidio' },
};

export const reactionWords = (reaction: string): Both => words[reaction] ?? { en: reaction, es: reaction };
export const knowsReaction = (reaction: string): boolean => reaction in words;
