/** Words of the pages about centers, in both languages. `{name}` is filled in. */
import type { Both, Language } from '#server/public/language.ts';

const words = {
  nearLabel: { en: 'ZIP code or city', es: 'Código postal o ciudad' },
  nearHint: {
    en: 'For example 89501 or Reno, NV. You can also type the name of a center.',
    es: 'Por ejemplo 89501 o Reno, NV. También puede escribir el nombre de un centro.',
  },
  within: { en: 'Within', es: 'A menos de' },
  miles: { en: '{n} miles', es: '{n} millas' },
  mile: { en: '{n} mile', es: '{n} milla' },
  treatment: { en: 'Treatment', es: 'Tratamiento' },
  insurance: { en: 'Insurance', es: 'Seguro' },
  language: { en: 'Language', es: 'Idioma' },
  access: { en: 'Access', es: 'Acceso' },
  price: { en: 'First price up to', es: 'Primer precio hasta' },
  isNew: { en: 'New patients only', es: 'Solo si aceptan pacientes nuevos' },
  any: { en: 'Any', es: 'Cualquiera' },
  search: { en: 'Search', es: 'Buscar' },
  showResults: { en: 'Show results', es: 'Ver resultados' },
  moreFilters: { en: 'More filters', es: 'Más filtros' },
  whereTitle: { en: 'Where are you looking?', es: '¿Dónde busca?' },
  findTitle: { en: 'Find a center', es: 'Buscar un centro' },
  findLead: {
    en: 'Every center is listed by the same rules: 24 facts, each with a source, a date and a state. Nobody pays for a place.',
    es: 'Todos los centros siguen las mismas reglas: 24 datos, cada uno con fuente, fecha y estado. Nadie paga por un lugar.',
  },
  oneFound: { en: '1 center within {miles} of {place}', es: '1 centro a menos de {miles} de {place}' },
  found: { en: '{n} centers within {miles} of {place}', es: '{n} centros a menos de {miles} de {place}' },
  thatIs: { en: 'That is {town}.', es: 'Es {town}.' },
  straight: {
    en: 'Distances are straight lines. Nobody paid for a place in this list.',
    es: 'Las distancias son en línea recta. Nadie pagó por un lugar en esta lista.',
  },
  manyHits: {
    en: 'These are {from} to {to} of {n}. A smaller distance or a filter makes the list shorter.',
    es: 'Estos son {from} a {to} de {n}. Una distancia menor o un filtro acorta la lista.',
  },
  nearest: { en: 'Nearest', es: 'Más cerca' },
  mostChecked: { en: 'Most checked first', es: 'Más comprobado' },
  list: { en: 'List', es: 'Lista' },
  map: { en: 'Map', es: 'Mapa' },
  howOrdered: { en: 'How “most checked first” is worked out', es: 'Cómo se calcula «más comprobado»' },
  formula: {
    en: 'verified\u00a0×\u00a0{v} + documented\u00a0×\u00a0{d} + claimed\u00a0×\u00a0{c} − contradicted\u00a0×\u00a0{x}',
    es: 'verificado\u00a0×\u00a0{v} + documentado\u00a0×\u00a0{d} + afirmado\u00a0×\u00a0{c} − contradicho\u00a0×\u00a0{x}',
  },
  orderSays: {
    en: 'Not known and expired count as 0. Ties go to the nearer center. It says how much you can check. It does not say how good the care is.',
    es: 'Sin datos y vencido cuentan 0. Si empatan, va primero el más cercano. Dice cuánto puede comprobar. No dice si la atención es buena.',
  },
  seeSums: { en: 'See the sum for each center', es: 'Ver la suma de cada centro' },
  sumOfName: { en: '{name}: {sum}', es: '{name}: {sum}' },
  version: { en: 'Formula {n}, since {day}', es: 'Fórmula {n}, desde {day}' },
  priceNotKnown: { en: 'Price not known', es: 'Precio: no se sabe' },
  priceOfDay: { en: '{price} per {what}, list of {day}', es: '{price} por {what}, lista del {day}' },
  priceInWords: { en: '“{words}”, {day}', es: '«{words}», {day}' },
  compare: { en: 'Compare', es: 'Comparar' },
  compareName: { en: 'Compare {name}', es: 'Comparar {name}' },
  compareTicked: { en: 'Compare the centers I ticked', es: 'Comparar los centros marcados' },
  compareUpTo: { en: 'Tick up to {n}.', es: 'Marque hasta {n}.' },
  questions: { en: '{n} questions to ask', es: '{n} preguntas para hacer' },
  question: { en: '1 question to ask', es: '1 pregunta para hacer' },
  lastChecked: { en: 'Last checked {n} months ago', es: 'Última comprobación hace {n} meses' },
  nothingChecked: { en: 'Nothing checked yet', es: 'Nada comprobado todavía' },
  disagree: { en: 'Sources disagree.', es: 'Las fuentes no coinciden.' },
  questioned: { en: 'Wording we question.', es: 'Palabras que cuestionamos.' },
  silent: {
    en: '{n} more may fit: they have not said what you filter by.',
    es: '{n} más pueden servir: no han dicho lo que usted filtra.',
  },
  silentShow: { en: 'Show them too', es: 'Mostrarlos también' },
  silentShown: {
    en: 'Centers that have not said what you filter by are shown too. Ask them.',
    es: 'También se muestran centros que no han dicho lo que usted filtra. Pregúnteles.',
  },
  silentHide: { en: 'Leave them out', es: 'No mostrarlos' },
  byMailTitle: { en: 'Sent by mail.', es: 'Por correo.' },
  byMailWarn: {
    en: 'The FDA warns: at home nobody measures blood pressure or breathing.',
    es: 'La FDA advierte: en casa nadie mide la presión ni la respiración.',
  },
  isState: {
    en: '{name} is a state. Type a ZIP code, or a city with its state.',
    es: '{name} es un estado. Escriba un código postal o una ciudad con su estado.',
  },
  fiveDigits: { en: 'A ZIP code has 5 digits', es: 'Un código postal tiene 5 números' },
  showMore: { en: 'Show {n} more', es: 'Mostrar {n} más' },
  backTo: { en: 'Back to the first', es: 'Volver a los primeros' },
  marksMean: { en: 'What the marks mean', es: 'Qué significan las marcas' },
  howState: { en: 'How a fact gets its state', es: 'Cómo recibe su estado un dato' },
  mapSays: {
    en: 'Rings show {a} and {b} miles. A number sits beside its dot, so that close centers do not cover each other. The map shows the centers of this page of the list. County lines: US Census.',
    es: 'Los anillos muestran {a} y {b} millas. Cada número está junto a su punto, para que no se tapen. El mapa muestra los centros de esta página de la lista. Líneas de condado: Censo de EE. UU.',
  },
  mapName: { en: 'Map: {n} centers around {place}. {list}', es: 'Mapa: {n} centros cerca de {place}. {list}' },
  noneFound: {
    en: 'No center within {miles} of {place} that we know of',
    es: 'Ningún centro que conozcamos a menos de {miles} de {place}',
  },
  noneFoundWith: {
    en: 'No center with these filters within {miles} of {place} that we know of',
    es: 'Ningún centro con estos filtros a menos de {miles} de {place} que conozcamos',
  },
  mayBe: {
    en: 'There may be one that nobody has told us about. Here is what you can do.',
    es: 'Puede haber uno del que nadie nos ha hablado. Esto es lo que puede hacer.',
  },
  farther: { en: 'Look farther', es: 'Buscar más lejos' },
  fartherSays: {
    en: 'It may be a long drive. Remember that you may not drive home yourself.',
    es: 'El viaje puede ser largo. Recuerde que no debe manejar de vuelta.',
  },
  withinN: { en: 'Within {miles}: {n}', es: 'A menos de {miles}: {n}' },
  wider: { en: 'Look wider', es: 'Buscar más amplio' },
  widerSays: { en: 'Drop one filter and search again.', es: 'Quite un filtro y busque otra vez.' },
  widerNone: {
    en: 'You set no filter, so there is none to drop.',
    es: 'No puso filtros, así que no hay ninguno que quitar.',
  },
  without: { en: 'Without the filter “{filter}”: {n}', es: 'Sin el filtro «{filter}»: {n}' },
  askSomeone: { en: 'Ask someone', es: 'Preguntar a alguien' },
  askSays: {
    en: 'Your doctor may know a center we don’t. Other treatments may be nearer.',
    es: 'Su médico puede conocer un centro que no tenemos. Otros tratamientos pueden estar más cerca.',
  },
  whatElse: { en: 'Questions to ask your doctor', es: 'Preguntas para su médico' },
  tellCenter: { en: 'Tell us about a center', es: 'Háblenos de un centro' },
  byMail: { en: 'Offers by mail may find you first.', es: 'Las ofertas por correo pueden llegarle antes.' },
  byMailSays: {
    en: 'The FDA warns about ketamine taken at home: nobody measures your blood pressure or breathing.',
    es: 'La FDA advierte sobre la ketamina en casa: nadie mide su presión ni su respiración.',
  },
  whatWarning: { en: 'What the warning says', es: 'Qué dice la advertencia' },
  problem: { en: 'There is a problem', es: 'Hay un problema' },
  unknownZip: { en: 'We do not know the ZIP code {zip}', es: 'No conocemos el código postal {zip}' },
  unknownZipSays: {
    en: 'We do not know the ZIP code {zip}. Check the numbers, or type a city.',
    es: 'No conocemos el código postal {zip}. Revise los números o escriba una ciudad.',
  },
  militaryZip: {
    en: '{zip} is for mail of the armed forces and has no place on a map',
    es: '{zip} es para el correo de las fuerzas armadas y no tiene lugar en un mapa',
  },
  militaryZipSays: {
    en: '{zip} is for mail of the armed forces and has no place on a map. Type the ZIP code or city where you are.',
    es: '{zip} es para el correo de las fuerzas armadas y no tiene lugar en un mapa. Escriba el código postal o la ciudad donde está.',
  },
  unknownWords: {
    en: 'We know no place or center called “{words}”',
    es: 'No conocemos ningún lugar ni centro llamado «{words}»',
  },
  unknownWordsSays: {
    en: 'Check the spelling, add the state (Reno, NV), or type a ZIP code.',
    es: 'Revise la ortografía, añada el estado (Reno, NV) o escriba un código postal.',
  },
  didYouMean: { en: 'Did you mean?', es: '¿Quiso decir?' },
  severalTowns: { en: 'Which {name}?', es: '¿Cuál {name}?' },
  severalSays: { en: 'Several towns have this name. Choose one.', es: 'Varios lugares tienen este nombre. Elija uno.' },
  notGuessed: {
    en: 'Nothing was searched. We did not guess a place for you.',
    es: 'No se buscó nada. No adivinamos un lugar por usted.',
  },
  namedFound: { en: 'Centers called “{words}”', es: 'Centros llamados «{words}»' },
  factsOf: { en: 'Facts last updated {day}.', es: 'Datos actualizados el {day}.' },
} as const satisfies Record<string, Both>;

