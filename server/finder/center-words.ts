/** Words of the page of one center, of comparing, and of questions to take along. */
import type { Both, Language } from '#server/public/language.ts';

const words = {
  backToList: { en: 'Centers near {place}', es: 'Centros cerca de {place}' },
  allCenters: { en: 'Find a center', es: 'Buscar un centro' },
  inShort: { en: 'In short', es: 'En resumen' },
  bestShown: { en: 'Checked with an outside source: {facts}.', es: 'Comprobado con una fuente externa: {facts}.' },
  shownNot: {
    en: 'No fact is checked with an outside source.',
    es: 'Ningún dato está comprobado con una fuente externa.',
  },
  contradicts: { en: 'Sources disagree: {facts}.', es: 'Las fuentes no coinciden: {facts}.' },
  tooOld: { en: 'Proof is too old: {facts}.', es: 'La prueba es demasiado vieja: {facts}.' },
  holes: { en: 'Not known: {facts}.', es: 'No se sabe: {facts}.' },
  andMore: { en: '{facts} and {n} more', es: '{facts} y {n} más' },
  somethingWrong: { en: 'Is something wrong?', es: '¿Algo está mal?' },
  tellUs: { en: 'Tell us', es: 'Díganos' },
  orClaim: { en: 'If you run this center,', es: 'Si usted dirige este centro,' },
  claimPage: { en: 'claim the page', es: 'reclame la página' },
  onThisPage: { en: 'On this page', es: 'En esta página' },
  fact: { en: 'Fact', es: 'Dato' },
  state: { en: 'State', es: 'Estado' },
  source: { en: 'Source and date', es: 'Fuente y fecha' },
  nobody: { en: 'Nobody has told us', es: 'Nadie nos lo ha dicho' },
  found: { en: '{source}, {day}', es: '{source}, {day}' },
  checkedBy: { en: 'checked by {who}', es: 'comprobado por {who}' },
  ranOut: { en: 'Counted until {day}', es: 'Valía hasta {day}' },
  look: { en: 'Look at it', es: 'Verlo' },
  results: { en: 'Its own results, signed', es: 'Sus propios resultados, firmados' },
  noReport: { en: 'None published.', es: 'Ninguno publicado.' },
  askResults: { en: 'Ask: “{ask}”', es: 'Pregunte: «{ask}»' },
  prices: { en: 'Prices', es: 'Precios' },
  priceList: {
    en: 'From the center’s list of {day}. {n} days old.',
    es: 'De la lista del centro del {day}. Hace {n} días.',
  },
  noPrices: {
    en: 'Not known. Nobody has told us a price. You have a right to a written estimate if you pay yourself.',
    es: 'No se sabe. Nadie nos dijo un precio. Si paga usted, tiene derecho a un cálculo por escrito.',
  },
  what: { en: 'What', es: 'Qué' },
  youPay: { en: 'You pay', es: 'Usted paga' },
  isIn: { en: 'What is in it', es: 'Qué incluye' },
  notSaid: { en: 'Not said', es: 'No lo dice' },
  bills: { en: 'Billed by {who}.', es: 'Cobra {who}.' },
  guides: {
    en: 'To compare: price guides on the web. They are guides, not surveys.',
    es: 'Para comparar: guías de precios en la web. Son guías, no encuestas.',
  },
  guidesLink: { en: 'What others charge', es: 'Lo que cobran otros' },
  questioned: { en: 'Words we question', es: 'Palabras que cuestionamos' },
  noneQuestionedOn: {
    en: 'None found when its website was read on {day}.',
    es: 'Ninguna al leer su sitio web el {day}.',
  },
  notReadYet: {
    en: 'Not known: nobody has read its website for this yet.',
    es: 'No se sabe: nadie ha leído su sitio web para esto todavía.',
  },
  foundAt: { en: 'Found {day}.', es: 'Encontrado el {day}.' },
  whereFound: { en: 'Where', es: 'Dónde' },
  notTold: { en: 'The center has not been told yet.', es: 'Todavía no se le ha dicho al centro.' },
  told: {
    en: 'The center was told on {day} and has not answered.',
    es: 'Se le dijo al centro el {day} y no ha respondido.',
  },
  answered: {
    en: 'The center was told on {day} and answered: “{answer}”',
    es: 'Se le dijo al centro el {day} y respondió: «{answer}»',
  },
  stories: { en: 'Shown as such and never counted: {what}', es: 'Se muestran como tales y nunca cuentan: {what}' },
  people: { en: 'People named by a source', es: 'Personas que nombra una fuente' },
  ask: { en: 'Questions to ask this center', es: 'Preguntas para este centro' },
  madeFrom: {
    en: 'Made from what is not known, only claimed, expired or contradicted here.',
    es: 'Hechas de lo que aquí no se sabe, solo se afirma, venció o se contradice.',
  },
  noQuestions: {
    en: 'Every fact is shown by a source. Ask to see what matters most to you.',
    es: 'Una fuente muestra cada dato. Pida ver lo que más le importa.',
  },
  print: { en: 'Print my questions', es: 'Imprimir mis preguntas' },
  addCompare: { en: 'Add to compare', es: 'Añadir a comparar' },
  history: { en: 'History of changes', es: 'Historia de cambios' },
  noHistory: { en: 'No change since it was first listed.', es: 'Sin cambios desde que entró en la lista.' },
  sources: { en: 'Where this entry comes from', es: 'De dónde viene esta ficha' },
  sourceLine: { en: '{kind}, read {day}. License: {licence}', es: '{kind}, leído el {day}. Licencia: {licence}' },
  removed: { en: 'This center asked to be removed', es: 'Este centro pidió salir de la lista' },
  closed: { en: 'This center is closed', es: 'Este centro está cerrado' },
  removedSays: {
    en: 'Since {day} we show no facts about it. If you are treated there, your care does not change.',
    es: 'Desde el {day} no mostramos datos de él. Si le tratan allí, su atención no cambia.',
  },
  closedSays: {
    en: 'Since {day} we know that it no longer treats people here. If you were treated there, ask your doctor who has your record.',
    es: 'Desde el {day} sabemos que ya no trata a personas aquí. Si le trataban allí, pregunte a su médico quién tiene su historia.',
  },
  own: {
    en: 'This is the center of those who keep this directory.',
    es: 'Este es el centro de quienes llevan este directorio.',
  },
  ownSays: {
    en: 'Who is checked does not check: they cannot make a fact here “verified”.',
    es: 'Quien es comprobado no comprueba: no pueden dejar aquí ningún dato como «verificado».',
  },
  placedByZip: {
    en: 'The map point is the middle of its ZIP code.',
    es: 'El punto del mapa es el centro de su código postal.',
  },
  phone: { en: 'Phone', es: 'Teléfono' },
  website: { en: 'Website', es: 'Sitio web' },
  npi: { en: 'National provider number', es: 'Número nacional de proveedor' },

  compareTitle: { en: 'Compare {n} centers', es: 'Comparar {n} centros' },
  compareNone: { en: 'Choose centers to compare', es: 'Elija centros para comparar' },
  compareNoneSays: {
    en: 'Search for centers, tick up to {n}, then press “Compare”.',
    es: 'Busque centros, marque hasta {n} y pulse «Comparar».',
  },
  compareMany: { en: 'You ticked {n}. We show the first {most}.', es: 'Marcó {n}. Mostramos los primeros {most}.' },
  compareUnknown: { en: 'Not in the list any more: {names}.', es: 'Ya no están en la lista: {names}.' },
  differFirst: {
    en: 'Rows where the centers differ come first.',
    es: 'Primero van las filas en que los centros difieren.',
  },
  sameIn: { en: 'The same for all', es: 'Igual en todos' },
  printWith: { en: 'Print with questions', es: 'Imprimir con preguntas' },
  remove: { en: 'Remove', es: 'Quitar' },
  removeName: { en: 'Remove {name}', es: 'Quitar {name}' },
  glance: { en: 'At a glance', es: 'De un vistazo' },
  canCheck: { en: 'What can be checked', es: 'Qué se puede comprobar' },
  shownBy: { en: '{n} of {all} shown by a source', es: '{n} de {all} mostrados por una fuente' },
  notKnownN: { en: '{n} not known', es: '{n} sin datos' },
  treatments: { en: 'Treatments', es: 'Tratamientos' },
  firstPrice: { en: 'Price', es: 'Precio' },
  ownResults: { en: 'Own results, signed', es: 'Resultados propios, firmados' },
  place: { en: 'Place', es: 'Lugar' },

  questionsTitle: { en: 'Questions to take with you', es: 'Preguntas para llevar' },
  questionsLead: {
    en: 'These come from what is not known, only claimed, expired or contradicted about these centers. Ask to see it, not only to hear it. A good center is glad to be asked. Tick shown, told or neither.',
    es: 'Salen de lo que no se sabe, solo se afirma, venció o se contradice sobre estos centros. Pida verlo, no solo oírlo. Un buen centro se alegra de que pregunte. Marque mostrado, dicho o ninguno.',
  },
  questionsAny: {
    en: 'These are for any center. Ask to see it, not only to hear it. A good center is glad to be asked. Tick shown, told or neither.',
    es: 'Sirven para cualquier centro. Pida verlo, no solo oírlo. Un buen centro se alegra de que pregunte. Marque mostrado, dicho o ninguno.',
  },
  anyCenter: { en: 'The center', es: 'El centro' },
  shownBox: { en: 'shown', es: 'mostrado' },
  toldBox: { en: 'told', es: 'dicho' },
  neitherBox: { en: 'neither', es: 'ninguno' },
  me: { en: 'Me', es: 'Yo' },
  askMoney: {
    en: 'What will I owe in all if I stop early, and what if I go on for a year?',
    es: '¿Cuánto deberé en total si paro antes, y cuánto si sigo un año?',
  },
  askData: { en: 'Who sees my record, and may I have a copy?', es: '¿Quién ve mi historia y puedo tener una copia?' },
  askAfter: {
    en: 'What else could I try? What if this does not work? What is the plan after the first sessions?',
    es: '¿Qué más podría probar? ¿Y si esto no funciona? ¿Cuál es el plan después de las primeras sesiones?',
  },
  myNotes: { en: 'My notes', es: 'Mis notas' },
  doNotWait: {
    en: 'If you think of suicide, do not wait for a visit: call or text 988.',
    es: 'Si piensa en el suicidio, no espere a una visita: llame al 988 y oprima 2.',
  },
  dangerNow: { en: 'In danger now: 911.', es: 'En peligro ahora: 911.' },
  printedOn: {
    en: 'Facts of {day}. No center pays to be listed.',
    es: 'Datos del {day}. Ningún centro paga por estar en la lista.',
  },
  howToPrint: {
    en: 'Press Ctrl P, or use your browser’s menu, to print this page.',
    es: 'Pulse Ctrl P o use el menú de su navegador para imprimir esta página.',
  },
} as const satisfies Record<string, Both>;

