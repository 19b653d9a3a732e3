/** Questions to ask, to print and take along. */
import type { Figures } from '#clinical/learn/learn.ts';
import type { LearnPage } from './article.ts';
import { many, of100, others } from './say.ts';

export function questions({ of }: Figures): LearnPage {
  const clinics = of.usualCare.value;
  return {
    slug: 'questions',
    title: { en: 'Questions to ask', es: 'Preguntas que hacer' },
    lead: {
      en: 'Print this page and take it along. A good center likes these questions.',
      es: 'Imprima esta hoja y llévela. A un buen centro le gustan estas preguntas.',
    },
    short: [
      { en: 'Who decides, who watches, who helps?', es: '¿Quién decide, quién vigila, quién ayuda?' },
      {
        en: 'How many of 100 got much better, and how many did not?',
        es: '¿Cuántos de cada 100 mejoraron mucho y cuántos no?',
      },
      { en: 'What will it cost in all?', es: '¿Cuánto costará en total?' },
      { en: 'What comes after?', es: '¿Qué viene después?' },
    ],
    sections: [
      {
        id: 'people',
        title: { en: 'About the people', es: 'Sobre las personas' },
        blocks: [
          {
            is: 'list',
            items: [
              {
                en: 'Who decides my dose? What is the license number?',
                es: '¿Quién decide mi dosis? ¿Cuál es su número de licencia?',
              },
              { en: 'Who stays with me the whole time?', es: '¿Quién se queda conmigo todo el tiempo?' },
              { en: 'Who on your team treats mental illness?', es: '¿Quién del equipo trata enfermedades mentales?' },
              { en: 'Will you talk to my own doctor?', es: '¿Hablarán con mi médico?' },
            ],
          },
        ],
      },
      {
        id: 'safety',
        title: { en: 'About safety', es: 'Sobre la seguridad' },
        blocks: [
          {
            is: 'list',
            items: [
              { en: 'What do you check before the first dose?', es: '¿Qué revisan antes de la primera dosis?' },
              { en: 'What do you measure, and how often?', es: '¿Qué miden y cada cuánto?' },
              {
                en: 'What do you do if my blood pressure or breathing goes wrong?',
                es: '¿Qué hacen si algo va mal con mi presión o mi respiración?',
              },
              { en: 'When may I go home, and with whom?', es: '¿Cuándo puedo irme y con quién?' },
              { en: 'Whom do I call at night?', es: '¿A quién llamo de noche?' },
            ],
          },
        ],
      },
      {
        id: 'results',
        title: { en: 'About results', es: 'Sobre los resultados' },
        blocks: [
          {
            is: 'list',
            items: [
              {
                en: 'Of 100 people you treated, how many got much better? Of how many do you know?',
                es: 'De cada 100 personas que trataron, ¿cuántas mejoraron mucho? ¿De cuántas lo saben?',
              },
              { en: 'How do you measure it, and how often?', es: '¿Cómo lo miden y cada cuánto?' },
              {
                en: 'After how many sessions do we decide whether to stop?',
                es: '¿Tras cuántas sesiones decidimos si parar?',
              },
            ],
          },
          {
            is: 'say',
            words: {
              en: `To compare: in one group of clinics ${of100(clinics.muchBetter)} of 100 were much better after a series. ${others(clinics.muchBetter)} were not (${many(clinics.people)} people, no comparison group).`,
              es: `Para comparar: en un grupo de clínicas ${of100(clinics.muchBetter)} de cada 100 estaban mucho mejor tras una serie. ${others(clinics.muchBetter)} no (${many(clinics.people)} personas, sin grupo de comparación).`,
            },
          },
        ],
      },
      {
        id: 'money',
        title: { en: 'About money', es: 'Sobre el dinero' },
        blocks: [
          {
            is: 'list',
            items: [
              {
                en: 'What does everything cost? May I have it in writing?',
                es: '¿Cuánto cuesta todo? ¿Me lo dan por escrito?',
              },
              { en: 'Who bills, and what does my insurance pay?', es: '¿Quién cobra y qué paga mi seguro?' },
              { en: 'What do I get back if I stop?', es: '¿Qué me devuelven si paro?' },
            ],
          },
        ],
      },
      {
        id: 'after',
        title: { en: 'About what comes after', es: 'Sobre lo que sigue' },
        blocks: [
          {
            is: 'list',
            items: [
              { en: 'What is the plan if it helps? And if it does not?', es: '¿Cuál es el plan si ayuda? ¿Y si no?' },
              {
                en: 'Who looks after me when the sessions end?',
                es: '¿Quién me atiende cuando terminen las sesiones?',
              },
              { en: 'Who may see my data?', es: '¿Quién puede ver mis datos?' },
            ],
          },
          {
            is: 'note',
            tone: 'gray',
            words: {
              en: 'For two or more centers at once, make a sheet with what is not known about each: [find a center](/centers).',
              es: 'Para dos o más centros a la vez, haga una hoja con lo que no se sabe de cada uno: [buscar un centro](/centers).',
            },
          },
        ],
      },
    ],
    notKnown: [
      {
        en: 'Which answers predict a good result. These questions are about safety and plain dealing.',
        es: 'Qué respuestas anuncian un buen resultado. Estas preguntas son sobre seguridad y trato claro.',
      },
    ],
    references: ['mcInnes2022', 'sanacora2017', 'askp'],
  };
}
