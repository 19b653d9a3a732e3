/** Whom it may help, and who should not have it. */
import { type ConditionRow, conditionRows } from '#clinical/eligibility/eligibility.ts';
import type { Figures } from '#clinical/learn/learn.ts';
import type { Both } from '#server/public/language.ts';
import type { LearnPage } from './article.ts';

type Condition = ConditionRow['fact'];

/** Each condition of the rules in plain words: a new rule without words does not compile. */
const conditionWords: Readonly<Record<Condition, Both>> = {
  aneurysmOrMalformation: {
    en: 'a bulge in a blood vessel (aneurysm), or vessels that grew together wrongly',
    es: 'un bulto en una arteria (aneurisma) o vasos mal formados',
  },
  intracerebralHaemorrhage: {
    en: 'a bleed in the brain, at any time',
    es: 'una hemorragia en el cerebro, en cualquier momento',
  },
  hypersensitivity: { en: 'an allergy to ketamine or esketamine', es: 'alergia a la ketamina o la esketamina' },
  bloodPressureRiseHazard: {
    en: 'any illness where a rise in blood pressure would be a serious danger',
    es: 'una enfermedad en la que subir la presión sería un peligro grave',
  },
  cardiovascularEvent: { en: 'a heart attack or the like', es: 'un infarto o algo parecido' },
  delayedGastricEmptying: { en: 'a stomach that empties slowly', es: 'un estómago que se vacía despacio' },
  cardiacRisk: { en: 'a higher risk of heart disease', es: 'más riesgo de enfermedad del corazón' },
  severeHeartDisease: { en: 'severe heart disease', es: 'enfermedad grave del corazón' },
  strokeOrHeadInjury: { en: 'a stroke or a brain injury', es: 'un derrame o un golpe en el cerebro' },
  raisedIntracranialPressure: {
    en: 'high pressure or a tumor inside the skull',
    es: 'presión alta o un tumor dentro del cráneo',
  },
  raisedIntraocularPressure: { en: 'high pressure in an eye', es: 'presión alta en un ojo' },
  hypertension: { en: 'high blood pressure that is not under control', es: 'presión alta sin control' },
  preEclampsia: { en: 'high blood pressure of pregnancy', es: 'presión alta del embarazo' },
  hyperthyroidism: { en: 'an overactive thyroid that is not treated', es: 'tiroides muy activa sin tratar' },
  psychosis: { en: 'psychosis, now or in the past', es: 'psicosis, ahora o antes' },
  bipolarOrMania: { en: 'bipolar disorder, or mania now', es: 'trastorno bipolar, o manía ahora' },
  substanceUseDisorder: { en: 'trouble with alcohol or drugs', es: 'problemas con el alcohol o las drogas' },
  ketamineMisuse: { en: 'misuse of ketamine or a drug like it', es: 'mal uso de ketamina o de una droga parecida' },
  liverDisease: { en: 'liver disease', es: 'enfermedad del hígado' },
  dialysis: { en: 'kidney disease on dialysis', es: 'enfermedad del riñón con diálisis' },
  respiratoryDisease: {
    en: 'lung disease, or sleep apnea with obesity',
    es: 'enfermedad del pulmón, o apnea del sueño con obesidad',
  },
  cystitisOrUrinarySymptoms: {
    en: 'bladder pain or trouble passing water',
    es: 'dolor de vejiga o problemas al orinar',
  },
  porphyria: { en: 'acute porphyria, a rare illness', es: 'porfiria aguda, una enfermedad rara' },
  seizureDisorder: { en: 'seizures', es: 'convulsiones' },
  deliriumOrDementia: { en: 'confusion or dementia', es: 'confusión o demencia' },
  personalityOrDissociativeDisorder: {
    en: 'a condition where you often feel outside yourself',
    es: 'un trastorno en el que a menudo se siente fuera del cuerpo',
  },
};

const isStrong = (row: ConditionRow, strength: 'absolute' | 'relative') =>
  Object.values(row.grades).some((grade) =>
    [grade.esketamine, grade.ketamine].some((cell) => cell.strength === strength),
  );
const first = conditionRows.rows.filter((row) => isStrong(row, 'absolute'));
const second = conditionRows.rows.filter((row) => !isStrong(row, 'absolute') && isStrong(row, 'relative'));
const third = conditionRows.rows.filter((row) => !first.includes(row) && !second.includes(row));
const wordsOf = (rows: readonly ConditionRow[]): Both[] => rows.map(({ fact }) => conditionWords[fact]);

