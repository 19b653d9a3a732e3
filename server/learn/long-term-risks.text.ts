/** Long-term risks. */
import type { Figures } from '#clinical/learn/learn.ts';
import type { LearnPage } from './article.ts';
import { factOf, many, of100, others } from './say.ts';

export function longTermRisks({ of }: Figures): LearnPage {
  const long = of.longUse.value;
  const users = factOf(
    of.bladderFacts.rows,
    'regular recreational users with lower urinary tract symptoms',
    'abovePct',
  );
  const often = factOf(of.bladderFacts.rows, 'esketamine trials up to 1 year', 'pollakiuriaPct');
  const longInfusion = 'S-ketamine for 100 hours, again at 16 days: enzymes three times the limit or more';
  const affected = factOf(of.liverFacts.rows, longInfusion, 'affected');
  const patients = factOf(of.liverFacts.rows, longInfusion, 'patients');
  const bladder = of.bladderChecks.value;
  const checks = of.liverChecks.value;
  return {
    slug: 'long-term-risks',
    title: { en: 'Long-term risks', es: 'Riesgos a largo plazo' },
    lead: {
      en: 'Less is known about years than about days. Here is what was seen, and what nobody has looked at.',
      es: 'Se sabe menos de los años que de los días. Aquí está lo que se vio y lo que nadie ha mirado.',
    },
    short: [
      {
        en: '**Bladder:** heavy street use harms it. In treatment it is rarely reported, but watched.',
        es: '**Vejiga:** el uso fuerte en la calle la daña. En el tratamiento se informa poco, pero se vigila.',
      },
      {
        en: '**Liver:** tests can rise with very high or very close doses.',
        es: '**Hígado:** los análisis pueden subir con dosis muy altas o muy seguidas.',
      },
      {
        en: '**Wanting more:** it can be misused. That is why it is a controlled medicine.',
        es: '**Querer más:** se puede usar mal. Por eso es una medicina controlada.',
      },
      {
        en: `**Years:** one study followed ${many(long.people)} people with the spray, for ${many(Math.round(long.months))} months on average.`,
        es: `**Años:** un estudio siguió a ${many(long.people)} personas con el aerosol, ${many(Math.round(long.months))} meses en promedio.`,
      },
    ],
    sections: [
      {
        id: 'bladder',
        title: { en: 'Bladder', es: 'Vejiga' },
        blocks: [
          {
            is: 'say',
            words: {
              en: `Of people who use ketamine on the street often, more than ${users} of 100 have trouble with the bladder. The others do not. (How many people were counted: not known.) Stopped early, it can heal. Late, it can scar.`,
              es: `De las personas que usan ketamina seguido en la calle, más de ${users} de cada 100 tienen problemas de vejiga. Las demás no. (Cuántas personas se contaron: no se sabe.) Si se deja pronto, puede sanar. Tarde, puede dejar cicatrices.`,
            },
          },
          {
            is: 'counts',
            title: {
              en: `Having to pass water often, in ${of.sprayMuchBetter.value.weeks} weeks`,
              es: `Orinar muy seguido, en ${of.sprayMuchBetter.value.weeks} semanas`,
            },
            yes: { en: 'had this', es: 'lo tuvieron' },
            no: { en: 'did not', es: 'no' },
            groups: [
              {
                name: { en: 'Esketamine spray', es: 'Aerosol de esketamina' },
                per100: often.active,
                meaning: 'harm',
                people: of.transform1.value.patients?.active,
              },
              {
                name: { en: 'Empty spray', es: 'Aerosol vacío' },
                per100: often.control,
                meaning: 'other',
                people: of.transform1.value.patients?.control,
              },
            ],
            foot: {
              en: 'TRANSFORM-1. No lasting bladder damage was seen in studies of up to a year.',
              es: 'TRANSFORM-1. No se vio daño duradero de la vejiga en estudios de hasta un año.',
            },
          },
          {
            is: 'say',
            words: {
              en: `From treatment of depression, the first case of bladder damage has been published. How often it comes is not known. **What is done:** a question at each session. Our own advice: a urine test every ${bladder.everyMonths} months. Pain or blood: tell them at once.`,
              es: `Del tratamiento de la depresión se ha publicado el primer caso de daño de vejiga. No se sabe qué tan seguido ocurre. **Qué se hace:** una pregunta en cada sesión. Nuestro consejo: una prueba de orina cada ${bladder.everyMonths} meses. Si hay dolor o sangre, avise en el acto.`,
            },
          },
        ],
      },
      {
        id: 'liver',
        title: { en: 'Liver', es: 'Hígado' },
        blocks: [
          {
            is: 'say',
            words: {
              en: `In a pain study, esketamine ran into a vein for days and was given again soon. Liver tests rose high in ${affected} of ${patients} people. In the others they did not. Such doses are far above those for depression. How often it comes at usual doses is not known.`,
              es: `En un estudio de dolor, la esketamina entró en vena por días y se repitió pronto. Los análisis del hígado subieron mucho en ${affected} de ${patients} personas. En las demás no. Esas dosis son mucho más altas que para la depresión. Con dosis usuales no se sabe qué tan seguido ocurre.`,
            },
          },
          {
            is: 'say',
            words: {
              en: `**What is done:** a blood test before you start. Our own advice: again after ${checks.parenteralOrOral.afterInductionWeeks} weeks, then every ${checks.parenteralOrOral.everyMonthsWhileWeekly} months while sessions are weekly.`,
              es: `**Qué se hace:** un análisis de sangre antes de empezar. Nuestro consejo: otro a las ${checks.parenteralOrOral.afterInductionWeeks} semanas y luego cada ${checks.parenteralOrOral.everyMonthsWhileWeekly} meses mientras las sesiones sean semanales.`,
            },
          },
        ],
      },
      {
        id: 'misuse',
        title: { en: 'Misuse, and wanting more', es: 'Mal uso y querer más' },
        blocks: [
          {
            is: 'say',
            words: {
              en: 'People who had used drugs before liked both medicines more than an empty dose. So both can be misused. Long street use can bring craving and withdrawal: shaking, sweating, fear.',
              es: 'A personas que ya habían usado drogas les gustaron las dos más que una dosis vacía. Así que las dos pueden usarse mal. El uso largo en la calle puede traer ansias y abstinencia: temblor, sudor, miedo.',
            },
          },
          {
            is: 'say',
            words: {
              en: 'Signs to tell someone about: you ask for extra sessions, you wish for a higher dose, you think of it all day, you go to two centers.',
              es: 'Señales que conviene contar: pide sesiones de más, quiere una dosis más alta, piensa en ella todo el día, va a dos centros.',
            },
          },
        ],
      },
      {
        id: 'thinking',
        title: { en: 'Memory and thinking', es: 'Memoria y pensamiento' },
        blocks: [
          {
            is: 'say',
            words: {
              en: 'In a long study of the spray, thinking on the whole stayed the same or got better. Daily street use has been tied to poor memory. For many years of treatment nobody knows.',
              es: 'En un estudio largo del aerosol, el pensamiento en conjunto siguió igual o mejoró. El uso diario en la calle se ha ligado a mala memoria. De muchos años de tratamiento nadie sabe.',
            },
          },
        ],
      },
      {
        id: 'the-longest-study',
        title: { en: 'The longest study', es: 'El estudio más largo' },
        blocks: [
          {
            is: 'counts',
            title: {
              en: 'Esketamine spray, years: who stopped because of a side effect?',
              es: 'Aerosol de esketamina, años: ¿quién paró por un efecto secundario?',
            },
            yes: { en: 'stopped for a side effect', es: 'pararon por un efecto' },
            no: { en: 'did not stop for one', es: 'no pararon por eso' },
            groups: [
              {
                name: { en: 'Esketamine spray', es: 'Aerosol de esketamina' },
                per100: long.stopped,
                meaning: 'harm',
                people: long.people,
              },
            ],
            together: {
              en: `Something serious happened to ${of100(long.serious)} of 100 over the years, from any cause. To ${others(long.serious)} it did not. ${long.deaths} people died.`,
              es: `A ${of100(long.serious)} de cada 100 les pasó algo grave en esos años, por cualquier causa. A ${others(long.serious)} no. Murieron ${long.deaths} personas.`,
            },
            foot: {
              en: `SUSTAIN-3, ${many(long.people)} people, ${many(Math.round(long.months))} months on average. No comparison group: nobody knows how many had this because of the spray.`,
              es: `SUSTAIN-3, ${many(long.people)} personas, ${many(Math.round(long.months))} meses en promedio. Sin grupo de comparación: nadie sabe a cuántas les pasó por el aerosol.`,
            },
          },
        ],
      },
    ],
    notKnown: [
      { en: 'What ten years of treatment do.', es: 'Qué hacen diez años de tratamiento.' },
      {
        en: 'How often bladder or liver are harmed at usual doses.',
        es: 'Qué tan seguido se dañan la vejiga o el hígado con dosis usuales.',
      },
      {
        en: 'How many people come to misuse it because of treatment.',
        es: 'Cuántas personas llegan a usarla mal por el tratamiento.',
      },
    ],
    references: ['sustain3', 'transform1', 'cystitis2023', 'noppers2011', 'cotter2021', 'labelSpravato'],
  };
}
