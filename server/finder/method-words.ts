/** Words of the page that says how facts are checked, and of the first page. */
import type { Both, Language } from '#server/public/language.ts';

const words = {
  homeTitle: {
    en: 'Ketamine treatment for depression: find care you can check',
    es: 'Tratamiento con ketamina para la depresión: busque atención que pueda comprobar',
  },
  homeLead: {
    en: 'See what each center near you can prove, and what nobody knows yet. Learn what the treatment can do, what it can’t, and what it costs. No center pays to be here.',
    es: 'Vea qué puede demostrar cada centro cerca de usted y qué no sabe nadie todavía. Aprenda qué puede hacer el tratamiento, qué no, y cuánto cuesta. Ningún centro paga por estar aquí.',
  },
  find: { en: 'Find a center', es: 'Buscar un centro' },
  findSays: {
    en: '{n} facts about each one. Every fact has a source, a date and a state.',
    es: '{n} datos de cada uno. Cada dato tiene fuente, fecha y estado.',
  },
  howWeCheck: { en: 'How we check facts', es: 'Cómo comprobamos los datos' },
  learn: { en: 'Learn how it works', es: 'Aprender cómo funciona' },
  learnSays: {
    en: 'Plain words, real numbers, named sources.',
    es: 'Palabras claras, números reales, fuentes con nombre.',
  },
  howFast: { en: 'How fast, and for how long', es: 'Qué tan rápido y por cuánto tiempo' },
  session: { en: 'What a session is like', es: 'Cómo es una sesión' },
  effects: { en: 'Side effects and risks', es: 'Efectos secundarios y riesgos' },
  law: { en: 'Law and off-label use', es: 'Ley y uso fuera de etiqueta' },
  check: { en: 'Could this be for me?', es: '¿Podría ser para mí?' },
  checkSays: {
    en: 'Ten questions. You get a page to take to a doctor. It is not a diagnosis.',
    es: 'Diez preguntas. Recibe una hoja para llevar al médico. No es un diagnóstico.',
  },
  stays: {
    en: 'Your answers never leave this device. Nobody at Racemic can see them.',
    es: 'Sus respuestas nunca salen de este dispositivo. Nadie en Racemic puede verlas.',
  },
  startCheck: { en: 'Start the private check', es: 'Empezar la prueba privada' },
  lookFor: { en: 'What we look for in a center', es: 'Qué buscamos en un centro' },
  lookForSays: {
    en: 'Most lists sort by who pays. Ours asks {n} questions in three groups and shows the answer to each, even when the answer is “not known”.',
    es: 'La mayoría de las listas ordena por quién paga. La nuestra hace {n} preguntas en tres grupos y muestra cada respuesta, también cuando es «no se sabe».',
  },
  allFacts: { en: 'All {n}', es: 'Los {n}' },
  read: { en: 'How to read a fact', es: 'Cómo leer un dato' },
  warning: { en: 'Warning signs', es: 'Señales de aviso' },
  warningSays: {
    en: 'If you see one of these, ask why before you pay.',
    es: 'Si ve una de estas, pregunte por qué antes de pagar.',
  },
  warn1: {
    en: 'No mental health check before the first dose',
    es: 'Sin examen de salud mental antes de la primera dosis',
  },
  warn2: { en: 'Medicine sent by mail, with nobody watching you', es: 'Medicina por correo, sin nadie que le vigile' },
  warn3: { en: '“Cure”, “no side effects” or “guaranteed”', es: '«Cura», «sin efectos secundarios» o «garantizado»' },
  warn4: {
    en: '“FDA approved” said of ketamine infusions. Only the nasal spray esketamine is approved for depression',
    es: '«Aprobado por la FDA» dicho de infusiones de ketamina. Solo el aerosol de esketamina está aprobado para la depresión',
  },
  warn5: { en: 'A package you must buy today', es: 'Un paquete que hay que comprar hoy' },
  warn6: { en: 'You may drive yourself home', es: 'Le dejan manejar de vuelta a casa' },
  notDo: { en: 'What we do not do', es: 'Lo que no hacemos' },
  not1: {
    en: 'We do not give stars or say which center is best.',
    es: 'No damos estrellas ni decimos qué centro es el mejor.',
  },
  not2: {
    en: 'We do not take money, ads or referral fees from any center.',
    es: 'No aceptamos dinero, anuncios ni comisiones de ningún centro.',
  },
  not3: { en: 'We do not guess. If we don’t know, we say so.', es: 'No adivinamos. Si no sabemos, lo decimos.' },
  not4: {
    en: 'We do not replace your doctor. Choosing this treatment is a decision for you and a licensed clinician.',
    es: 'No reemplazamos a su médico. Elegir este tratamiento es una decisión suya y de un profesional con licencia.',
  },

  methodTitle: { en: 'How we check facts', es: 'Cómo comprobamos los datos' },
  methodLead: {
    en: 'One method for all centers. Nobody pays, and nobody can pay, for a place, a state or a removal.',
    es: 'Un método para todos los centros. Nadie paga, ni puede pagar, por un lugar, un estado o una salida.',
  },
  fact: { en: 'Fact', es: 'Dato' },
  why: { en: 'Why it matters', es: 'Por qué importa' },
  counts: { en: 'What counts, strongest first', es: 'Qué cuenta, lo más fuerte primero' },
  basis: { en: 'Basis', es: 'Base' },
  orderTitle: { en: 'The order “most checked first”', es: 'El orden «más comprobado»' },
  orderSays: {
    en: 'A list is by distance until you choose another order. The formula has a version. When it changes, this page shows old and new side by side.',
    es: 'Una lista va por distancia hasta que elija otro orden. La fórmula tiene versión. Cuando cambie, esta página mostrará la vieja y la nueva.',
  },
  expiryTitle: { en: 'When a fact expires', es: 'Cuándo vence un dato' },
  expirySays: {
    en: 'What we found counts for {n} months. Then it is shown as expired and asked for again. A contradiction stays until somebody settles it.',
    es: 'Lo que hallamos vale {n} meses. Después se muestra como vencido y se pide otra vez. Una contradicción queda hasta que alguien la resuelva.',
  },
  notCountedTitle: { en: 'Shown, never counted', es: 'Se muestra, nunca cuenta' },
  notCountedSays: {
    en: 'Memberships, pledges and patient stories are shown as such. They are no part of the {n} facts: a membership alone shows no training, and stories leave out those who did not get better.',
    es: 'Membresías, promesas e historias de pacientes se muestran como tales. No son parte de los {n} datos: una membresía sola no muestra formación, y las historias dejan fuera a quienes no mejoraron.',
  },
  reportsTitle: { en: 'Signed reports', es: 'Informes firmados' },
  reportsSays: {
    en: 'A center may publish its own figures, made by one fixed method and signed with a key at its own web address. A signature shows who said it and that nobody changed it. It does not show that it is right. So a signed report makes a fact “documented”, never “verified”. Counts from 1 to 10 are hidden, so that no person can be picked out.',
    es: 'Un centro puede publicar sus propias cifras, hechas con un método fijo y firmadas con una clave en su propia dirección web. Una firma muestra quién lo dijo y que nadie lo cambió. No muestra que sea cierto. Por eso un informe firmado deja un dato «documentado», nunca «verificado». Los números del 1 al 10 se ocultan, para que no se pueda reconocer a nadie.',
  },
  hostSays: {
    en: 'Reports and key are looked for at the host of the center’s website. Where they lie at another host, an editor first looks at what ties it to the center: its website links there, or the center says so when it is asked at its published address. The page of the center names that host, how it was found and on which day. It holds only while the website stays the same, and the key still has to be at that host.',
    es: 'Informes y clave se buscan en el servidor del sitio web del centro. Si están en otro, un editor mira primero qué lo une al centro: su sitio lleva allí, o el centro lo dice cuando se le pregunta en su dirección publicada. La página del centro nombra ese servidor, cómo se halló y qué día. Vale solo mientras el sitio web sea el mismo, y la clave tiene que estar en ese servidor.',
  },
  twoTitle: { en: 'Two people for what weighs most', es: 'Dos personas para lo que más pesa' },
  twoSays: {
    en: 'One editor proposes to call a fact verified or contradicted, to settle a contradiction, or to take a center out of the list. Another editor has to agree. Until then the page stays as it was. Both acts stand in the history of the center.',
    es: 'Un editor propone llamar verificado o contradicho a un dato, resolver una contradicción o sacar un centro de la lista. Otro editor tiene que estar de acuerdo. Hasta entonces la página queda como estaba. Los dos actos están en la historia del centro.',
  },
  ownTitle: { en: 'When a center keeps this directory', es: 'Cuando un centro lleva este directorio' },
  ownSays: {
    en: 'Its page says so. Its entry can be corrected like any other. Nobody who works there can make its facts verified.',
    es: 'Su página lo dice. Su ficha se corrige como cualquier otra. Nadie que trabaje allí puede dejar sus datos como verificados.',
  },
  sourcesTitle: { en: 'Where centers come from', es: 'De dónde vienen los centros' },
  sourcesSays: {
    en: 'The national provider registry (public, written by the centers themselves), US government facility lists, OpenStreetMap (© contributors, ODbL), and what centers send us. A listing is no sign of quality.',
    es: 'El registro nacional de proveedores (público, escrito por los propios centros), listas de centros del gobierno, OpenStreetMap (© colaboradores, ODbL) y lo que envían los centros. Estar en la lista no es señal de calidad.',
  },
  mistakesTitle: { en: 'When we are wrong', es: 'Cuando nos equivocamos' },
  mistakesSays: {
    en: 'Anyone can tell us. A center can claim its page, correct or dispute a fact, answer a quotation, or ask to be removed. Each change by an editor is kept with name, time and reason.',
    es: 'Cualquiera puede avisarnos. Un centro puede reclamar su página, corregir o discutir un dato, responder a una cita o pedir salir. Cada cambio de un editor queda con nombre, hora y motivo.',
  },
  accessTitle: { en: 'Accessibility', es: 'Accesibilidad' },
  accessLead: {
    en: 'These pages are made to work for everyone.',
    es: 'Estas páginas están hechas para que funcionen para todos.',
  },
  access1: {
    en: 'They work without JavaScript, with a keyboard alone, with a screen reader, at twice the text size, and on paper.',
    es: 'Funcionan sin JavaScript, solo con teclado, con lector de pantalla, al doble de tamaño y en papel.',
  },
  access2: {
    en: 'No state is told by color alone: each has a shape and a word.',
    es: 'Ningún estado se dice solo con color: cada uno tiene forma y palabra.',
  },
  access3: { en: 'Every picture has its numbers in words.', es: 'Cada imagen tiene sus números en palabras.' },
  access4: {
    en: 'We aim at WCAG 2.2, level AA. Checks by machine find no error; tests with people who use a screen reader are still to be done.',
    es: 'Buscamos WCAG 2.2, nivel AA. Las pruebas automáticas no hallan errores; faltan pruebas con personas que usan lector de pantalla.',
  },
  access5: { en: 'If something does not work for you, tell us.', es: 'Si algo no le funciona, díganos.' },
} as const satisfies Record<string, Both>;

export type MethodWord = keyof typeof words;

/** One sentence with what it is about. */
export const methodWord = (
  language: Language,
  name: MethodWord,
  fill: Readonly<Record<string, string | number>> = {},
): string => words[name][language].replaceAll(/\{(\w+)\}/g, (_, key: string) => String(fill[key] ?? ''));