export function whoItMayHelp({ of }: Figures): LearnPage {
  const pills = of.trialsNeeded.value;
  const { systolic, diastolic } = of.decisionAbove.value;
  const adult = of.adultFrom.value;
  const eventWeeks = of.eventWindow.value;
  return {
    slug: 'who-it-may-help',
    title: { en: 'Whom it may help, and who should not have it', es: 'A quién puede ayudar y quién no debe recibirla' },
    lead: {
      en: 'Mostly adults whose depression did not get better with other medicines. A clinician decides with you.',
      es: 'Sobre todo a adultos cuya depresión no mejoró con otras medicinas. Lo decide un profesional con usted.',
    },
    short: [
      {
        en: `Most studied: adults with depression after **${pills} or more** medicines did not help enough.`,
        es: `Lo más estudiado: adultos con depresión tras **${pills} o más** medicinas que no ayudaron lo suficiente.`,
      },
      {
        en: 'It does not help everyone. No test can tell in advance.',
        es: 'No ayuda a todas las personas. Ninguna prueba lo dice de antemano.',
      },
      {
        en: 'Some illnesses of the **blood vessels, heart or brain** rule it out.',
        es: 'Algunas enfermedades de **los vasos, el corazón o el cerebro** lo impiden.',
      },
      {
        en: 'It is not given in **pregnancy**.',
        es: 'No se da en el **embarazo**.',
      },
    ],
    sections: [
      {
        id: 'may-help',
        title: { en: 'Whom it may help', es: 'A quién puede ayudar' },
        blocks: [
          {
            is: 'say',
            words: {
              en: `Doctors speak of treatment-resistant depression. It means: at least ${pills} different pills, long enough and at a full dose, did not help enough. That is what most studies were about. FDA approved the spray for this, and for adults with depression and acute thoughts of suicide.`,
              es: `Los médicos hablan de depresión resistente al tratamiento. Quiere decir que al menos ${pills} pastillas distintas, con dosis completa y tiempo suficiente, no ayudaron lo necesario. De eso trata la mayoría de los estudios. La FDA aprobó el aerosol para esto, y para adultos con depresión y pensamientos agudos de suicidio.`,
            },
          },
          {
            is: 'say',
            words: {
              en: 'For bipolar depression, PTSD, OCD or anxiety it is off-label, and there are fewer studies.',
              es: 'Para la depresión bipolar, el estrés postraumático, el TOC o la ansiedad es fuera de etiqueta y hay menos estudios.',
            },
          },
          {
            is: 'say',
            words: {
              en: `It is not for people under ${adult}. Too little is known.`,
              es: `No es para menores de ${adult} años. Se sabe muy poco.`,
            },
          },
        ],
      },
      {
        id: 'should-not',
        title: { en: 'Who should not have it', es: 'Quién no debe recibirla' },
        blocks: [
          {
            is: 'say',
            words: {
              en: 'Each of these can rule out ketamine, esketamine, or both. Tell the center about any of them, also from long ago.',
              es: 'Cada una puede impedir la ketamina, la esketamina o las dos. Dígale al centro si tiene o tuvo alguna, aunque haya sido hace mucho.',
            },
          },
          {
            is: 'list',
            items: [
              ...wordsOf(first),
              {
                en: `a heart attack or the like in the last ${eventWeeks} weeks`,
                es: `un infarto o algo parecido en las últimas ${eventWeeks} semanas`,
              },
              { en: 'pregnancy', es: 'embarazo' },
            ],
          },
        ],
      },
      {
        id: 'look-first',
        title: { en: 'Who needs a closer look first', es: 'Quién necesita primero una revisión' },
        blocks: [
          {
            is: 'say',
            words: {
              en: `With these a clinician weighs risk against benefit first. The same goes for blood pressure above ${systolic} over ${diastolic} on the day.`,
              es: `Con estas, un profesional pesa primero el riesgo y el beneficio. Lo mismo vale con una presión de más de ${systolic} sobre ${diastolic} ese día.`,
            },
          },
          { is: 'list', items: [...wordsOf(second), { en: 'breastfeeding', es: 'lactancia' }] },
          {
            is: 'say',
            words: { en: 'With these, staff watch more closely.', es: 'Con estas, el personal vigila más de cerca.' },
          },
          { is: 'list', items: wordsOf(third) },
        ],
      },
      {
        id: 'medicines',
        title: { en: 'Medicines to talk about', es: 'Medicinas de las que hay que hablar' },
        blocks: [
          {
            is: 'list',
            items: [
              {
                en: 'Medicines for sleep or calm (such as benzodiazepines): more sleepiness, and perhaps less effect.',
                es: 'Medicinas para dormir o calmarse (como las benzodiacepinas): más sueño y quizá menos efecto.',
              },
              {
                en: 'Opioids and alcohol: breathing can get too slow.',
                es: 'Opioides y alcohol: la respiración puede volverse muy lenta.',
              },
              {
                en: 'Stimulants and MAO blockers: blood pressure can rise more.',
                es: 'Estimulantes e inhibidores de la MAO: la presión puede subir más.',
              },
              {
                en: 'Theophylline: do not take it together with ketamine.',
                es: 'Teofilina: no se toma junto con ketamina.',
              },
            ],
          },
          {
            is: 'note',
            tone: 'amber',
            words: {
              en: 'Never stop a medicine by yourself. Some are dangerous to stop at once.',
              es: 'No deje una medicina por su cuenta. Algunas son peligrosas si se dejan de golpe.',
            },
          },
        ],
      },
      {
        id: 'check',
        title: { en: 'Before your first visit', es: 'Antes de su primera cita' },
        blocks: [
          {
            is: 'say',
            words: {
              en: 'You can go through ten questions for yourself. Your answers stay in your browser. They end in a page for your doctor. [Could this be for me?](/check)',
              es: 'Puede responder diez preguntas por su cuenta. Las respuestas se quedan en su navegador. Al final hay una hoja para su médico. [¿Podría ser para mí?](/check)',
            },
          },
        ],
      },
    ],
    notKnown: [
      {
        en: 'Who will get better. Weight, family history and the number of failed pills have been studied. Results differ.',
        es: 'Quién va a mejorar. Se han estudiado el peso, la familia y el número de pastillas sin efecto. Los resultados no coinciden.',
      },
      {
        en: 'How it works for people who were left out of studies, such as those with psychosis or drug use.',
        es: 'Cómo funciona en personas que quedaron fuera de los estudios, como quienes tienen psicosis o usan drogas.',
      },
    ],
    references: ['labelSpravato', 'labelKetalar', 'asra2018', 'canmat2021'],
  };
}
