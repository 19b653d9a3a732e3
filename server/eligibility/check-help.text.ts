/**
 * What stands right after an answer about thoughts of death, and first on the page for the doctor.
 *
 * Whoever thinks of ending their life reads other words than whoever thinks of death at times or would rather not say.
 */
import type { Both } from '#server/public/language.ts';

/** Answers after which help comes before the next question. */
export const helpAfter = ['yes', 'sometimes', 'not-known'] as const;
export type HelpAfter = (typeof helpAfter)[number];

type HelpWords = {
  readonly title: Both;
  readonly says: Both;
  readonly more: Both;
  /** On the page for the doctor. */
  readonly first: Both;
};

const listens = {
  en: 'Someone will listen, day or night, for free.',
  es: 'Alguien le escucha, de día o de noche, gratis.',
};
const callAtOnce: Both = {
  en: 'If you come to think of ending your life, call at once.',
  es: 'Si llega a pensar en quitarse la vida, llame enseguida.',
};

export const helpWords: Readonly<Record<HelpAfter, HelpWords>> = {
  yes: {
    title: { en: 'Please talk to someone now', es: 'Hable ahora con alguien, por favor' },
    says: {
      en: `You said that you think of ending your life. You don’t have to carry this alone. ${listens.en}`,
      es: `Dijo que piensa en quitarse la vida. No tiene que llevarlo a solas. ${listens.es}`,
    },
    more: {
      en: 'If you may act on it, do not stay alone. Go to someone you trust. Keep away from what you could hurt yourself with.',
      es: 'Si cree que puede hacerlo, no se quede a solas. Busque a alguien de confianza. Aléjese de lo que podría hacerle daño.',
    },
    first: {
      en: '**You said that you think of ending your life.** This comes before all else here. **Call or text 988 now**, and tell someone near you today. In danger, call 911. Do not wait for a treatment.',
      es: '**Dijo que piensa en quitarse la vida.** Esto va antes que todo lo demás. **Llame ahora al 988 y oprima 2**, o envíe AYUDA al 988, y dígaselo hoy a alguien cercano. En peligro, llame al 911. No espere a un tratamiento.',
    },
  },
  sometimes: {
    title: { en: 'You can talk to someone, any time', es: 'Puede hablar con alguien, a cualquier hora' },
    says: {
      en: `You said that you think of death at times. You don’t have to wait for a visit, or until it gets worse. ${listens.en}`,
      es: `Dijo que a veces piensa en la muerte. No tiene que esperar a una visita, ni a que empeore. ${listens.es}`,
    },
    more: callAtOnce,
    first: {
      en: `You said that you think of death at times. You don’t have to wait for a visit: **call or text 988**, any time. In danger now, call 911. ${callAtOnce.en}`,
      es: `Dijo que a veces piensa en la muerte. No tiene que esperar a una visita: **llame al 988 y oprima 2**, a cualquier hora. En peligro, llame al 911. ${callAtOnce.es}`,
    },
  },
  'not-known': {
    title: { en: 'You don’t have to say', es: 'No tiene que decirlo' },
    says: {
      en: `If you think of death or of ending your life, you don’t have to be alone with it. ${listens.en}`,
      es: `Si piensa en la muerte o en quitarse la vida, no tiene que llevarlo a solas. ${listens.es}`,
    },
    more: callAtOnce,
    first: {
      en: 'If you think of death, you don’t have to wait for a visit: **call or text 988**, any time. In danger now, call 911.',
      es: 'Si piensa en la muerte, no tiene que esperar a una visita: **llame al 988 y oprima 2**, a cualquier hora. En peligro, llame al 911.',
    },
  },
};

export const helpSays = {
  call: { en: 'Call 988', es: 'Llame al 988 y oprima 2' },
  text: { en: 'Text 988', es: 'Envíe AYUDA al 988' },
  danger: { en: 'Danger right now: call 911', es: 'Peligro ahora mismo: llame al 911' },
  unseen: {
    en: 'Nobody at Racemic sees your answer, so nobody will call you. Please reach out yourself.',
    es: 'Nadie en Racemic ve su respuesta, así que nadie le llamará. Por favor, llame usted.',
  },
  goOn: { en: 'Go on with the questions', es: 'Seguir con las preguntas' },
} as const satisfies Record<string, Both>;
