/** When to seek help now. */
import type { Figures } from '#clinical/learn/learn.ts';
import { type CrisisLine, crisisLines, unitedStates } from '#server/public/crisis-lines.ts';
import type { Both } from '#server/public/language.ts';
import type { LearnPage } from './article.ts';
import { day, many, of100, others } from './say.ts';

const same = (text: string): Both => ({ en: text, es: text });

/** The number, and its name where that is another. */
const numberOf = ({ call, name }: CrisisLine): Both =>
  name.en === call ? same(`**${call}**`) : { en: `**${call}** ${name.en}`, es: `**${call}** ${name.es}` };

export function helpNow({ of }: Figures): LearnPage {
  const { call, text = call, emergency, checkedOn } = unitedStates;
  const looked = day(checkedOn);
  const unsure = crisisLines.filter(({ confirmed }) => !confirmed);
  const thoughts = of.suicidalThoughtsAfter.value;
  return {
    slug: 'help-now',
    title: { en: 'When to seek help now', es: 'Cuándo pedir ayuda ahora' },
    lead: {
      en: 'You do not have to wait for an appointment, and you do not have to be sure.',
      es: 'No tiene que esperar una cita, y no tiene que estar seguro.',
    },
    short: [
      {
        en: `Thinking of suicide, or afraid that you might act: **call or text ${call}**.`,
        es: `Si piensa en el suicidio o teme hacerlo: **llame al ${call} y oprima 2**.`,
      },
      {
        en: `In danger right now: **call ${emergency}**.`,
        es: `En peligro ahora mismo: **llame al ${emergency}**.`,
      },
      {
        en: 'Worried about someone: ask them plainly, stay with them, call together.',
        es: 'Si le preocupa alguien: pregunte sin rodeos, quédese, llamen juntos.',
      },
      {
        en: 'Ketamine is **not** emergency help.',
        es: 'La ketamina **no** es ayuda de emergencia.',
      },
    ],
    sections: [
      {
        id: 'suicide',
        title: { en: 'Thoughts of suicide', es: 'Pensamientos de suicidio' },
        blocks: [
          {
            is: 'say',
            words: {
              en: `Call or text ${call}. It is free, day and night. You can talk or type. You do not have to give your name.`,
              es: `Llame al ${call} y oprima 2, o envíe AYUDA al ${text}. Es gratis, de día y de noche. No tiene que dar su nombre.`,
            },
          },
          {
            is: 'list',
            items: [
              {
                en: 'Put distance between you and what could harm you. Ask someone to keep it.',
                es: 'Ponga distancia con lo que pueda hacerle daño. Pida a alguien que lo guarde.',
              },
              { en: 'Do not stay alone. Go where people are.', es: 'No se quede a solas. Vaya donde haya gente.' },
              { en: 'Tell one person how bad it is.', es: 'Diga a una persona qué tan mal está.' },
            ],
          },
          {
            is: 'say',
            words: {
              en: `Thoughts of suicide can come in any treatment. During TRANSFORM-1 and TRANSFORM-2 they came in ${of100(thoughts.active.per100)} of 100 with the spray (${many(thoughts.active.people)} people), and ${of100(thoughts.control.per100)} with an empty spray (${many(thoughts.control.people)} people). ${others(thoughts.active.per100)} and ${others(thoughts.control.per100)} had none. All took a new pill.`,
              es: `Con cualquier tratamiento pueden venir pensamientos de suicidio. Durante TRANSFORM-1 y TRANSFORM-2 los tuvieron ${of100(thoughts.active.per100)} de cada 100 con el aerosol (${many(thoughts.active.people)} personas) y ${of100(thoughts.control.per100)} con un aerosol vacío (${many(thoughts.control.people)} personas). ${others(thoughts.active.per100)} y ${others(thoughts.control.per100)} no los tuvieron. Todas tomaban una pastilla nueva.`,
            },
          },
        ],
      },
      {
        id: 'after-a-session',
        title: { en: 'After a session', es: 'Después de una sesión' },
        blocks: [
          {
            is: 'note',
            tone: 'red',
            words: {
              en: `**Call ${emergency}** for chest pain, trouble breathing, a sudden very bad headache, sudden trouble seeing or speaking, a seizure, or if someone cannot be woken.`,
              es: `**Llame al ${emergency}** si hay dolor en el pecho, falta de aire, dolor de cabeza muy fuerte y repentino, problemas repentinos para ver o hablar, convulsión, o si alguien no despierta.`,
            },
          },
          {
            is: 'note',
            tone: 'amber',
            words: {
              en: '**Call your center the same day** for vomiting that does not stop, fear or confusion that lasts, rash, or pain or blood when you pass water.',
              es: '**Llame a su centro el mismo día** si el vómito no para, si el miedo o la confusión duran, si hay ronchas, o dolor o sangre al orinar.',
            },
          },
          {
            is: 'note',
            tone: 'gray',
            words: {
              en: '**Call your doctor this week** if you hardly sleep and feel driven, or if you want the next dose more than you like.',
              es: '**Llame a su médico esta semana** si casi no duerme y se siente acelerado, o si desea la próxima dosis más de lo que quisiera.',
            },
          },
        ],
      },
      {
        id: 'countries',
        title: { en: 'By country', es: 'Por país' },
        blocks: [
          {
            is: 'table',
            title: { en: 'Numbers to call', es: 'Números de teléfono' },
            table: {
              head: [
                { en: 'Country', es: 'País' },
                { en: 'Crisis line', es: 'Línea de crisis' },
                { en: 'Danger now', es: 'Peligro ahora' },
                { en: 'Checked', es: 'Comprobado' },
              ],
              rows: crisisLines.map((line) => [
                line.country,
                numberOf(line),
                same(line.emergency),
                line.confirmed ? day(line.checkedOn) : { en: 'not yet', es: 'todavía no' },
              ]),
            },
            foot: {
              en: `US numbers checked ${looked.en}. The ${unsure.length} other countries have not been checked at their own pages yet.`,
              es: `Números de EE. UU. comprobados el ${looked.es}. Los de los otros ${unsure.length} países todavía no se han comprobado en sus propias páginas.`,
            },
          },
        ],
      },
    ],
    notKnown: [
      {
        en: 'Whether ketamine prevents suicide. It has not been shown.',
        es: 'Si la ketamina evita el suicidio. No se ha demostrado.',
      },
    ],
    references: ['transformTables', 'labelSpravato'],
  };
}
