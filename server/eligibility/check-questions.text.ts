/** The ten questions of the private check, as a person reads them, and why each one is asked. */
import { adultFrom, olderFrom } from '#clinical/chart/chart.ts';
import {
  type CheckAnswer,
  type CheckQuestion,
  decisionAbove,
  eventWindow,
  suicidalThoughtsByAge,
  trialsNeeded,
} from '#clinical/eligibility/eligibility.ts';
import { minimumWeeks } from '#clinical/scales/scales.ts';
import type { Both } from '#server/public/language.ts';
import type { CheckSourceName } from './check-sources.ts';

export type QuestionWords<Of extends CheckQuestion = CheckQuestion> = {
  readonly asks: Both;
  /** How to answer, or what the words mean. */
  readonly hint?: Both;
  readonly answers: Readonly<Record<CheckAnswer<Of>, Both>>;
  /** Why it is asked, and who says so. */
  readonly reason: Both;
  readonly by: readonly CheckSourceName[];
};

const [from, until, weeks, needed] = [adultFrom.value, olderFrom.value, eventWindow.value, trialsNeeded.value];
const { systolic, diastolic } = decisionAbove.value;
const young = suicidalThoughtsByAge.rows.find((row) => row.from === from)?.below ?? from;

const no: Both = { en: 'No', es: 'No' };
const unknown: Both = { en: 'I don’t know', es: 'No sé' };
const unsaid: Both = { en: 'I’d rather not say', es: 'Prefiero no decir' };

