/** How fast it works, and for how long. */
import { comparedWays, type Figures, type Way, type WayName } from '#clinical/learn/learn.ts';
import type { Both } from '#server/public/language.ts';
import { declineLine } from '#server/public/pictures-time.ts';
import type { LearnPage } from './article.ts';
import { curves } from './curves.ts';
import { many, moreOf, of100, others, overAfter, spell, timeOf } from './say.ts';

const wayWords: Readonly<Record<WayName, Both>> = {
  infusion: { en: 'Infusion', es: 'Infusión' },
  spray: { en: 'Nasal spray', es: 'Aerosol nasal' },
  injection: { en: 'Injection', es: 'Inyección' },
  lozenge: { en: 'Lozenge', es: 'Pastilla bajo la lengua' },
};

const rough = ({ isRough }: Way): Both =>
  isRough ? { en: 'rough estimate', es: 'cálculo aproximado' } : { en: 'good data', es: 'buenos datos' };
const same = (text: string): Both => ({ en: text, es: text });

export function howFast({ of, ways, effects }: Figures): LearnPage {
  const one = of.afterOneInfusion.value;
  const [nextDay, , week] = one.at;
  const spray = of.sprayOverTime.value;
  const [early, late] = spray.at;
  const clinics = of.usualCare.value;
  const ends = spell(overAfter(effects));
  const stopping = of.stopOrGoOn.value;
  const left = [{ weeks: 0, per100: 100 }, ...clinics.stillBetter];
  return {
    slug: 'how-fast',
    title: { en: 'How fast it works, and for how long', es: 'Qué tan rápido funciona y cuánto dura' },
    lead: {
      en: 'Hours to days, where pills take weeks. For many people it wears off again.',
      es: 'Horas o días, cuando las pastillas tardan semanas. En muchas personas el efecto se va.',
    },
    short: [
      {
        en: 'Some people feel better within **hours to days**. Pills often take weeks.',
        es: 'Algunas personas se sienten mejor en **horas o días**. Las pastillas suelen tardar semanas.',
      },
      {
        en: `The day after one infusion, ${of100(nextDay.muchBetter)} of 100 people are much better. ${others(nextDay.muchBetter)} are not.`,
        es: `El día después de una infusión, ${of100(nextDay.muchBetter)} de cada 100 personas están mucho mejor. ${others(nextDay.muchBetter)} no.`,
      },
      {
        en: 'One dose often wears off **within a week**. So people have a series.',
        es: 'El efecto de una dosis suele irse **en una semana**. Por eso se da una serie.',
      },
      {
        en: 'When sessions stop, many slip back. Ask about the plan for after, before you start.',
        es: 'Al parar las sesiones, muchas personas recaen. Antes de empezar, pregunte por el plan para después.',
      },
    ],
    sections: [
      {
        id: 'after-one-infusion',
        title: { en: 'After one infusion', es: 'Después de una infusión' },
        blocks: [
          {
            is: 'say',
            words: {
              en: `${many(one.studies)} studies followed ${many(one.people)} people with depression. Some had one infusion of ketamine. “Much better” means that their score fell by half or more.`,
              es: `${many(one.studies)} estudios siguieron a ${many(one.people)} personas con depresión. Algunas recibieron una infusión de ketamina. “Mucho mejor” quiere decir que su puntaje bajó a la mitad o más.`,
            },
          },
          {
            is: 'counts',
            title: {
              en: 'Out of 100 people, how many are much better?',
              es: 'De cada 100 personas, ¿cuántas están mucho mejor?',
            },
            lead: {
              en: 'Each picture shows 100 people, counted again on that day.',
              es: 'Cada dibujo muestra 100 personas, contadas otra vez ese día.',
            },
            yes: { en: 'much better', es: 'mucho mejor' },
            no: { en: 'are not', es: 'no' },
            groups: one.at.map(({ hours, muchBetter }) => ({
              name:
                hours === 24
                  ? { en: 'The next day', es: 'Al día siguiente' }
                  : { en: `On day ${hours / 24}`, es: `El día ${hours / 24}` },
              per100: muchBetter,
              meaning: 'benefit' as const,
            })),
            foot: {
              en: `Han, ${many(one.studies)} studies, ketamine groups only. These numbers do not show how many would have felt better anyway. The size of each group was not read, so we give no range.`,
              es: `Han, ${many(one.studies)} estudios, solo los grupos con ketamina. Estos números no dicen cuántas habrían mejorado de todos modos. No leímos el tamaño de cada grupo, así que no damos un rango.`,
            },
          },
          {
            is: 'say',
            words: {
              en: `“Well” asks for more: few or no signs of depression are left. That was so in ${of100(nextDay.well)} of 100 the next day, and in ${of100(week.well)} of 100 after a week. In ${others(nextDay.well)} and ${others(week.well)} it was not.`,
              es: `“Bien” pide más: quedan pocos signos de depresión o ninguno. Así estaban ${of100(nextDay.well)} de cada 100 al día siguiente y ${of100(week.well)} de cada 100 a la semana. ${others(nextDay.well)} y ${others(week.well)} no.`,
            },
          },
        ],
      },
      {
        id: 'due-to-the-medicine',
        title: { en: 'How much is due to the medicine?', es: '¿Cuánto se debe a la medicina?' },
        blocks: [
          {
            is: 'say',
            words: {
              en: 'Some people get better with any care. So studies compare. Here, everyone started a new pill. Some also got esketamine spray. The others got a spray with no medicine in it.',
              es: 'Algunas personas mejoran con cualquier atención. Por eso los estudios comparan. Aquí todas empezaron una pastilla nueva. Unas recibieron además aerosol de esketamina. Las otras recibieron un aerosol sin medicina.',
            },
          },
          {
            is: 'counts',
            title: { en: `Out of 100 people, on day ${late.day}`, es: `De cada 100 personas, el día ${late.day}` },
            yes: { en: 'much better', es: 'mucho mejor' },
            no: { en: 'are not', es: 'no' },
            groups: [
              {
                name: { en: 'New pill and esketamine spray', es: 'Pastilla nueva y aerosol de esketamina' },
                per100: late.active,
                meaning: 'benefit',
              },
              {
                name: { en: 'New pill and empty spray', es: 'Pastilla nueva y aerosol vacío' },
                per100: late.control,
                meaning: 'other',
              },
            ],
            together: {
              en: `**So about ${moreOf(late.active, late.control)} more people out of 100** are much better because of the spray. ${others(late.active)} of 100 are not much better, even with it. On day ${early.day} it was ${of100(early.active)} with the spray and ${of100(early.control)} without.`,
              es: `**Así que cerca de ${moreOf(late.active, late.control)} personas más de cada 100** están mucho mejor gracias al aerosol. ${others(late.active)} de cada 100 no lo están, aun con él. El día ${early.day} eran ${of100(early.active)} con el aerosol y ${of100(early.control)} sin él.`,
            },
            foot: {
              en: `Two studies put together, ${many(spray.people)} people (TRANSFORM-1 and TRANSFORM-2).`,
              es: `Dos estudios juntos, ${many(spray.people)} personas (TRANSFORM-1 y TRANSFORM-2).`,
            },
          },
          {
            is: 'say',
            words: {
              en: `A slow start does not settle it. Take those who were not much better on day ${early.day}. By day ${late.day}, ${of100(spray.notAtFirst.active)} of 100 of them were, with the spray. ${others(spray.notAtFirst.active)} were not. With the empty spray it was ${of100(spray.notAtFirst.control)}.`,
              es: `Empezar despacio no lo decide todo. De las que no estaban mucho mejor el día ${early.day}, ${of100(spray.notAtFirst.active)} de cada 100 sí lo estaban el día ${late.day} con el aerosol. ${others(spray.notAtFirst.active)} no. Con el aerosol vacío fueron ${of100(spray.notAtFirst.control)}.`,
            },
          },
        ],
      },
      {
        id: 'blood',
        title: { en: 'What happens in your blood', es: 'Qué pasa en su sangre' },
        blocks: [
          {
            is: 'say',
            words: {
              en: `The strange feelings follow the amount in your blood. They start within minutes. Most end within ${ends.en}. A lift in mood comes later and lasts longer. It does not follow this curve.`,
              es: `Las sensaciones extrañas siguen a la cantidad en su sangre. Empiezan en minutos. Casi todas pasan en ${ends.es}. El ánimo mejora después y por más tiempo. No sigue esta curva.`,
            },
          },
          {
            is: 'drawing',
            title: {
              en: `Four ways to take it, over ${spell(comparedWays.value.untilMin).en}`,
              es: `Cuatro formas de tomarla, en ${spell(comparedWays.value.untilMin).es}`,
            },
            lead: {
              en: 'Each line is drawn against its own highest point. So it shows **when**, not how much. Do not compare heights.',
              es: 'Cada línea se dibuja contra su propio punto más alto. Muestra **cuándo**, no cuánto. No compare las alturas.',
            },
            draw: (language) => curves(ways, language),
            table: {
              head: [
                { en: 'Way', es: 'Forma' },
                { en: 'Highest after', es: 'Más alta a los' },
                { en: 'Down to half after', es: 'Baja a la mitad a los' },
                { en: 'How sure', es: 'Qué tan seguro' },
              ],
              rows: ways.map((way) => [
                wayWords[way.name],
                same(timeOf(way.highestMin)),
                same(timeOf(way.halfMin)),
                rough(way),
              ]),
            },
            foot: {
              en: `Computed for a typical adult of ${comparedWays.value.weightKg} kg from published models. Real people differ by ${of.typicalError.value}% or more. Dashed lines: weaker evidence. Infusion and spray: blood from a vein. Injection and lozenge: closer to blood from an artery, which peaks earlier.`,
              es: `Calculado para un adulto típico de ${comparedWays.value.weightKg} kg con modelos publicados. Las personas reales se apartan ${of.typicalError.value}% o más. Línea cortada: datos más débiles. Infusión y aerosol: sangre de vena. Inyección y pastilla: más parecido a sangre de arteria, que sube antes.`,
            },
          },
        ],
      },
      {
        id: 'when-sessions-stop',
        title: { en: 'When the sessions stop', es: 'Cuando paran las sesiones' },
        blocks: [
          {
            is: 'say',
            words: {
              en: 'In one large group of clinics, people who got much better were followed. They had no more sessions.',
              es: 'En un grupo grande de clínicas se siguió a las personas que estaban mucho mejor. No recibieron más sesiones.',
            },
          },
          {
            is: 'drawing',
            title: {
              en: 'Of 100 people who got much better, how many still are?',
              es: 'De 100 personas que mejoraron mucho, ¿cuántas siguen así?',
            },
            draw: (language) =>
              declineLine(
                left.map(({ weeks, per100 }) => ({ at: weeks, per100, word: weekWord(weeks)[language] })),
                {
                  says:
                    language === 'en'
                      ? clinics.stillBetter
                          .map(
                            ({ weeks, per100 }) =>
                              `After ${weeks} weeks ${per100} of 100 are still much better, ${100 - per100} are not.`,
                          )
                          .join(' ')
                      : clinics.stillBetter
                          .map(
                            ({ weeks, per100 }) =>
                              `A las ${weeks} semanas ${per100} de 100 siguen mucho mejor, ${100 - per100} no.`,
                          )
                          .join(' '),
                },
              ),
            table: {
              head: [
                { en: 'When', es: 'Cuándo' },
                { en: 'Still much better', es: 'Siguen mucho mejor' },
                { en: 'Not any more', es: 'Ya no' },
              ],
              rows: left.map(({ weeks, per100 }) => [weekWord(weeks), same(of100(per100)), same(others(per100))]),
            },
            foot: {
              en: `McInnes, ${many(clinics.people)} people from US clinics. No comparison group.`,
              es: `McInnes, ${many(clinics.people)} personas de clínicas de EE. UU. Sin grupo de comparación.`,
            },
          },
          {
            is: 'counts',
            title: {
              en: `People who were well after ${stopping.weeksBefore} weeks of spray: who fell back?`,
              es: `Personas que estaban bien tras ${stopping.weeksBefore} semanas de aerosol: ¿quién recayó?`,
            },
            yes: { en: 'fell back', es: 'recayeron' },
            no: { en: 'did not', es: 'no' },
            groups: [
              {
                name: { en: 'Went on with the spray', es: 'Siguieron con el aerosol' },
                per100: stopping.goOn,
                meaning: 'harm',
              },
              {
                name: { en: 'Went on with an empty spray', es: 'Siguieron con un aerosol vacío' },
                per100: stopping.stop,
                meaning: 'other',
              },
            ],
            together: {
              en: `**About ${moreOf(stopping.stop, stopping.goOn)} more of 100 fell back when the spray was stopped.**`,
              es: `**Cerca de ${moreOf(stopping.stop, stopping.goOn)} más de cada 100 recayeron al quitar el aerosol.**`,
            },
            foot: {
              en: `SUSTAIN-1, ${many(stopping.people)} people in all. All went on with their pill.`,
              es: `SUSTAIN-1, ${many(stopping.people)} personas en total. Todas siguieron con su pastilla.`,
            },
          },
        ],
      },
      {
        id: 'suicide',
        title: { en: 'Thoughts of suicide', es: 'Pensamientos de suicidio' },
        blocks: [
          {
            is: 'say',
            words: {
              en: `One infusion can ease thoughts of suicide within ${of.suicidalThoughtsAt.value.fromDay} day. Studies saw this for up to ${of.suicidalThoughtsAt.value.toDay} days.`,
              es: `Una infusión puede aliviar los pensamientos de suicidio en ${of.suicidalThoughtsAt.value.fromDay} día. Los estudios lo vieron hasta por ${of.suicidalThoughtsAt.value.toDay} días.`,
            },
          },
          {
            is: 'note',
            tone: 'blue',
            words: {
              en: 'It does not prevent suicide, as far as studies show. If you think of suicide, do not wait for a treatment. [Get help now](/learn/help-now).',
              es: 'No evita el suicidio, hasta donde muestran los estudios. Si piensa en el suicidio, no espere un tratamiento. [Busque ayuda ahora](/learn/help-now).',
            },
          },
        ],
      },
    ],
    notKnown: [
      {
        en: 'Who will feel better and who will not. No test can tell in advance.',
        es: 'Quién va a mejorar y quién no. Ninguna prueba lo dice de antemano.',
      },
      { en: 'How often to repeat it, and for how many years.', es: 'Cada cuánto repetirla y por cuántos años.' },
      { en: 'How safe it is over many years.', es: 'Qué tan segura es durante muchos años.' },
    ],
    references: [
      'han2016',
      'turkoz2021',
      'mcInnes2022',
      'sustain1',
      'wilkinson2018',
      'otto2021',
      'perezRuixo2021',
      'kamp2020',
      'simons2022',
    ],
  };
}

const weekWord = (weeks: number): Both =>
  weeks === 0 ? { en: 'end of course', es: 'fin de la serie' } : { en: `${weeks} weeks`, es: `${weeks} semanas` };
