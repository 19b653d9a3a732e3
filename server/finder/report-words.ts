/** Words around a center's own signed results. */
import type { Both, Language } from '#server/public/language.ts';

const words = {
  none: { en: 'None published.', es: 'Ninguno publicado.' },
  hostLinked: {
    en: 'Its signed reports are looked for at {host}. The center’s website links there: an editor looked on {day}.',
    es: 'Sus informes firmados se buscan en {host}. El sitio del centro lleva allí: un editor lo miró el {day}.',
  },
  hostSaid: {
    en: 'Its signed reports are looked for at {host}. The center said so when an editor asked at its published address, on {day}.',
    es: 'Sus informes firmados se buscan en {host}. El centro lo dijo cuando un editor preguntó en su dirección publicada, el {day}.',
  },
  ask: { en: 'Ask: “{ask}”', es: 'Pregunte: «{ask}»' },
  period: {
    en: '{from} to {to}. Made by public method {method} from its treatment record.',
    es: 'Del {from} al {to}. Hecho con el método público {method} a partir de su registro.',
  },
  madeUp: { en: 'Made up for trying: these are no real people.', es: 'Inventado para probar: no son personas reales.' },
  good: { en: 'Signature is good.', es: 'La firma es correcta.' },
  goodSays: {
    en: 'Signed {day} by {domain}, checked {checked}. A signature shows who said this and that nobody changed it. It does not show that it is right. No outside auditor has looked at it.',
    es: 'Firmado el {day} por {domain}, comprobado el {checked}. Una firma muestra quién lo dijo y que nadie lo cambió. No muestra que sea cierto. Ningún auditor externo lo ha mirado.',
  },
  released: { en: 'Released by {name}, {role}.', es: 'Publicado por {name}, {role}.' },
  expired: { en: 'The signature has run out.', es: 'La firma ha vencido.' },
  expiredSays: {
    en: 'It counted until {day}. The figures are below, but nobody stands behind them today.',
    es: 'Valía hasta el {day}. Las cifras están abajo, pero hoy nadie responde por ellas.',
  },
  seeOld: { en: 'Show the old figures', es: 'Mostrar las cifras viejas' },
  bad: { en: 'This report does not hold.', es: 'Este informe no se sostiene.' },
  badSays: { en: 'We do not show its figures. {why}', es: 'No mostramos sus cifras. {why}' },
  withdrawn: { en: 'The center took this report back.', es: 'El centro retiró este informe.' },
  withdrawnSays: { en: 'On {day}: “{why}”', es: 'El {day}: «{why}»' },
  replacedBefore: {
    en: '{n} older reports were replaced. What was signed stays with us as it came.',
    es: 'Se reemplazaron {n} informes anteriores. Lo firmado queda con nosotros como llegó.',
  },
  completeTitle: { en: 'First, how complete is it?', es: 'Primero, ¿qué tan completo es?' },
  completeOf: { en: '{n} of {all}', es: '{n} de {all}' },
  completeSays: {
    en: 'people who started have a score before and after {weeks} weeks. We don’t know how the other {missing} are doing.',
    es: 'personas que empezaron tienen puntuación antes y a las {weeks} semanas. No sabemos cómo están las otras {missing}.',
  },
  ifAll: {
    en: 'If all {missing} did badly, the next number would be {low}, not {n}.',
    es: 'Si a las {missing} les fue mal, el número siguiente sería {low}, no {n}.',
  },
  muchBetter: {
    en: 'Much better after {weeks} weeks (score down by half or more)',
    es: 'Mucho mejor a las {weeks} semanas (puntuación a la mitad o menos)',
  },
  almostNone: {
    en: 'Almost no depression left after {weeks} weeks (remission)',
    es: 'Casi sin depresión a las {weeks} semanas (remisión)',
  },
  of100: { en: '{n} of 100', es: '{n} de 100' },
  others: { en: '{n} are not.', es: '{n} no.' },
  late: { en: '{n} of 100 were late.', es: '{n} de 100 llegaron tarde.' },
  likely: { en: 'likely {from} to {to}', es: 'probable {from} a {to}' },
  people: { en: '{n} of {all} people', es: '{n} de {all} personas' },
  sessions: { en: '{n} of {all} sessions', es: '{n} de {all} sesiones' },
  readings: { en: '{n} of {all} readings', es: '{n} de {all} mediciones' },
  oneToTen: { en: '1 to 10', es: '1 a 10' },
  keptBack: { en: 'Kept back', es: 'No se muestra' },
  oneToTenSays: {
    en: 'Counts from 1 to 10 are hidden, so that no person can be picked out.',
    es: 'Los números del 1 al 10 se ocultan, para que no se pueda reconocer a nadie.',
  },
  keptBackSays: {
    en: 'Left out because a hidden count could be worked out from it.',
    es: 'No se muestra porque de ahí se podría calcular un número oculto.',
  },
  noneSoFar: {
    en: 'None so far. With this many, the true number could still be up to {to} of 100.',
    es: 'Ninguno hasta ahora. Con esta cantidad, el número verdadero podría llegar a {to} de 100.',
  },
  onTime: { en: 'Vital signs measured on time', es: 'Signos vitales medidos a tiempo' },
  transfers: { en: 'Taken to a hospital from a session', es: 'Llevados al hospital desde una sesión' },
  waiting: { en: 'Days of waiting, half waited longer', es: 'Días de espera; la mitad esperó más' },
  sessionsTitle: { en: 'Sessions in this half-year', es: 'Sesiones en este semestre' },
  routesKeptBack: {
    en: 'By route: kept back. A hidden count could be worked out from it.',
    es: 'Por vía: no se muestra. De ahí se podría calcular un número oculto.',
  },
  effectsTitle: {
    en: 'Side effects of grade 3 or more, by session',
    es: 'Efectos secundarios de grado 3 o más, por sesión',
  },
  noEffects: {
    en: 'None shown of grade 3 or more. Small counts may be hidden.',
    es: 'Ninguno mostrado de grado 3 o más. Los números pequeños pueden estar ocultos.',
  },
  absentTitle: { en: 'Not in this report', es: 'No está en este informe' },
  absentPart: { en: '{what}: {why}', es: '{what}: {why}' },
  funnelTitle: { en: 'Beside {n} other centers that publish', es: 'Junto a otros {n} centros que publican' },
  funnelHow: {
    en: 'Each dot is a center. Small centers swing more by chance, so the funnel is wide on the left. A dot inside the funnel differs from the rest no more than chance would.',
    es: 'Cada punto es un centro. Los centros pequeños varían más por azar, así que el embudo es ancho a la izquierda. Un punto dentro no difiere del resto más que por azar.',
  },
  funnelCannot: {
    en: 'Centers treat different people. Some take harder cases. This picture cannot tell you that one center is better.',
    es: 'Los centros tratan a personas distintas. Algunos aceptan casos más difíciles. Esta imagen no puede decir que un centro sea mejor.',
  },
  funnelName: {
    en: 'Funnel of {n} centers: {name} {share} of 100 among {of} people; all centers {all} of 100.',
    es: 'Embudo de {n} centros: {name} {share} de 100 entre {of} personas; todos los centros {all} de 100.',
  },
  axisShare: { en: 'Much better, of 100', es: 'Mucho mejor, de 100' },
  axisPeople: { en: 'Number of people with a score', es: 'Número de personas con puntuación' },
  allCenters: { en: 'all centers: {n}', es: 'todos: {n}' },
  outside: { en: 'outside: worth a question', es: 'fuera: merece una pregunta' },
  refused: { en: 'A report was refused.', es: 'Se rechazó un informe.' },
  refusedSays: { en: 'Seen {day} at {domain}: {says}', es: 'Visto el {day} en {domain}: {says}' },
  checkIt: { en: 'The signed report itself', es: 'El informe firmado' },
  overlap: {
    en: '{a} and {b} overlap. These results do not show that one center does better.',
    es: '{a} y {b} se cruzan. Estos resultados no muestran que un centro lo haga mejor.',
  },
  range: { en: '{from} to {to}', es: '{from} a {to}' },
  short: {
    en: '{n} of 100 much better, likely {from} to {to}, {of} people',
    es: '{n} de 100 mucho mejor, probable {from} a {to}, {of} personas',
  },
} as const satisfies Record<string, Both>;

