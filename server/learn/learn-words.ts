/** Words that stand on every page of the learning part. */
import type { Both } from '#server/public/language.ts';

export const learnWords = {
  learn: { en: 'Understand the treatment', es: 'Entender el tratamiento' },
  short: { en: 'The short answer', es: 'La respuesta corta' },
  onThisPage: { en: 'On this page', es: 'En esta página' },
  notKnown: { en: 'What we do not know', es: 'Lo que no sabemos' },
  sources: { en: 'Sources', es: 'Fuentes' },
  checked: { en: 'Checked', es: 'Revisión' },
  notReviewed: {
    en: 'Not yet reviewed by a clinician.',
    es: 'Todavía sin revisión de un profesional de la salud.',
  },
  reviewedBy: { en: 'Reviewed by', es: 'Revisado por' },
  notTranslated: {
    en: '',
    es: 'El español todavía no ha sido leído por un traductor clínico.',
  },
  written: { en: 'Written', es: 'Escrito el' },
  figuresRead: { en: 'Figures read', es: 'Cifras leídas el' },
  again: { en: 'To be checked again by', es: 'Se revisará de nuevo antes del' },
  mistake: { en: 'Tell us about a mistake', es: 'Avísenos de un error' },
  table: { en: 'The same numbers as a table', es: 'Los mismos números en una tabla' },
  group: { en: 'Group', es: 'Grupo' },
  likely: { en: 'likely', es: 'probable' },
  likelyLong: { en: 'Likely {range}', es: 'Probable: {range}' },
  of100: { en: '{count} of 100', es: '{count} de 100' },
  when: { en: 'When', es: 'Cuándo' },
  done: { en: 'What staff do', es: 'Qué hace el personal' },
  howOften: { en: 'How often: not known', es: 'Qué tan seguido: no se sabe' },
  howOftenRacemic: { en: 'With ketamine itself: not known', es: 'Con la ketamina misma: no se sabe' },
  howManyPeople: { en: 'how many people: not known', es: 'cuántas personas: no se sabe' },
  withSpray: { en: 'with spray', es: 'con aerosol' },
  emptySpray: { en: 'empty spray', es: 'aerosol vacío' },
  asked: {
    en: 'Asked with a checklist, {range} of 100 say yes. Told on their own, {count}.',
    es: 'Si se pregunta con una lista, {range} de cada 100 dicen que sí. Por su cuenta, {count}.',
  },
  otherCounts: { en: 'Also counted', es: 'También se contó' },
  countedHere: { en: 'Counted here', es: 'Aquí se cuenta' },
  study: { en: 'Study', es: 'Estudio' },
  onset: { en: 'Usually starts after {onset}', es: 'Suele empezar a los {onset}' },
  onsetAndEnd: {
    en: 'Usually starts after {onset} and is over after {offset}',
    es: 'Suele empezar a los {onset} y acabar a los {offset}',
  },
  start: { en: 'start', es: 'inicio' },
  contentsLead: {
    en: 'What is known, what is not, and what to ask. Counts of 100 people, both sides told. Nobody paid for a word here.',
    es: 'Lo que se sabe, lo que no y qué preguntar. Cuentas de 100 personas, con los dos lados. Nadie pagó por una palabra.',
  },
  contentsTitle: { en: 'Understand the treatment', es: 'Entender el tratamiento' },
  effectTable: { en: 'All counts as a table', es: 'Todas las cuentas en una tabla' },
  effect: { en: 'Side effect', es: 'Efecto' },
  next: { en: 'Next', es: 'Sigue' },
} as const satisfies Record<string, Both>;

export type LearnWord = keyof typeof learnWords;
