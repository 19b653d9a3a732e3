/** Words that stand around every public page. */
import type { Both } from './language.ts';

const words = {
  inCrisis: { en: 'In crisis or thinking of suicide?', es: '¿En crisis o pensando en el suicidio?' },
  freeHelp: { en: 'Free help, day and night:', es: 'Ayuda gratis, día y noche:' },
  crisisName: { en: 'Help in a crisis', es: 'Ayuda en una crisis' },
  call: { en: 'Call 988', es: 'Llame al 988 y oprima 2' },
  text: { en: 'Text 988', es: 'Envíe AYUDA al 988' },
  dangerNow: { en: 'Danger right now:', es: 'Peligro ahora mismo:' },
  callEmergency: { en: 'call 911', es: 'llame al 911' },
  otherCountries: { en: 'Other countries', es: 'Otros países' },
  skip: { en: 'Go to the content', es: 'Ir al contenido' },
  doors: { en: 'Main pages', es: 'Páginas principales' },
  menu: { en: 'Menu', es: 'Menú' },
  find: { en: 'Find a center', es: 'Buscar un centro' },
  learn: { en: 'Understand the treatment', es: 'Entender el tratamiento' },
  check: { en: 'Could this be for me?', es: '¿Podría ser para mí?' },
  language: { en: 'Español', es: 'English' },
  footSay: {
    en: 'Open software for safe ketamine and esketamine care. No center pays to be listed, ranked or removed.',
    es: 'Programa abierto para un tratamiento seguro con ketamina y esketamina. Ningún centro paga por estar en la lista, subir de lugar o salir.',
  },
  footFind: { en: 'Find', es: 'Buscar' },
  footHow: { en: 'How we check facts', es: 'Cómo comprobamos los datos' },
  footQuestions: { en: 'Questions to ask', es: 'Preguntas para hacer' },
  footLearn: { en: 'Understand', es: 'Entender' },
  footFast: { en: 'How fast it works', es: 'Qué tan rápido actúa' },
  footEffects: { en: 'Side effects', es: 'Efectos secundarios' },
  footLaw: { en: 'Law and off-label use', es: 'Ley y uso fuera de etiqueta' },
  footCost: { en: 'Cost', es: 'Costo' },
  footCorrect: { en: 'Correct us', es: 'Corríjanos' },
  footMistake: { en: 'Report a mistake', es: 'Avisar de un error' },
  footCenter: { en: 'I run a center', es: 'Dirijo un centro' },
  footAccess: { en: 'Accessibility', es: 'Accesibilidad' },
  footEnd: {
    en: 'This site gives facts, not medical advice. It sets no cookies and counts no visitors.',
    es: 'Este sitio da datos, no consejo médico. No usa cookies ni cuenta visitas.',
  },
  synthetic: {
    en: 'Made up for trying. These centers are not real.',
    es: 'Inventado para probar. Estos centros no son reales.',
  },
} as const satisfies Record<string, Both>;

export type FrameWord = keyof typeof words;

/** The words of the frame in one language. */
export const frameWord = (language: keyof Both, name: FrameWord): string => words[name][language];