export type FinderWord = keyof typeof words;

/** One sentence with what it is about. */
export function finderWord(
  language: Language,
  name: FinderWord,
  fill: Readonly<Record<string, string | number>> = {},
): string {
  const text = words[name][language];
  if (!text.includes('{')) return text;
  return text.replaceAll(/\{(\w+)\}/g, (_, key: string) => String(fill[key] ?? ''));
}

export const treatmentWords: Record<string, Both> = {
  infusion: { en: 'Infusion', es: 'Infusión' },
  'nasal-spray': { en: 'Nasal spray', es: 'Aerosol nasal' },
  injection: { en: 'Injection', es: 'Inyección' },
  lozenge: { en: 'Lozenge', es: 'Pastilla' },
  'lozenge-by-mail': { en: 'Lozenge by mail', es: 'Pastilla por correo' },
  'nasal-spray-by-mail': { en: 'Nasal spray by mail', es: 'Aerosol por correo' },
};

export const offerWords: Record<string, Both> = {
  'insurance:commercial': { en: 'Private insurance', es: 'Seguro privado' },
  'insurance:medicare': { en: 'Medicare', es: 'Medicare' },
  'insurance:medicaid': { en: 'Medicaid', es: 'Medicaid' },
  'insurance:tricare': { en: 'Tricare', es: 'Tricare' },
  'insurance:self-pay': { en: 'Self-pay', es: 'Pago propio' },
  'new-patients:yes': { en: 'New patients: yes', es: 'Pacientes nuevos: sí' },
  'new-patients:no': { en: 'New patients: no', es: 'Pacientes nuevos: no' },
  'new-patients:waiting-list': { en: 'New patients: waiting list', es: 'Pacientes nuevos: lista de espera' },
  'language:en': { en: 'English', es: 'Inglés' },
  'language:es': { en: 'Spanish', es: 'Español' },
  'language:zh': { en: 'Chinese', es: 'Chino' },
  'language:vi': { en: 'Vietnamese', es: 'Vietnamita' },
  'language:tl': { en: 'Tagalog', es: 'Tagalo' },
  'language:ar': { en: 'Arabic', es: 'Árabe' },
  'language:asl': { en: 'American Sign Language', es: 'Lengua de señas americana' },
  'access:wheelchair': { en: 'Wheelchair access', es: 'Acceso con silla de ruedas' },
  'access:evening': { en: 'Open in the evening', es: 'Abre por la tarde' },
  'access:weekend': { en: 'Open on weekends', es: 'Abre el fin de semana' },
  'access:telehealth-visit': { en: 'First visit by video', es: 'Primera visita por video' },
};

export const priceWords: Record<string, Both> = {
  'first-visit': { en: 'first visit', es: 'primera visita' },
  infusion: { en: 'infusion', es: 'infusión' },
  injection: { en: 'injection', es: 'inyección' },
  'nasal-spray': { en: 'spray session', es: 'sesión de aerosol' },
  lozenge: { en: 'month of lozenges', es: 'mes de pastillas' },
  course: { en: 'whole course', es: 'serie completa' },
  cancel: { en: 'late cancellation', es: 'cancelación tardía' },
};

/** What a source named that our list does not have is shown as it is. */
export const wordOf = (words: Readonly<Record<string, Both>>, name: string, language: Language): string =>
  words[name]?.[language] ?? name.replace(/^[a-z-]+:/, '');
