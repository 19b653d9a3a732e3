/** Words of the private check around its questions. */
import { checkedOn, type Provenance } from '#clinical/sources.ts';
import { type Both, dayIn } from '#server/public/language.ts';

export const words = {
  title: { en: 'Could this be for me?', es: '¿Podría ser para mí?' },
  description: {
    en: 'Ten private questions about ketamine treatment. Your answers stay on your device.',
    es: 'Diez preguntas privadas sobre el tratamiento con ketamina. Sus respuestas se quedan en su aparato.',
  },
  lead: {
    en: 'Ten questions. You get a page to take to a doctor. It is not a diagnosis.',
    es: 'Diez preguntas. Recibe una página para llevar al médico. No es un diagnóstico.',
  },
  private: {
    en: 'Your answers never leave this device. Nobody at Racemic can see them.',
    es: 'Sus respuestas nunca salen de este aparato. Nadie en Racemic puede verlas.',
  },
  how: {
    en: 'One question at a time. “I don’t know” is a good answer: it becomes a question to ask.',
    es: 'Una pregunta a la vez. “No sé” es una buena respuesta: se vuelve una pregunta para hacer.',
  },
  start: { en: 'Start the private check', es: 'Empezar' },
  toSheet: { en: 'All ten questions on one sheet, to print', es: 'Las diez preguntas en una hoja, para imprimir' },
  sheetTitle: { en: 'Ten questions to take to a doctor', es: 'Diez preguntas para llevar al médico' },
  sheetLead: {
    en: 'Print this page and tick your answers. This is not a diagnosis. Only a clinician who knows you can say if it fits.',
    es: 'Imprima esta página y marque sus respuestas. No es un diagnóstico. Solo un clínico que le conoce puede decir si le conviene.',
  },
  over: { en: 'over', es: 'sobre' },
  count: { en: 'Question <n> of 10', es: 'Pregunta <n> de 10' },
  upper: { en: 'First number', es: 'Primer número' },
  lower: { en: 'Second number', es: 'Segundo número' },
  next: { en: 'Next', es: 'Siguiente' },
  back: { en: 'Back', es: 'Atrás' },
  problem: { en: 'There is a problem', es: 'Hay un problema' },
  wrongPressure: {
    en: 'Write two numbers, such as 120 and 80, or tick “I don’t know”.',
    es: 'Escriba dos números, como 120 y 80, o marque “No sé”.',
  },
  onlyHere: {
    en: 'Only on this device. Close the page and it is gone.',
    es: 'Solo en este aparato. Cierre la página y desaparece.',
  },
  resultTitle: { en: 'Your page to take to a doctor', es: 'Su página para llevar al médico' },
  resultLead: {
    en: 'From your 10 answers. **This is not a diagnosis.** Only a clinician who knows you can say if it fits.',
    es: 'De sus 10 respuestas. **No es un diagnóstico.** Solo un clínico que le conoce puede decir si le conviene.',
  },
  callSaid: {
    en: 'You said you think of death. You don’t have to wait for a visit: **call or text 988**, any time. In danger now, call 911.',
    es: 'Dijo que piensa en la muerte. No tiene que esperar a una visita: **llame al 988 y oprima 2**, a cualquier hora. En peligro, llame al 911.',
  },
  callUnsaid: {
    en: 'If you think of death, you don’t have to wait for a visit: **call or text 988**, any time. In danger now, call 911.',
    es: 'Si piensa en la muerte, no tiene que esperar a una visita: **llame al 988 y oprima 2**, a cualquier hora. En peligro, llame al 911.',
  },
  ask: { en: 'Ask:', es: 'Pregunte:' },
  moreTitle: { en: 'Ten questions cannot ask everything', es: 'Diez preguntas no bastan para todo' },
  moreSays: {
    en: 'Tell the doctor too: all your medicines and allergies, and any trouble with your liver, bladder, thyroid, eyes, breathing or seizures.',
    es: 'Diga también al médico: todas sus medicinas y alergias, y cualquier problema del hígado, la vejiga, la tiroides, los ojos, la respiración o convulsiones.',
  },
  moreAsks: {
    en: 'Who will watch me, and who takes me home?',
    es: '¿Quién me vigila, y quién me lleva a casa?',
  },
  print: { en: 'Print or save this page', es: 'Imprimir o guardar esta página' },
  find: { en: 'Find a center', es: 'Buscar un centro' },
  change: { en: 'Change my answers', es: 'Cambiar mis respuestas' },
  forget: { en: 'Forget my answers', es: 'Olvidar mis respuestas' },
  forgotten: {
    en: 'Your answers are gone from this page.',
    es: 'Sus respuestas ya no están en esta página.',
  },
  reasons: { en: '10 questions, 10 reasons', es: '10 preguntas, 10 razones' },
  reasonsSay: {
    en: `The same rules that a clinic with this program uses. Checked ${dayIn('en', checkedOn)}.`,
    es: `Las mismas reglas que usa una clínica con este programa. Revisado el ${dayIn('es', checkedOn)}.`,
  },
  source: { en: 'Source:', es: 'Fuente:' },
} as const satisfies Record<string, Both>;

/** Who stands behind a reason, in words before the reference. */
export const provenanceWords: Readonly<Record<Provenance, Both>> = {
  LABEL: { en: 'what a label of the medicine says', es: 'lo que dice una etiqueta de la medicina' },
  GUIDELINE: { en: 'a guideline', es: 'una guía clínica' },
  TRIAL: { en: 'a study', es: 'un estudio' },
  PRACTICE: { en: 'what clinics do', es: 'lo que hacen las clínicas' },
  DEFAULT: { en: 'our own proposal', es: 'una propuesta nuestra' },
};