export const questionWords: { readonly [Of in CheckQuestion]: QuestionWords<Of> } = {
  age: {
    asks: { en: 'How old are you?', es: '¿Cuántos años tiene?' },
    answers: {
      minor: { en: `Under ${from}`, es: `Menos de ${from}` },
      young: { en: `${from} to ${young - 1}`, es: `De ${from} a ${young - 1}` },
      adult: { en: `${young} to ${until - 1}`, es: `De ${young} a ${until - 1}` },
      older: { en: `${until} or older`, es: `${until} o más` },
      'not-known': unsaid,
    },
    reason: {
      en: `It is not approved under ${from}. From ${until}, blood pressure rises more.`,
      es: `No está aprobado para menores de ${from}. Desde los ${until}, la presión sube más.`,
    },
    by: ['labelSpravato', 'doherty2020'],
  },
  diagnosis: {
    asks: { en: 'What did a doctor say you have?', es: '¿Qué le dijo un médico que tiene?' },
    answers: {
      depression: { en: 'Depression (major depression)', es: 'Depresión (depresión mayor)' },
      psychotic: {
        en: 'Depression with voices or false beliefs (psychotic depression)',
        es: 'Depresión con voces o creencias falsas (depresión psicótica)',
      },
      bipolar: { en: 'Bipolar disorder', es: 'Trastorno bipolar' },
      other: { en: 'Something else, such as PTSD, OCD or anxiety', es: 'Otra cosa, como TEPT, TOC o ansiedad' },
      'not-known': { en: 'Nobody has told me, or I don’t know', es: 'Nadie me lo ha dicho, o no sé' },
    },
    reason: {
      en: 'FDA approved the spray for some kinds of depression. For the rest it is off-label.',
      es: 'La FDA aprobó el aerosol para algunos tipos de depresión. Para lo demás es fuera de etiqueta.',
    },
    by: ['labelSpravato'],
  },
  tries: {
    asks: {
      en: 'How many depression medicines did not help you enough this time?',
      es: '¿Cuántas medicinas para la depresión no le ayudaron lo suficiente esta vez?',
    },
    hint: {
      en: `Count one if you took it for ${minimumWeeks.value} weeks or more, as told. One that you stopped because of side effects does not count.`,
      es: `Cuente una si la tomó ${minimumWeeks.value} semanas o más, como le dijeron. No cuente la que dejó por efectos secundarios.`,
    },
    answers: {
      none: { en: 'None', es: 'Ninguna' },
      one: needed === 2 ? { en: 'One', es: 'Una' } : { en: `Fewer than ${needed}`, es: `Menos de ${needed}` },
      enough: { en: `${needed} or more`, es: `${needed} o más` },
      'not-known': unknown,
    },
    reason: {
      en: `Large studies were about people who had tried ${needed} or more.`,
      es: `Los estudios grandes fueron con personas que habían probado ${needed} o más.`,
    },
    by: ['elektD', 'escapeTrd', 'janik2025'],
  },
  death: {
    asks: {
      en: 'In the last month, did you think of death or of ending your life?',
      es: 'En el último mes, ¿pensó en la muerte o en quitarse la vida?',
    },
    hint: {
      en: 'Nobody reads your answer. If you may act on such thoughts, call or text 988 now. In danger, call 911.',
      es: 'Nadie lee su respuesta. Si cree que puede hacerse daño, llame al 988 y oprima 2 ahora. En peligro, llame al 911.',
    },
    answers: {
      no,
      sometimes: { en: 'Sometimes I think of death', es: 'A veces pienso en la muerte' },
      yes: { en: 'I think of ending my life', es: 'Pienso en quitarme la vida' },
      'not-known': unsaid,
    },
    reason: {
      en: 'The treatment is not shown to prevent suicide. You may need help sooner.',
      es: 'No está demostrado que el tratamiento evite el suicidio. Puede que necesite ayuda antes.',
    },
    by: ['labelSpravato'],
  },
  pressure: {
    asks: { en: 'What was your last blood pressure?', es: '¿Cuál fue su última presión?' },
    hint: {
      en: 'Two numbers, from a cuff at home, a drugstore or a visit.',
      es: 'Dos números, de un aparato en casa, una farmacia o una visita.',
    },
    answers: { measured: { en: 'My numbers', es: 'Mis números' }, 'not-known': unknown },
    reason: {
      en: `Treatment raises it. Above ${systolic} over ${diastolic}, a doctor weighs the risk first.`,
      es: `El tratamiento la sube. Con más de ${systolic} sobre ${diastolic}, un médico decide primero.`,
    },
    by: ['labelSpravato'],
  },
  aneurysm: {
    asks: {
      en: 'Did you or your family have an aneurysm or bleeding in the brain?',
      es: '¿Usted o su familia tuvo un aneurisma o sangrado en el cerebro?',
    },
    hint: {
      en: 'An aneurysm is a weak, swollen spot in a blood vessel. It can be in the head, chest or belly.',
      es: 'Un aneurisma es un punto débil e hinchado de un vaso. Puede estar en la cabeza, el pecho o el vientre.',
    },
    answers: {
      no,
      mine: { en: 'Yes, I did', es: 'Sí, yo' },
      family: { en: 'Not me, but someone in my family', es: 'Yo no, pero alguien de mi familia' },
      'not-known': unknown,
    },
    reason: {
      en: 'A rise in blood pressure can make one burst.',
      es: 'Si la presión sube, puede romperse.',
    },
    by: ['labelSpravato'],
  },
  heart: {
    asks: {
      en: 'Did you have a heart attack, a stroke or a weak heart?',
      es: '¿Tuvo un infarto, un derrame o el corazón débil?',
    },
    answers: {
      no,
      recent: { en: `Yes, in the last ${weeks} weeks`, es: `Sí, en las últimas ${weeks} semanas` },
      earlier: { en: 'Yes, longer ago', es: 'Sí, hace más tiempo' },
      'not-known': unknown,
    },
    reason: {
      en: 'The heart works harder for an hour or two.',
      es: 'El corazón trabaja más por una hora o dos.',
    },
    by: ['euSpravato'],
  },
  mind: {
    asks: {
      en: 'Did you hear or see what others did not, or have days of very high mood with little sleep?',
      es: '¿Oyó o vio cosas que otros no, o tuvo días de ánimo muy alto con poco sueño?',
    },
    answers: {
      no,
      now: { en: 'Yes, now', es: 'Sí, ahora' },
      past: { en: 'Yes, in the past', es: 'Sí, en el pasado' },
      'not-known': unknown,
    },
    reason: {
      en: 'The treatment can make these worse.',
      es: 'El tratamiento puede empeorarlo.',
    },
    by: ['euSpravato', 'labelKetalar'],
  },
  substances: {
    asks: { en: 'Do alcohol or drugs cause you trouble?', es: '¿Le causan problemas el alcohol o las drogas?' },
    answers: {
      no,
      now: { en: 'Yes, now', es: 'Sí, ahora' },
      past: { en: 'Yes, in the past', es: 'Sí, en el pasado' },
      ketamine: { en: 'I use or used ketamine on my own', es: 'Uso o usé ketamina por mi cuenta' },
      'not-known': { en: 'I don’t know, or I’d rather not say', es: 'No sé, o prefiero no decir' },
    },
    reason: {
      en: 'Ketamine can be misused. A center plans for that.',
      es: 'Se puede abusar de la ketamina. Un centro se prepara para eso.',
    },
    by: ['labelSpravato'],
  },
  pregnancy: {
    asks: { en: 'Are you pregnant, or do you breastfeed?', es: '¿Está embarazada o da el pecho?' },
    answers: {
      no,
      pregnant: { en: 'I am pregnant', es: 'Estoy embarazada' },
      breastfeeding: { en: 'I breastfeed', es: 'Doy el pecho' },
      'not-possible': { en: 'I can’t become pregnant', es: 'No puedo quedar embarazada' },
      'not-known': unknown,
    },
    reason: {
      en: 'It may harm an unborn child.',
      es: 'Puede dañar a un bebé que aún no nace.',
    },
    by: ['labelSpravato', 'labelKetalar'],
  },
};