export type ReportWord = keyof typeof words;

/** One sentence with what it is about. */
export const reportWord = (
  language: Language,
  name: ReportWord,
  fill: Readonly<Record<string, string | number>> = {},
): string => words[name][language].replaceAll(/\{(\w+)\}/g, (_, key: string) => String(fill[key] ?? ''));

export const figureWords: Record<string, Both> = {
  people: { en: 'People', es: 'Personas' },
  completeness: { en: 'How complete the scores are', es: 'Qué tan completas son las puntuaciones' },
  outcomes: { en: 'How many got better', es: 'Cuántas mejoraron' },
  sessions: { en: 'Sessions', es: 'Sesiones' },
  sideEffects: { en: 'Side effects', es: 'Efectos secundarios' },
  readings: { en: 'Readings on time', es: 'Mediciones a tiempo' },
  transfers: { en: 'Unplanned transfers', es: 'Traslados no planeados' },
  waiting: { en: 'Waiting time', es: 'Tiempo de espera' },
  prices: { en: 'Prices', es: 'Precios' },
};

export const routeWords: Record<string, Both> = {
  iv: { en: 'Infusion', es: 'Infusión' },
  im: { en: 'Injection into a muscle', es: 'Inyección en el músculo' },
  sc: { en: 'Injection under the skin', es: 'Inyección bajo la piel' },
  'intranasal-esketamine': { en: 'Esketamine nasal spray', es: 'Aerosol nasal de esketamina' },
  'intranasal-racemic': { en: 'Ketamine nasal spray', es: 'Aerosol nasal de ketamina' },
  oral: { en: 'By mouth', es: 'Por boca' },
  sublingual: { en: 'Lozenge', es: 'Pastilla' },
};
