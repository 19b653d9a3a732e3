/** Words of the private check around its questions. */
import { cuffRange } from '#clinical/eligibility/eligibility.ts';
import { checkedOn } from '#clinical/sources.ts';
import { type Both, dayIn } from '#server/public/language.ts';

const { systolic, diastolic } = cuffRange.value;

export const words = {
  /** Of the window, and so of the history that a browser keeps: the same for every question and every answer. */
  window: { en: 'Private check', es: 'Chequeo privado' },
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
  /** `<answer>` is the one that says that it is not known. */
  wrongNone: {
    en: 'Choose one answer. “<answer>” is an answer too.',
    es: 'Elija una respuesta. “<answer>” también es una respuesta.',
  },
  wrongNoPressure: {
    en: 'Write two numbers, such as 120 and 80, or tick “<answer>”.',
    es: 'Escriba dos números, como 120 y 80, o marque “<answer>”.',
  },
  wrongUpper: {
    en: `Write the first number, from ${systolic.from} to ${systolic.to}. If a cuff shows another one, get help today.`,
    es: `Escriba el primer número, de ${systolic.from} a ${systolic.to}. Si el aparato muestra otro, pida ayuda hoy.`,
  },
  wrongLower: {
    en: `Write the second number, from ${diastolic.from} to ${diastolic.to}. If a cuff shows another one, get help today.`,
    es: `Escriba el segundo número, de ${diastolic.from} a ${diastolic.to}. Si el aparato muestra otro, pida ayuda hoy.`,
  },
  wrongOrder: {
    en: 'The first number is the higher one. Look again at both.',
    es: 'El primer número es el más alto. Mire de nuevo los dos.',
  },
  notReviewed: {
    en: 'Not yet reviewed by a clinician.',
    es: 'Todavía sin revisión de un profesional de la salud ni de un traductor clínico.',
  },
  onlyHere: {
    en: 'Only on this device. Your answers are forgotten when you leave or close this page. What you print or save stays. Your browser may list this page as visited, without answers.',
    es: 'Solo en este aparato. Sus respuestas se olvidan al salir de esta página o cerrarla. Lo que imprima o guarde queda. Su navegador puede anotar que visitó esta página, sin respuestas.',
  },
  unreached: {
    en: 'The Spanish page could not be reached. Your answers are still here.',
    es: 'No se pudo abrir la página en inglés. Sus respuestas siguen aquí.',
  },
  resultTitle: { en: 'Your page to take to a doctor', es: 'Su página para llevar al médico' },
  resultLead: {
    en: 'From your 10 answers. **This is not a diagnosis.** Only a clinician who knows you can say if it fits.',
    es: 'De sus 10 respuestas. **No es un diagnóstico.** Solo un clínico que le conoce puede decir si le conviene.',
  },
  ask: { en: 'Ask:', es: 'Pregunte:' },
  moreTitle: { en: 'Ten questions cannot ask everything', es: 'Diez preguntas no bastan para todo' },
  moreSays: { en: 'Tell the doctor about these too, above all:', es: 'Diga también esto al médico, sobre todo:' },
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
