/** Words of the forms by which people reach the editors. */
import type { Both, Language } from '#server/public/language.ts';

const words = {
  tellTitle: { en: 'Tell us', es: 'Díganos' },
  tellLead: {
    en: 'Tell us about a mistake, or about a center that we do not have. Please send nothing about your own health: we do not need it and would rather not hold it.',
    es: 'Avísenos de un error o de un centro que no tenemos. No envíe nada sobre su propia salud: no lo necesitamos y preferimos no guardarlo.',
  },
  aboutCenter: { en: 'About: {name}', es: 'Sobre: {name}' },
  whichFact: { en: 'Which fact?', es: '¿Qué dato?' },
  noFact: { en: 'Something else', es: 'Otra cosa' },
  whatWrong: { en: 'What should we know?', es: '¿Qué debemos saber?' },
  whatHint: {
    en: 'Name a page or a paper that shows it, if there is one. At most {n} characters.',
    es: 'Nombre una página o un documento que lo muestre, si lo hay. Como máximo {n} letras.',
  },
  replyTo: { en: 'Your e-mail, if you want an answer', es: 'Su correo, si quiere respuesta' },
  replyHint: {
    en: 'Only editors see it. It is deleted {n} days after we answered. The form sends no mail.',
    es: 'Solo lo ven los editores. Se borra {n} días después de responder. El formulario no envía correo.',
  },
  replyNeeded: { en: 'Your e-mail at the center’s own domain', es: 'Su correo en el dominio del propio centro' },
  replyNeededHint: {
    en: 'We write to the address that the center itself publishes, to see that you may speak for it.',
    es: 'Escribimos a la dirección que publica el propio centro, para ver que usted puede hablar por él.',
  },
  send: { en: 'Send to the editors', es: 'Enviar a los editores' },
  thanks: { en: 'Thank you. The editors have it.', es: 'Gracias. Los editores lo tienen.' },
  thanksSays: {
    en: 'A person reads it. Nothing changes before that. Your number is {id}.',
    es: 'Lo lee una persona. Nada cambia antes. Su número es {id}.',
  },
  centersTitle: { en: 'I run a center', es: 'Dirijo un centro' },
  centersLead: {
    en: 'You cannot pay to be listed, ranked or removed. You can say what is true and show it.',
    es: 'No se puede pagar por estar en la lista, subir de lugar o salir. Puede decir lo que es cierto y mostrarlo.',
  },
  whatToDo: { en: 'What do you want to do?', es: '¿Qué quiere hacer?' },
  claim: { en: 'Claim the page: I may speak for this center', es: 'Reclamar la página: puedo hablar por este centro' },
  correct: { en: 'Correct or add a fact', es: 'Corregir o añadir un dato' },
  dispute: { en: 'Dispute a state or a quotation', es: 'Discutir un estado o una cita' },
  remove: { en: 'Remove the center from the list', es: 'Sacar el centro de la lista' },
  whichCenter: { en: 'Name and address of the center', es: 'Nombre y dirección del centro' },
  publish: { en: 'Publish your own profile', es: 'Publique su propio perfil' },
  publishSays: {
    en: 'A file in a fixed form, with prices, team and rules, lets us read your facts from you. What you say becomes “claimed”; what a page or paper shows becomes “documented”.',
    es: 'Un archivo de forma fija, con precios, equipo y reglas, nos deja leer sus datos de usted. Lo que dice queda «afirmado»; lo que muestra una página o un documento queda «documentado».',
  },
  schema: { en: 'The form of the file (JSON Schema)', es: 'La forma del archivo (JSON Schema)' },
  publishReport: { en: 'Publish your own results', es: 'Publique sus propios resultados' },
  publishReportSays: {
    en: 'A clinic that uses Racemic can publish signed figures by the public method. If they lie at another host than your website, link to that host from your website and tell us.',
    es: 'Una clínica que usa Racemic puede publicar cifras firmadas con el método público. Si están en otro servidor que su sitio web, ponga en su sitio un enlace a ese servidor y avísenos.',
  },
  problem: { en: 'There is a problem', es: 'Hay un problema' },
  noWords: { en: 'Write what we should know', es: 'Escriba qué debemos saber' },
  tooLong: { en: 'Write at most {n} characters', es: 'Escriba como máximo {n} letras' },
  badMail: { en: 'Write an e-mail address like name@example.org', es: 'Escriba un correo como nombre@example.org' },
  tooMany: {
    en: 'Many messages came from your network this hour. Yours was not sent; it is still here. Send it again in {min} minutes',
    es: 'Llegaron muchos mensajes de su red en esta hora. El suyo no se envió; sigue aquí. Envíelo otra vez en {min} minutos',
  },
  noKind: { en: 'Choose what you want to do', es: 'Elija qué quiere hacer' },
  leaveEmpty: { en: 'Leave this empty', es: 'Deje esto vacío' },
} as const satisfies Record<string, Both>;

export type FormWord = keyof typeof words;

/** One sentence with what it is about. */
export const formWord = (
  language: Language,
  name: FormWord,
  fill: Readonly<Record<string, string | number>> = {},
): string => words[name][language].replaceAll(/\{(\w+)\}/g, (_, key: string) => String(fill[key] ?? ''));
