/** Usual weeks, and what comes after them. */
import type { Figures } from '#clinical/learn/learn.ts';
import { weekDots } from '#server/public/pictures-time.ts';
import type { LearnPage } from './article.ts';
import { known, many, of100, others } from './say.ts';

const weeksBetween = ({ gapsDays }: { readonly gapsDays: readonly number[] }): number => known(gapsDays[0]) / 7;

/** How many weeks a series takes at its usual rhythm. */
const weeksOf = ({
  sessions,
  mostPer7Days,
}: {
  readonly sessions?: number | undefined;
  readonly mostPer7Days: number;
}): number => known(sessions) / mostPer7Days;

export function weeks({ of }: Figures): LearnPage {
  const { induction, weekly, everyTwoWeeks } = of.labelPhases;
  const firstTo = known(induction.value.toWeek);
  const weeklyTo = known(weekly.value.toWeek);
  const laterFrom = known(everyTwoWeeks.value.fromWeek);
  const everyWeeks = weeksBetween(everyTwoWeeks.value);
  const decideWeek = of.labelDecision.value;
  const series = of.ivInductions;
  const review = of.reviewAfter.value;
  const keep = of.ivMaintenance;
  const stop = of.stopOrGoOn.value;
  const shown = weeklyTo + 2 * everyWeeks;
  const perWeek = Array.from({ length: shown }, (_, at) => {
    const week = at + 1;
    if (week <= firstTo) return { week, sessions: induction.value.mostPer7Days };
    if (week <= weeklyTo) return { week, sessions: known(weekly.value.mostPerWeek) };
    return { week, sessions: (week - laterFrom) % everyWeeks === 0 ? 1 : 0 };
  });
  const total = perWeek.reduce((sum, { sessions }) => sum + sessions, 0);
  return {
    slug: 'weeks',
    title: { en: 'Usual weeks, and what comes after', es: 'Las semanas usuales y lo que sigue' },
    lead: {
      en: 'Often at first, then less and less. Before you start, ask when it is judged and when it ends.',
      es: 'Seguido al principio y después cada vez menos. Antes de empezar, pregunte cuándo se evalúa y cuándo termina.',
    },
    short: [
      {
        en: `**Spray:** ${induction.value.mostPer7Days} times a week for ${firstTo} weeks, then once a week, then less.`,
        es: `**Aerosol:** ${induction.value.mostPer7Days} veces por semana por ${firstTo} semanas, luego una vez, luego menos.`,
      },
      {
        en: `**Infusions:** often ${series.A.value.sessions} in ${weeksOf(series.B.value)} or ${weeksOf(series.A.value)} weeks. No law sets this.`,
        es: `**Infusiones:** a menudo ${series.A.value.sessions} en ${weeksOf(series.B.value)} o ${weeksOf(series.A.value)} semanas. Ninguna ley lo fija.`,
      },
      {
        en: `**Then a check:** does it help you? With the spray, at week ${decideWeek}.`,
        es: `**Luego una evaluación:** ¿le ayuda? Con el aerosol, en la semana ${decideWeek}.`,
      },
      {
        en: '**If it helps:** the fewest sessions that keep you well.',
        es: '**Si ayuda:** las menos sesiones que le mantengan bien.',
      },
    ],
    sections: [
      {
        id: 'spray',
        title: { en: 'The spray: weeks set by the label', es: 'El aerosol: semanas que fija la etiqueta' },
        blocks: [
          {
            is: 'drawing',
            title: { en: 'Each dot is one session', es: 'Cada punto es una sesión' },
            draw: (language) =>
              weekDots(perWeek, {
                says:
                  language === 'en'
                    ? perWeek.map(({ week, sessions }) => `Week ${week}: ${sessions}.`).join(' ')
                    : perWeek.map(({ week, sessions }) => `Semana ${week}: ${sessions}.`).join(' '),
              }),
            table: {
              head: [
                { en: 'Week', es: 'Semana' },
                { en: 'Sessions', es: 'Sesiones' },
              ],
              rows: perWeek.map(({ week, sessions }) => [
                { en: String(week), es: String(week) },
                { en: String(sessions), es: String(sessions) },
              ]),
            },
            foot: {
              en: `Weeks ${known(induction.value.fromWeek)} to ${shown}, with a session every ${everyWeeks} weeks at the end: ${total} sessions. Some people go on every week instead.`,
              es: `Semanas ${known(induction.value.fromWeek)} a ${shown}, con una sesión cada ${everyWeeks} semanas al final: ${total} sesiones. Algunas personas siguen cada semana.`,
            },
          },
          {
            is: 'say',
            words: {
              en: `At the end of week ${decideWeek} you and your clinician look at the result. If it does not help, stopping is a good choice. If it helps, sessions get fewer.`,
              es: `Al final de la semana ${decideWeek} usted y su profesional miran el resultado. Si no ayuda, parar es una buena decisión. Si ayuda, las sesiones son cada vez menos.`,
            },
          },
          {
            is: 'say',
            words: {
              en: 'Missed one? In the first weeks the plan goes on as it was. Later, and if you feel worse, a clinician may go back to the step before.',
              es: '¿Faltó a una? En las primeras semanas el plan sigue igual. Más tarde, y si se siente peor, el profesional puede volver al paso anterior.',
            },
          },
        ],
      },
      {
        id: 'infusions',
        title: { en: 'Infusions: weeks set by studies', es: 'Infusiones: semanas que vienen de estudios' },
        blocks: [
          {
            is: 'table',
            title: { en: 'What studies gave', es: 'Lo que dieron los estudios' },
            table: {
              head: [
                { en: 'Sessions', es: 'Sesiones' },
                { en: 'Most in a week', es: 'Máximo por semana' },
                { en: 'Study', es: 'Estudio' },
              ],
              rows: (
                [
                  [series.A.value, 'ELEKT-D'],
                  [series.A8.value, 'KARMA-Dep'],
                  [series.B.value, 'Phillips'],
                ] as const
              ).map(([{ sessions, mostPer7Days }, study]) => [
                { en: many(known(sessions)), es: many(known(sessions)) },
                { en: many(mostPer7Days), es: many(mostPer7Days) },
                { en: study, es: study },
              ]),
            },
          },
          {
            is: 'say',
            words: {
              en: `Half of those who got much better were so after ${of.infusionsToResponse.value} infusions. Our own advice: look after session ${review.earlySession}, and decide after session ${review.decisionSession}.`,
              es: `La mitad de quienes mejoraron mucho lo hicieron con ${of.infusionsToResponse.value} infusiones. Nuestro consejo: mirar después de la sesión ${review.earlySession} y decidir después de la ${review.decisionSession}.`,
            },
          },
          {
            is: 'say',
            words: {
              en: `After the series, one study went on once a week, ${keep.weekly.value.sessions} times. Others give one every ${weeksBetween(keep.longer.value)} weeks or more. Nobody knows the best rhythm.`,
              es: `Después de la serie, un estudio siguió una vez por semana, ${keep.weekly.value.sessions} veces. Otros dan una cada ${weeksBetween(keep.longer.value)} semanas o más. Nadie sabe cuál es el mejor ritmo.`,
            },
          },
        ],
      },
      {
        id: 'going-on',
        title: { en: 'Going on, or stopping', es: 'Seguir o parar' },
        blocks: [
          {
            is: 'say',
            words: {
              en: `Going on keeps more people well. In one study (SUSTAIN-1), ${many(stop.well.people)} people were well after ${stop.weeksBefore} weeks of spray. A lot decided who went on. Of ${many(stop.well.goOn.people)} who went on, ${of100(stop.well.goOn.per100)} of 100 fell back. ${others(stop.well.goOn.per100)} did not. Of ${many(stop.well.stop.people)} who got an empty spray, ${of100(stop.well.stop.per100)} of 100 fell back. ${others(stop.well.stop.per100)} did not.`,
              es: `Seguir mantiene bien a más personas. En un estudio (SUSTAIN-1), ${many(stop.well.people)} personas estaban bien tras ${stop.weeksBefore} semanas de aerosol. Un sorteo decidió quién seguía. De ${many(stop.well.goOn.people)} que siguieron, recayeron ${of100(stop.well.goOn.per100)} de cada 100. ${others(stop.well.goOn.per100)} no. De ${many(stop.well.stop.people)} con un aerosol vacío, recayeron ${of100(stop.well.stop.per100)} de cada 100. ${others(stop.well.stop.per100)} no.`,
            },
          },
          {
            is: 'say',
            words: {
              en: `Going on also means more time, more cost and more doses. Our own advice: ask every ${of.needReview.value} months whether you still need it.`,
              es: `Seguir también significa más tiempo, más gasto y más dosis. Nuestro consejo: preguntar cada ${of.needReview.value} meses si todavía hace falta.`,
            },
          },
          {
            is: 'note',
            tone: 'amber',
            words: {
              en: 'The weeks after a series ends can be hard. Agree before on whom you call.',
              es: 'Las semanas después de una serie pueden ser difíciles. Acuerde antes a quién llamar.',
            },
          },
        ],
      },
    ],
    notKnown: [
      { en: 'How long to go on.', es: 'Cuánto tiempo seguir.' },
      {
        en: 'The best time between infusions after a series.',
        es: 'El mejor tiempo entre infusiones después de una serie.',
      },
      { en: 'How to stop with the least risk of falling back.', es: 'Cómo parar con el menor riesgo de recaer.' },
    ],
    references: ['labelSpravato', 'elektD', 'karmaDep2', 'phillips2019', 'sustain1'],
  };
}