export type CenterWord = keyof typeof words;

/** One sentence with what it is about. */
export function centerWord(
  language: Language,
  name: CenterWord,
  fill: Readonly<Record<string, string | number>> = {},
): string {
  return words[name][language].replaceAll(/\{(\w+)\}/g, (_, key: string) => String(fill[key] ?? ''));
}

export const sourceKinds: Record<string, Both> = {
  nppes: { en: 'National provider registry (NPPES)', es: 'Registro nacional de proveedores (NPPES)' },
  facility: { en: 'Facility list of the US government (SAMHSA)', es: 'Lista de centros del gobierno (SAMHSA)' },
  osm: { en: '© OpenStreetMap contributors', es: '© Colaboradores de OpenStreetMap' },
  profile: { en: 'The center’s own profile', es: 'Perfil del propio centro' },
  editor: { en: 'Our editors', es: 'Nuestros editores' },
  simulator: { en: 'Made up for trying', es: 'Inventado para probar' },
};

export const quoteWords: Record<string, { title: Both; says: Both }> = {
  cure: {
    title: { en: 'Promises more than studies show', es: 'Promete más de lo que muestran los estudios' },
    says: {
      en: 'No study found that ketamine cures depression. For many people it fades.',
      es: 'Ningún estudio halló que la ketamina cure la depresión. En muchas personas pasa.',
    },
  },
  'fda-approved-ketamine': {
    title: { en: 'The law says otherwise', es: 'La ley dice otra cosa' },
    says: {
      en: 'The FDA approved ketamine for anesthesia, not for depression. Only the nasal spray Spravato (esketamine) is approved for depression.',
      es: 'La FDA aprobó la ketamina para la anestesia, no para la depresión. Solo el aerosol Spravato (esketamina) está aprobado para la depresión.',
    },
  },
  'no-side-effects': {
    title: { en: 'Not so', es: 'No es así' },
    says: {
      en: 'Most people feel some side effects, and some are serious.',
      es: 'La mayoría siente algún efecto secundario, y algunos son graves.',
    },
  },
  guaranteed: {
    title: { en: 'Nobody can promise this', es: 'Nadie puede prometerlo' },
    says: {
      en: 'In every study some people did not get better.',
      es: 'En todos los estudios algunas personas no mejoraron.',
    },
  },
  'works-at-once-for-all': {
    title: { en: 'Promises more than studies show', es: 'Promete más de lo que muestran los estudios' },
    says: {
      en: 'Some people feel better after one session. Many do not, and it often fades within days.',
      es: 'Algunas personas mejoran tras una sesión. Muchas no, y a menudo pasa en días.',
    },
  },
  'success-rate-without-people': {
    title: { en: 'A number without people', es: 'Un número sin personas' },
    says: {
      en: 'It does not say how many people, measured how, and how many were left out.',
      es: 'No dice cuántas personas, cómo se midió ni cuántas faltan.',
    },
  },
  'price-on-request': {
    title: { en: 'No price in the open', es: 'Sin precio a la vista' },
    says: {
      en: 'You have a right to a written estimate if you pay yourself.',
      es: 'Si paga usted, tiene derecho a un cálculo por escrito.',
    },
  },
  'not-addictive': {
    title: { en: 'The law says otherwise', es: 'La ley dice otra cosa' },
    says: {
      en: 'Ketamine is a controlled drug because it can be misused.',
      es: 'La ketamina es una droga controlada porque se puede abusar de ella.',
    },
  },
  'at-home-by-mail': {
    title: { en: 'The FDA warns of this', es: 'La FDA advierte de esto' },
    says: {
      en: 'At home nobody measures blood pressure or breathing.',
      es: 'En casa nadie mide la presión ni la respiración.',
    },
  },
  'buy-today': {
    title: { en: 'Take your time', es: 'Tómese su tiempo' },
    says: { en: 'A medical decision needs no deadline.', es: 'Una decisión médica no necesita fecha límite.' },
  },
};
