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
  const { well, muchBetter } = stopping;
  const eased = of.suicidalThoughtsAt.value;
  const thoughts = of.suicidalThoughtsAfter.value;
  const [fewer, more] = [-thoughts.difference.from, thoughts.difference.to].map((of100) => String(Math.round(of100)));
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
        en: `**Spray with a new pill, day ${late.day}:** ${of100(late.active.per100)} of 100 much better, ${others(late.active.per100)} not. With an empty spray: ${of100(late.control.per100)} and ${others(late.control.per100)}. So about ${moreOf(late.active.per100, late.control.per100)} more.`,
        es: `**Aerosol con una pastilla nueva, día ${late.day}:** ${of100(late.active.per100)} de cada 100 mucho mejor, ${others(late.active.per100)} no. Con aerosol vacío: ${of100(late.control.per100)} y ${others(late.control.per100)}. Son cerca de ${moreOf(late.active.per100, late.control.per100)} más.`,
      },
      {
        en: `The day after one infusion, ${of100(nextDay.muchBetter)} of 100 people are much better. ${others(nextDay.muchBetter)} are not.`,
        es: `El día después de una infusión, ${of100(nextDay.muchBetter)} de cada 100 personas están mucho mejor. ${others(nextDay.muchBetter)} no.`,
      },
      {
        en: 'One dose often wears off **within a week**. When a series stops, many slip back. Ask about the plan for after, before you start.',
        es: 'El efecto de una dosis suele irse **en una semana**. Al parar una serie, muchas personas recaen. Antes de empezar, pregunte por el plan para después.',
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
                ...late.active,
                meaning: 'benefit',
              },
              {
                name: { en: 'New pill and empty spray', es: 'Pastilla nueva y aerosol vacío' },
                ...late.control,
                meaning: 'other',
              },
            ],
            together: {
              en: `**So about ${moreOf(late.active.per100, late.control.per100)} more people out of 100** are much better because of the spray. ${others(late.active.per100)} of 100 are not much better, even with it. On day ${early.day} it was ${of100(early.active.per100)} with the spray and ${of100(early.control.per100)} without.`,
              es: `**Así que cerca de ${moreOf(late.active.per100, late.control.per100)} personas más de cada 100** están mucho mejor gracias al aerosol. ${others(late.active.per100)} de cada 100 no lo están, aun con él. El día ${early.day} eran ${of100(early.active.per100)} con el aerosol y ${of100(early.control.per100)} sin él.`,
            },
            foot: {
              en: `Two studies put together (TRANSFORM-1 and TRANSFORM-2), ${many(spray.people)} people counted on day ${late.day}: ${many(late.active.people)} and ${many(late.control.people)}. On day ${early.day}: ${many(early.active.people)} and ${many(early.control.people)}. [What each study found](/learn/what-studies-found).`,
              es: `Dos estudios juntos (TRANSFORM-1 y TRANSFORM-2), ${many(spray.people)} personas contadas el día ${late.day}: ${many(late.active.people)} y ${many(late.control.people)}. El día ${early.day}: ${many(early.active.people)} y ${many(early.control.people)}. [Qué halló cada estudio](/learn/what-studies-found).`,
            },
          },
          {
            is: 'say',
            words: {
              en: `A slow start does not settle it. Take those who were not much better on day ${early.day}. By day ${late.day}, ${of100(spray.notAtFirst.active)} of 100 of them were, with the spray. ${others(spray.notAtFirst.active)} were not. With the empty spray ${of100(spray.notAtFirst.control)} were, ${others(spray.notAtFirst.control)} were not. How many people these were: not known.`,
              es: `Empezar despacio no lo decide todo. De las que no estaban mucho mejor el día ${early.day}, ${of100(spray.notAtFirst.active)} de cada 100 sí lo estaban el día ${late.day} con el aerosol. ${others(spray.notAtFirst.active)} no. Con el aerosol vacío, ${of100(spray.notAtFirst.control)} sí y ${others(spray.notAtFirst.control)} no. Cuántas personas eran: no se sabe.`,
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
                ...well.goOn,
                meaning: 'harm',
              },
              {
                name: { en: 'Went on with an empty spray', es: 'Siguieron con un aerosol vacío' },
                ...well.stop,
                meaning: 'other',
              },
            ],
            together: {
              en: `**About ${moreOf(well.stop.per100, well.goOn.per100)} more of 100 fell back when the spray was stopped.**`,
              es: `**Cerca de ${moreOf(well.stop.per100, well.goOn.per100)} más de cada 100 recayeron al quitar el aerosol.**`,
            },
            foot: {
              en: `SUSTAIN-1. All went on with their pill. Of ${many(stopping.people)} people, ${many(well.people)} were well: ${many(well.goOn.people)} and ${many(well.stop.people)}, drawn by lot. They are counted here. The other ${many(muchBetter.people)} were much better but not well. Of them ${of100(muchBetter.goOn.per100)} of 100 fell back with the spray (${many(muchBetter.goOn.people)} people) and ${of100(muchBetter.stop.per100)} with the empty one (${many(muchBetter.stop.people)} people). ${others(muchBetter.goOn.per100)} and ${others(muchBetter.stop.per100)} did not.`,
              es: `SUSTAIN-1. Todas siguieron con su pastilla. De ${many(stopping.people)} personas, ${many(well.people)} estaban bien: ${many(well.goOn.people)} y ${many(well.stop.people)}, por sorteo. Aquí se cuentan ellas. Las otras ${many(muchBetter.people)} estaban mucho mejor, pero no bien. De ellas recayeron ${of100(muchBetter.goOn.per100)} de cada 100 con el aerosol (${many(muchBetter.goOn.people)} personas) y ${of100(muchBetter.stop.per100)} con el vacío (${many(muchBetter.stop.people)} personas). ${others(muchBetter.goOn.per100)} y ${others(muchBetter.stop.per100)} no.`,
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
              en: `One infusion can ease thoughts of suicide within ${eased.fromDay} day, for up to ${eased.toDay} days. ${eased.studies} studies compared it with another infusion, in ${many(eased.people)} people who had such thoughts. They measured a score. For how many of 100 the thoughts eased, and for how many not: not known.`,
              es: `Una infusión puede aliviar los pensamientos de suicidio en ${eased.fromDay} día, hasta por ${eased.toDay} días. ${eased.studies} estudios la compararon con otra infusión, en ${many(eased.people)} personas con esos pensamientos. Midieron un puntaje. A cuántas de cada 100 se les aliviaron y a cuántas no: no se sabe.`,
            },
          },
          {
            is: 'counts',
            title: { en: 'With the spray: thoughts of suicide', es: 'Con el aerosol: pensamientos de suicidio' },
            lead: {
              en: 'Counted at any time after the start. Everyone took a new pill.',
              es: 'Contados en cualquier momento después de empezar. Todas tomaban una pastilla nueva.',
            },
            yes: { en: 'had thoughts of suicide', es: 'tuvieron pensamientos de suicidio' },
            no: { en: 'did not', es: 'no' },
            groups: [
              {
                name: { en: 'New pill and esketamine spray', es: 'Pastilla nueva y aerosol de esketamina' },
                ...thoughts.active,
                meaning: 'harm',
              },
              {
                name: { en: 'New pill and empty spray', es: 'Pastilla nueva y aerosol vacío' },
                ...thoughts.control,
                meaning: 'other',
              },
            ],
            together: {
              en: `**No clear difference.** About ${moreOf(thoughts.control.per100, thoughts.active.per100)} fewer of 100 with the spray. Likely from ${fewer} fewer to ${more} more.`,
              es: `**Sin diferencia clara.** Cerca de ${moreOf(thoughts.control.per100, thoughts.active.per100)} menos de cada 100 con el aerosol. Probable: de ${fewer} menos a ${more} más.`,
            },
            foot: {
              en: `TRANSFORM-1 and TRANSFORM-2, ${many(thoughts.active.people)} and ${many(thoughts.control.people)} people.`,
              es: `TRANSFORM-1 y TRANSFORM-2, ${many(thoughts.active.people)} y ${many(thoughts.control.people)} personas.`,
            },
          },
          {
            is: 'say',
            words: {
              en: `In US clinics, thoughts of suicide got worse after infusions in ${of100(clinics.worseSuicidal)} of 100 people. In ${others(clinics.worseSuicidal)} they did not (McInnes, ${many(clinics.people)} people, no comparison group).`,
              es: `En clínicas de EE. UU., los pensamientos de suicidio empeoraron tras las infusiones en ${of100(clinics.worseSuicidal)} de cada 100 personas. En ${others(clinics.worseSuicidal)} no (McInnes, ${many(clinics.people)} personas, sin grupo de comparación).`,
            },
          },
          {
            is: 'note',
            tone: 'blue',
            words: {
              en: 'The spray is approved for depression with acute thoughts of suicide. But its label says: it has **not** been shown to prevent suicide, or to lower thoughts of suicide. If you think of suicide, do not wait for a treatment. [Get help now](/learn/help-now).',
              es: 'El aerosol está aprobado para la depresión con pensamientos agudos de suicidio. Pero su etiqueta dice: **no** se ha demostrado que evite el suicidio ni que baje esos pensamientos. Si piensa en el suicidio, no espere un tratamiento. [Busque ayuda ahora](/learn/help-now).',
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
      'transformTables',
      'labelSpravato',
      'otto2021',
      'perezRuixo2021',
      'kamp2020',
      'simons2022',
    ],
  };
}

const weekWord = (weeks: number): Both =>
  weeks === 0 ? { en: 'end of course', es: 'fin de la serie' } : { en: `${weeks} weeks`, es: `${weeks} semanas` };
