/** What ketamine is, and how esketamine differs. */
import type { Figures } from '#clinical/learn/learn.ts';
import { mirrorForms } from '#server/public/pictures-forms.ts';
import type { LearnPage } from './article.ts';
import { day, mgOf } from './say.ts';

export function whatItIs({ of }: Figures): LearnPage {
  const usual = mgOf(of.ivDose.value.standard);
  const anesthesia = String(of.anaestheticFrom.value);
  const approved = day(of.sprayAloneApproved.value.on);
  return {
    slug: 'what-it-is',
    title: {
      en: 'What ketamine is, and how esketamine differs',
      es: 'Qué es la ketamina y en qué se diferencia la esketamina',
    },
    lead: {
      en: 'An old medicine for anesthesia. In lower doses it can lift mood in some people.',
      es: 'Un anestésico conocido desde hace años. En dosis bajas puede mejorar el ánimo de algunas personas.',
    },
    short: [
      {
        en: 'Ketamine is a medicine for **anesthesia**. For depression the dose is much lower.',
        es: 'La ketamina es un **anestésico**. Para la depresión se usa una dosis mucho más baja.',
      },
      {
        en: 'Esketamine is one half of ketamine. It comes as a **nasal spray**.',
        es: 'La esketamina es una mitad de la ketamina. Viene en **aerosol nasal**.',
      },
      {
        en: 'FDA approved the spray for some kinds of depression. It has not approved ketamine for depression.',
        es: 'La FDA aprobó el aerosol para algunos tipos de depresión. No aprobó la ketamina para la depresión.',
      },
      {
        en: 'Both can make you feel outside yourself for a while. So staff stay with you.',
        es: 'Las dos pueden hacer que se sienta fuera del cuerpo por un rato. Por eso el personal le acompaña.',
      },
    ],
    sections: [
      {
        id: 'anesthesia',
        title: { en: 'An anesthesia medicine, in a lower dose', es: 'Un anestésico, en dosis más baja' },
        blocks: [
          {
            is: 'say',
            words: {
              en: `Doctors use ketamine to put people to sleep for surgery. For that, a dose into a vein starts at about ${anesthesia} mg for each kg of weight. For depression, most studies gave ${usual} mg for each kg, and slowly. At that dose most people stay awake.`,
              es: `Los médicos usan la ketamina para dormir a las personas en una cirugía. Para eso, la dosis en vena empieza en cerca de ${anesthesia} mg por cada kg de peso. Para la depresión, la mayoría de los estudios dio ${usual} mg por cada kg, y despacio. Con esa dosis casi todas las personas siguen despiertas.`,
            },
          },
          {
            is: 'say',
            words: {
              en: 'It is called a dissociative. That means it can loosen the tie between you, your body and the room. We say “feeling outside yourself”.',
              es: 'Se le llama disociativo. Quiere decir que puede aflojar el lazo entre usted, su cuerpo y el lugar. Nosotros decimos “sentirse fuera del cuerpo”.',
            },
          },
        ],
      },
      {
        id: 'two-forms',
        title: { en: 'Two forms, like two hands', es: 'Dos formas, como dos manos' },
        blocks: [
          {
            is: 'say',
            words: {
              en: 'The molecule comes in two forms. They mirror each other, like a left and a right hand. The mix of both is called **racemic** ketamine. Esketamine is the left-hand form alone.',
              es: 'La molécula tiene dos formas. Una es el espejo de la otra, como la mano izquierda y la derecha. La mezcla de las dos se llama ketamina **racémica**. La esketamina es solo la forma izquierda.',
            },
          },
          {
            is: 'drawing',
            title: {
              en: 'Ketamine holds both forms, esketamine one',
              es: 'La ketamina tiene las dos formas, la esketamina una',
            },
            draw: (language) =>
              mirrorForms(
                language === 'en'
                  ? {
                      left: 'left hand: esketamine',
                      right: 'right hand',
                      says: 'Two leaves, the mirror image of each other. The left one is esketamine. Both together are racemic ketamine.',
                    }
                  : {
                      left: 'izquierda: esketamina',
                      right: 'derecha',
                      says: 'Dos hojas, una el espejo de la otra. La izquierda es la esketamina. Las dos juntas son la ketamina racémica.',
                    },
              ),
          },
          {
            is: 'table',
            title: { en: 'Side by side', es: 'Una al lado de la otra' },
            table: {
              head: [
                { en: 'What', es: 'Qué' },
                { en: 'Ketamine (racemic)', es: 'Ketamina (racémica)' },
                { en: 'Esketamine spray (Spravato)', es: 'Aerosol de esketamina (Spravato)' },
              ],
              rows: [
                [
                  { en: 'FDA and depression', es: 'La FDA y la depresión' },
                  { en: 'not approved: off-label', es: 'no aprobada: fuera de etiqueta' },
                  {
                    en: `approved for some kinds; since ${approved.en} also without a pill`,
                    es: `aprobado para algunos tipos; desde el ${approved.es} también sin pastilla`,
                  },
                ],
                [
                  { en: 'How it is given', es: 'Cómo se da' },
                  {
                    en: 'mostly into a vein; also injection or lozenge',
                    es: 'casi siempre en vena; también inyección o pastilla bajo la lengua',
                  },
                  { en: 'nasal spray only', es: 'solo aerosol nasal' },
                ],
                [
                  { en: 'Where', es: 'Dónde' },
                  { en: 'rules differ from state to state', es: 'las reglas cambian de un estado a otro' },
                  {
                    en: 'only in centers of the FDA safety program (REMS)',
                    es: 'solo en centros del programa de seguridad de la FDA (REMS)',
                  },
                ],
                [
                  { en: 'Controlled medicine', es: 'Medicina controlada' },
                  { en: `yes, schedule ${of.schedule.value}`, es: `sí, lista ${of.schedule.value}` },
                  { en: `yes, schedule ${of.schedule.value}`, es: `sí, lista ${of.schedule.value}` },
                ],
              ],
            },
          },
        ],
      },
      {
        id: 'what-it-is-not',
        title: { en: 'What it is not', es: 'Lo que no es' },
        blocks: [
          {
            is: 'list',
            items: [
              {
                en: 'It is not shown to prevent suicide.',
                es: 'No se ha demostrado que evite el suicidio.',
              },
              {
                en: 'It does not take the place of a hospital when you need one.',
                es: 'No reemplaza al hospital cuando usted lo necesita.',
              },
              {
                en: 'It does not take the place of talk therapy or your other care.',
                es: 'No reemplaza la terapia ni el resto de su atención.',
              },
            ],
          },
        ],
      },
    ],
    notKnown: [
      {
        en: 'Which of the two works better. We have read no large study that puts them side by side.',
        es: 'Cuál de las dos funciona mejor. No hemos leído ningún estudio grande que las compare.',
      },
      { en: 'How safe either is over many years.', es: 'Qué tan segura es cada una durante muchos años.' },
    ],
    references: ['labelKetalar', 'labelSpravato', 'sanacora2017', 'rems'],
  };
}
