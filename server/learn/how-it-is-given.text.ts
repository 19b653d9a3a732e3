/** Four ways to take it. */
import { comparedWays, type Figures, type Way, type WayName } from '#clinical/learn/learn.ts';
import type { LearnPage } from './article.ts';
import { curves } from './curves.ts';
import { many, mgOf, of100, others, spell, stayOf, timeOf } from './say.ts';

const wayOf = (ways: readonly Way[], name: WayName): Way => {
  const way = ways.find((candidate) => candidate.name === name);
  if (way === undefined) throw new Error(`no way ${name}`);
  return way;
};

export function howItIsGiven({ of, ways }: Figures): LearnPage {
  const usual = mgOf(of.ivDose.value.standard);
  const over = of.ivDose.value.overMin;
  const device = mgOf(of.nasalDevice.value.ug);
  const gap = of.nasalDevice.value.restMin;
  const stay = stayOf(of.leastStays.nasal.value);
  const kads = of.injectionWell.value;
  const course = of.otherCourses.sc.value;
  const [, lowDose, highDose] = of.esketamineDoses.value;
  const [fewest, most] = [lowDose, highDose].map((dose) => dose / of.nasalDevice.value.ug);
  const highest = (name: WayName) => spell(wayOf(ways, name).highestMin);
  return {
    slug: 'how-it-is-given',
    title: { en: 'How it is given: four ways', es: 'Cómo se da: cuatro formas' },
    lead: {
      en: 'Into a vein, as a nasal spray, as an injection, or as a lozenge. A clinician sets the dose.',
      es: 'En vena, en aerosol nasal, en inyección o en pastilla bajo la lengua. La dosis la fija un profesional.',
    },
    short: [
      {
        en: '**Infusion:** ketamine drips into a vein. It can be slowed or stopped at once.',
        es: '**Infusión:** la ketamina entra gota a gota en una vena. Se puede frenar o parar en el acto.',
      },
      {
        en: '**Nasal spray:** esketamine, the one way that FDA approved for depression.',
        es: '**Aerosol nasal:** esketamina, la única forma que la FDA aprobó para la depresión.',
      },
      {
        en: '**Injection:** fast. Once it is in, it cannot be stopped.',
        es: '**Inyección:** rápida. Una vez puesta, no se puede parar.',
      },
      {
        en: '**Lozenge:** the amount that reaches the blood differs most. FDA warns about use at home.',
        es: '**Pastilla bajo la lengua:** la cantidad que llega a la sangre varía más. La FDA advierte sobre su uso en casa.',
      },
    ],
    sections: [
      {
        id: 'infusion',
        title: { en: 'Infusion into a vein', es: 'Infusión en una vena' },
        blocks: [
          {
            is: 'say',
            words: {
              en: `A pump gives ketamine through a thin tube in your arm. Most studies gave ${usual} mg for each kg of weight, over ${over} minutes. The level in the blood is highest at the end, after ${highest('infusion').en}. Staff can slow it or stop it at any time. You can ask for that.`,
              es: `Una bomba da la ketamina por un tubo fino en su brazo. La mayoría de los estudios dio ${usual} mg por cada kg de peso, en ${over} minutos. El nivel en la sangre es más alto al final, a los ${highest('infusion').es}. El personal puede frenarla o pararla en cualquier momento. Usted puede pedirlo.`,
            },
          },
          {
            is: 'say',
            words: {
              en: 'This is the way with the most studies of ketamine itself. It is off-label for depression.',
              es: 'Es la forma con más estudios de la ketamina misma. Para la depresión es fuera de etiqueta.',
            },
          },
        ],
      },
      {
        id: 'spray',
        title: { en: 'Nasal spray', es: 'Aerosol nasal' },
        blocks: [
          {
            is: 'say',
            words: {
              en: `You spray esketamine into your own nose while staff watch. One device holds ${device} mg. You use ${fewest} or ${most} of them, with a rest of ${gap} minutes between. The level is highest after about ${highest('spray').en}. You stay for ${stay.en} at least.`,
              es: `Usted mismo se aplica la esketamina en la nariz y el personal le mira. Un envase tiene ${device} mg. Se usan ${fewest} o ${most}, con un descanso de ${gap} minutos entre uno y otro. El nivel es más alto a los ${highest('spray').es}. Usted se queda ${stay.es} por lo menos.`,
            },
          },
          {
            is: 'say',
            words: {
              en: 'It is never taken home. Only centers in the FDA safety program (REMS) may give it.',
              es: 'Nunca se lleva a casa. Solo pueden darlo los centros del programa de seguridad de la FDA (REMS).',
            },
          },
        ],
      },
      {
        id: 'injection',
        title: { en: 'Injection', es: 'Inyección' },
        blocks: [
          {
            is: 'say',
            words: {
              en: `Ketamine goes into a muscle, or under the skin. It works fast: in a muscle the level is highest after about ${highest('injection').en}. It cannot be stopped once it is in. So the first dose should be small.`,
              es: `La ketamina va a un músculo o bajo la piel. Actúa rápido: en un músculo el nivel es más alto a los ${highest('injection').es}. No se puede parar una vez puesta. Por eso la primera dosis debe ser pequeña.`,
            },
          },
          {
            is: 'say',
            words: {
              en: `One larger study gave it under the skin, ${course.mostPer7Days} times a week for ${kads.weeks} weeks, and raised the dose when needed. About ${of100(kads.active.per100)} of 100 were well then. ${others(kads.active.per100)} were not. With another calming medicine it was ${of100(kads.control.per100)} of 100, and ${others(kads.control.per100)} were not (KADS, about ${kads.people} people). A first part with one fixed dose showed no gain. Injections into a muscle have been studied in few people.`,
              es: `Un estudio más grande la dio bajo la piel, ${course.mostPer7Days} veces por semana por ${kads.weeks} semanas, y subió la dosis si hacía falta. Cerca de ${of100(kads.active.per100)} de cada 100 estaban bien después. ${others(kads.active.per100)} no. Con otra medicina calmante fueron ${of100(kads.control.per100)} de cada 100, y ${others(kads.control.per100)} no (KADS, cerca de ${kads.people} personas). Una primera parte con dosis fija no mostró ventaja. La inyección en un músculo se ha estudiado en pocas personas.`,
            },
          },
        ],
      },
      {
        id: 'lozenge',
        title: { en: 'Lozenge, tablet or liquid', es: 'Pastilla bajo la lengua, tableta o líquido' },
        blocks: [
          {
            is: 'say',
            words: {
              en: 'A pharmacy mixes it for one person (compounded). You hold it in your mouth, then spit or swallow. How much reaches your blood depends on that. If you swallow it, it lasts longer. The milligrams of one way do not fit another.',
              es: 'Una farmacia la prepara para una persona (medicina preparada). Se deja en la boca y luego se escupe o se traga. De eso depende cuánto llega a la sangre. Si se traga, dura más. Los miligramos de una forma no valen para otra.',
            },
          },
          {
            is: 'note',
            tone: 'amber',
            words: {
              en: '**FDA has warned about ketamine by mail for use at home.** Nobody watches your breathing there. [Read the two warnings](/learn/law).',
              es: '**La FDA advirtió sobre la ketamina por correo para usar en casa.** Ahí nadie vigila su respiración. [Lea las dos advertencias](/learn/law).',
            },
          },
        ],
      },
      {
        id: 'side-by-side',
        title: { en: 'Side by side', es: 'Una al lado de otra' },
        blocks: [
          {
            is: 'drawing',
            title: { en: 'When the level in the blood is highest', es: 'Cuándo es más alto el nivel en la sangre' },
            lead: {
              en: 'Each line is drawn against its own highest point. It shows **when**, not how much.',
              es: 'Cada línea se dibuja contra su propio punto más alto. Muestra **cuándo**, no cuánto.',
            },
            draw: (language) => curves(ways, language),
          },
          {
            is: 'table',
            title: { en: 'The four ways', es: 'Las cuatro formas' },
            table: {
              head: [
                { en: 'Way', es: 'Forma' },
                { en: 'Highest after', es: 'Más alta a los' },
                { en: 'Half after', es: 'La mitad a los' },
                { en: 'Can it be stopped?', es: '¿Se puede parar?' },
                { en: 'FDA and depression', es: 'La FDA y la depresión' },
              ],
              rows: (
                [
                  [
                    'infusion',
                    { en: 'Infusion', es: 'Infusión' },
                    { en: 'yes, at once', es: 'sí, en el acto' },
                    { en: 'off-label', es: 'fuera de etiqueta' },
                  ],
                  [
                    'spray',
                    { en: 'Nasal spray', es: 'Aerosol nasal' },
                    { en: 'only between devices', es: 'solo entre envases' },
                    { en: 'approved for some kinds', es: 'aprobado para algunos tipos' },
                  ],
                  [
                    'injection',
                    { en: 'Injection', es: 'Inyección' },
                    { en: 'no', es: 'no' },
                    { en: 'off-label', es: 'fuera de etiqueta' },
                  ],
                  [
                    'lozenge',
                    { en: 'Lozenge', es: 'Pastilla bajo la lengua' },
                    { en: 'only while in the mouth', es: 'solo mientras está en la boca' },
                    { en: 'off-label, product not approved', es: 'fuera de etiqueta, producto no aprobado' },
                  ],
                ] as const
              ).map(([name, word, stopped, law]) => {
                const { highestMin, halfMin } = wayOf(ways, name);
                const [high, half] = [timeOf(highestMin), timeOf(halfMin)];
                return [word, { en: high, es: high }, { en: half, es: half }, stopped, law];
              }),
            },
            foot: {
              en: `Times computed for a typical adult of ${many(comparedWays.value.weightKg)} kg. Injection and lozenge are rough estimates.`,
              es: `Tiempos calculados para un adulto típico de ${many(comparedWays.value.weightKg)} kg. Inyección y pastilla son cálculos aproximados.`,
            },
          },
        ],
      },
    ],
    notKnown: [
      {
        en: 'Which way works best. Few studies put two ways side by side.',
        es: 'Qué forma funciona mejor. Pocos estudios comparan dos formas.',
      },
      {
        en: 'The right dose for a lozenge. No study we read sets one.',
        es: 'La dosis correcta de la pastilla bajo la lengua. Ningún estudio que leímos la fija.',
      },
    ],
    references: [
      'labelSpravato',
      'labelKetalar',
      'fava2018',
      'kads',
      'otto2021',
      'perezRuixo2021',
      'kamp2020',
      'simons2022',
      'fdaCompounded',
    ],
  };
}
