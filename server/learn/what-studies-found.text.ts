/** What studies found, in people of 100. */
import type { Figures, Range } from '#clinical/learn/learn.ts';
import type { Both } from '#server/public/language.ts';
import type { LearnPage } from './article.ts';
import { many, moreOf, of100, others, rangeOf } from './say.ts';

const better = { yes: { en: 'much better', es: 'mucho mejor' }, no: { en: 'are not', es: 'no' } };
const well = {
  yes: { en: 'well: few or no signs left', es: 'bien: pocos signos o ninguno' },
  no: { en: 'are not', es: 'no' },
};
const sprayAndPill: Both = { en: 'New pill and esketamine spray', es: 'Pastilla nueva y aerosol de esketamina' };
const emptyAndPill: Both = { en: 'New pill and empty spray', es: 'Pastilla nueva y aerosol vacío' };

const lowAndPill: Both = { en: 'New pill and spray, lower dose', es: 'Pastilla nueva y aerosol, dosis baja' };
const highAndPill: Both = { en: 'New pill and spray, higher dose', es: 'Pastilla nueva y aerosol, dosis alta' };

/** The ends of a range that goes from fewer to more. */
const fewerOf = ({ from }: Range) => String(Math.round(-from));
const mostOf = ({ to }: Range) => String(Math.round(to));

export function whatStudiesFound({ of }: Figures): LearnPage {
  const t2 = of.sprayMuchBetter.value;
  const t2Well = of.sprayWell.value;
  const t1 = of.transform1Found.value;
  const pooled = of.sprayOverTime.value;
  const [, late] = pooled.at;
  const older = of.sprayOlderMuchBetter.value;
  const alone = of.sprayAloneWell.value;
  const quetiapine = of.sprayOrQuetiapineWell.value;
  const ect = of.infusionOrEctMuchBetter.value;
  const hospital = of.infusionOrEctInHospitalWell.value;
  const midazolam = of.infusionOrMidazolamMuchBetter.value;
  const clinics = of.usualCare.value;
  const series = of.seriesMuchBetter.value;
  const [lowRange, highRange] = [rangeOf(t1.low.more), rangeOf(t1.high.more)];
  const t2Range = rangeOf(t2.difference);
  const t2WellRange = rangeOf(t2Well.difference);
  const olderRange = rangeOf(older.difference);
  const ectRange = rangeOf(ect.difference);
  const hospitalRange = rangeOf({ from: -hospital.difference.to, to: -hospital.difference.from });
  return {
    slug: 'what-studies-found',
    title: { en: 'What studies found, in 100 people', es: 'Lo que hallaron los estudios, en 100 personas' },
    lead: {
      en: 'Good news and bad news in the same size. Some studies found no clear gain. They are here too.',
      es: 'Lo bueno y lo malo en el mismo tamaño. Algunos estudios no hallaron una ventaja clara. También están aquí.',
    },
    short: [
      {
        en: `**Spray with a new pill, day ${late.day}:** ${of100(late.active.per100)} of 100 much better, ${others(late.active.per100)} not. With an empty spray: ${of100(late.control.per100)} and ${others(late.control.per100)}. So about ${moreOf(late.active.per100, late.control.per100)} more.`,
        es: `**Aerosol con una pastilla nueva, día ${late.day}:** ${of100(late.active.per100)} de cada 100 mucho mejor, ${others(late.active.per100)} no. Con aerosol vacío: ${of100(late.control.per100)} y ${others(late.control.per100)}. Son cerca de ${moreOf(late.active.per100, late.control.per100)} más.`,
      },
      {
        en: `Infusions in clinics: ${of100(clinics.muchBetter)} of 100 much better, ${others(clinics.muchBetter)} not. No comparison group.`,
        es: `Infusiones en clínicas: ${of100(clinics.muchBetter)} de cada 100 mucho mejor, ${others(clinics.muchBetter)} no. Sin grupo de comparación.`,
      },
      {
        en: `For some it got worse: ${of100(clinics.worse)} of 100 in those clinics.`,
        es: `A algunas les fue peor: ${of100(clinics.worse)} de cada 100 en esas clínicas.`,
      },
      {
        en: 'One of these two studies of the spray did **not** meet its main result. In two studies in hospitals, infusions did **not** beat the other treatment.',
        es: 'Uno de esos dos estudios del aerosol **no** alcanzó su resultado principal. En dos estudios en hospitales, las infusiones **no** superaron al otro tratamiento.',
      },
    ],
    sections: [
      {
        id: 'words',
        title: { en: 'Three words', es: 'Tres palabras' },
        blocks: [
          {
            is: 'list',
            items: [
              {
                en: '**Much better**: the score of depression fell by half or more.',
                es: '**Mucho mejor**: el puntaje de depresión bajó a la mitad o más.',
              },
              {
                en: '**Well**: the score is so low that few or no signs are left.',
                es: '**Bien**: el puntaje es tan bajo que quedan pocos signos o ninguno.',
              },
              {
                en: '**Likely**: a study sees only some people. The true count most likely lies in this range.',
                es: '**Probable**: un estudio ve solo a algunas personas. La cuenta verdadera está muy probablemente en ese rango.',
              },
            ],
          },
        ],
      },
      {
        id: 'spray',
        title: { en: 'Nasal spray', es: 'Aerosol nasal' },
        blocks: [
          {
            is: 'counts',
            title: {
              en: `Two studies put together, day ${late.day}`,
              es: `Dos estudios juntos, día ${late.day}`,
            },
            ...better,
            groups: [
              { name: sprayAndPill, ...late.active, meaning: 'benefit' },
              { name: emptyAndPill, ...late.control, meaning: 'other' },
            ],
            together: {
              en: `**About ${moreOf(late.active.per100, late.control.per100)} more of 100** are much better because of the spray. ${others(late.active.per100)} of 100 are not, even with it.`,
              es: `**Cerca de ${moreOf(late.active.per100, late.control.per100)} más de cada 100** están mucho mejor gracias al aerosol. ${others(late.active.per100)} de cada 100 no, aun con él.`,
            },
            foot: {
              en: `TRANSFORM-1 and TRANSFORM-2, ${many(late.active.people)} and ${many(late.control.people)} people counted. Each study alone follows.`,
              es: `TRANSFORM-1 y TRANSFORM-2, ${many(late.active.people)} y ${many(late.control.people)} personas contadas. Sigue cada estudio por separado.`,
            },
          },
          {
            is: 'counts',
            title: {
              en: `TRANSFORM-1 alone: its main result was not met`,
              es: `TRANSFORM-1 solo: no alcanzó su resultado principal`,
            },
            lead: {
              en: `Much better after ${t1.weeks} weeks, with each dose. The main result was how far the score fell. The plan: the higher dose had to pass first. Its difference was **not clear**. So by the plan neither dose passed.`,
              es: `Mucho mejor tras ${t1.weeks} semanas, con cada dosis. El resultado principal era cuánto bajaba el puntaje. El plan: primero debía pasar la dosis alta. Su diferencia **no fue clara**. Así que, según el plan, ninguna dosis pasó.`,
            },
            ...better,
            groups: [
              { name: lowAndPill, per100: t1.low.muchBetter, meaning: 'benefit' },
              { name: highAndPill, per100: t1.high.muchBetter, meaning: 'benefit' },
              { name: emptyAndPill, per100: t1.empty.muchBetter, meaning: 'other' },
            ],
            together: {
              en: `Counted this way, about ${moreOf(t1.low.muchBetter, t1.empty.muchBetter)} more of 100 with the lower dose (likely ${lowRange.en} more) and ${moreOf(t1.high.muchBetter, t1.empty.muchBetter)} more with the higher one (likely ${highRange.en} more).`,
              es: `Contado así, cerca de ${moreOf(t1.low.muchBetter, t1.empty.muchBetter)} más de cada 100 con la dosis baja (probable: de ${lowRange.es} más) y ${moreOf(t1.high.muchBetter, t1.empty.muchBetter)} más con la alta (probable: de ${highRange.es} más).`,
            },
            foot: {
              en: `TRANSFORM-1, ${many(t1.people)} people: ${many(t1.low.people)}, ${many(t1.high.people)} and ${many(t1.empty.people)}. That the higher dose did not pass is in our notes from general knowledge; we have still to read it in the study itself.`,
              es: `TRANSFORM-1, ${many(t1.people)} personas: ${many(t1.low.people)}, ${many(t1.high.people)} y ${many(t1.empty.people)}. Que la dosis alta no pasó está en nuestras notas por conocimiento general; falta leerlo en el estudio mismo.`,
            },
          },
          {
            is: 'counts',
            title: {
              en: `TRANSFORM-2 alone, after ${t2.weeks} weeks`,
              es: `TRANSFORM-2 solo, tras ${t2.weeks} semanas`,
            },
            ...better,
            groups: [
              { name: sprayAndPill, per100: t2.active.per100, meaning: 'benefit' },
              { name: emptyAndPill, per100: t2.control.per100, meaning: 'other' },
            ],
            together: {
              en: `**About ${moreOf(t2.active.per100, t2.control.per100)} more of 100** are much better because of the spray. Likely ${t2Range.en} more.`,
              es: `**Cerca de ${moreOf(t2.active.per100, t2.control.per100)} más de cada 100** están mucho mejor gracias al aerosol. Es probable que sean de ${t2Range.es} más.`,
            },
            foot: {
              en: `TRANSFORM-2, ${many(t2.people)} people: ${many(t2.active.people)} and ${many(t2.control.people)}.`,
              es: `TRANSFORM-2, ${many(t2.people)} personas: ${many(t2.active.people)} y ${many(t2.control.people)}.`,
            },
          },
          {
            is: 'counts',
            title: { en: 'TRANSFORM-1: how many were well?', es: 'TRANSFORM-1: ¿cuántas estaban bien?' },
            ...well,
            groups: [
              { name: lowAndPill, per100: t1.low.well, meaning: 'benefit' },
              { name: highAndPill, per100: t1.high.well, meaning: 'benefit' },
              { name: emptyAndPill, per100: t1.empty.well, meaning: 'other' },
            ],
            together: {
              en: `**No clear difference.** Lower dose: likely from ${fewerOf(t1.low.moreWell)} fewer to ${mostOf(t1.low.moreWell)} more of 100. Higher dose: from ${fewerOf(t1.high.moreWell)} fewer to ${mostOf(t1.high.moreWell)} more.`,
              es: `**Sin diferencia clara.** Dosis baja: probable de ${fewerOf(t1.low.moreWell)} menos a ${mostOf(t1.low.moreWell)} más de cada 100. Dosis alta: de ${fewerOf(t1.high.moreWell)} menos a ${mostOf(t1.high.moreWell)} más.`,
            },
            foot: {
              en: `TRANSFORM-1, ${many(t1.people)} people.`,
              es: `TRANSFORM-1, ${many(t1.people)} personas.`,
            },
          },
          {
            is: 'counts',
            title: { en: 'TRANSFORM-2: how many were well?', es: 'TRANSFORM-2: ¿cuántas estaban bien?' },
            ...well,
            groups: [
              { name: sprayAndPill, per100: t2Well.active.per100, meaning: 'benefit' },
              { name: emptyAndPill, per100: t2Well.control.per100, meaning: 'other' },
            ],
            together: {
              en: `**About ${moreOf(t2Well.active.per100, t2Well.control.per100)} more of 100** are well because of the spray. Likely ${t2WellRange.en} more.`,
              es: `**Cerca de ${moreOf(t2Well.active.per100, t2Well.control.per100)} más de cada 100** están bien gracias al aerosol. Es probable que sean de ${t2WellRange.es} más.`,
            },
            foot: {
              en: `TRANSFORM-2, ${many(t2Well.people)} people.`,
              es: `TRANSFORM-2, ${many(t2Well.people)} personas.`,
            },
          },
          {
            is: 'table',
            title: { en: 'More studies of the spray', es: 'Más estudios del aerosol' },
            table: {
              head: [
                { en: 'Who, and compared with what', es: 'Quién, y comparado con qué' },
                { en: 'With spray', es: 'Con aerosol' },
                { en: 'With the other', es: 'Con lo otro' },
              ],
              rows: [
                [
                  {
                    en: `${many(older.people)} people of ${of.olderFrom.value} and over (${many(older.active.people)} and ${many(older.control.people)}), much better. Likely ${olderRange.en} more`,
                    es: `${many(older.people)} personas de ${of.olderFrom.value} años o más (${many(older.active.people)} y ${many(older.control.people)}), mucho mejor. Probable: de ${olderRange.es} más`,
                  },
                  of100Both(older.active.per100),
                  of100Both(older.control.per100),
                ],
                [
                  {
                    en: `${many(alone.people)} people, spray without a pill, well after ${alone.weeks} weeks`,
                    es: `${many(alone.people)} personas, aerosol sin pastilla, bien tras ${alone.weeks} semanas`,
                  },
                  of100Both(alone.active.per100),
                  of100Both(alone.control.per100),
                ],
                [
                  {
                    en: `${many(quetiapine.people)} people, against another medicine (quetiapine), well after ${quetiapine.weeks} weeks`,
                    es: `${many(quetiapine.people)} personas, contra otra medicina (quetiapina), bien tras ${quetiapine.weeks} semanas`,
                  },
                  of100Both(quetiapine.active.per100),
                  of100Both(quetiapine.control.per100),
                ],
              ],
            },
            foot: {
              en: 'In older people the difference was not clear.',
              es: 'En las personas mayores la diferencia no fue clara.',
            },
          },
        ],
      },
      {
        id: 'infusions',
        title: { en: 'Infusions', es: 'Infusiones' },
        blocks: [
          {
            is: 'counts',
            title: { en: 'In US clinics, after a series', es: 'En clínicas de EE. UU., tras una serie' },
            ...better,
            groups: [
              {
                name: { en: 'Infusions', es: 'Infusiones' },
                per100: clinics.muchBetter,
                meaning: 'benefit',
                people: clinics.people,
              },
            ],
            foot: {
              en: `McInnes, ${many(clinics.people)} people. No comparison group. ${many(clinics.treated)} people were treated: of most, nobody knows the result. It could be better or worse. ${of.ivInductions.B.value.sessions} infusions in ${series.weeks} weeks, ${many(series.people)} people: ${of100(series.active.per100)} of 100 much better (Phillips).`,
              es: `McInnes, ${many(clinics.people)} personas. Sin grupo de comparación. Se trató a ${many(clinics.treated)} personas: de la mayoría no se sabe el resultado. Podría ser mejor o peor. ${of.ivInductions.B.value.sessions} infusiones en ${series.weeks} semanas, ${many(series.people)} personas: ${of100(series.active.per100)} de cada 100 mucho mejor (Phillips).`,
            },
          },
          {
            is: 'counts',
            title: {
              en: 'The same clinics: for whom did it get worse?',
              es: 'Las mismas clínicas: ¿a quién le fue peor?',
            },
            yes: { en: 'depression got worse', es: 'la depresión empeoró' },
            no: { en: 'did not', es: 'no' },
            groups: [
              {
                name: { en: 'Infusions', es: 'Infusiones' },
                per100: clinics.worse,
                meaning: 'harm',
                people: clinics.people,
              },
            ],
            together: {
              en: `Thoughts of suicide got worse in ${of100(clinics.worseSuicidal)} of 100. In ${others(clinics.worseSuicidal)} they did not.`,
              es: `Los pensamientos de suicidio empeoraron en ${of100(clinics.worseSuicidal)} de cada 100. En ${others(clinics.worseSuicidal)} no.`,
            },
            foot: { en: `McInnes, ${many(clinics.people)} people.`, es: `McInnes, ${many(clinics.people)} personas.` },
          },
        ],
      },
      {
        id: 'other-treatments',
        title: { en: 'Against other treatments', es: 'Frente a otros tratamientos' },
        blocks: [
          {
            is: 'say',
            words: {
              en: 'ECT is treatment with a short current, under anesthesia. It is used for severe depression when other treatments have not helped.',
              es: 'La TEC es un tratamiento con corriente breve, bajo anestesia. Se usa en la depresión grave cuando otros tratamientos no han ayudado.',
            },
          },
          {
            is: 'counts',
            title: {
              en: `Infusions or ECT, ${ect.weeks} weeks`,
              es: `Infusiones o TEC, ${ect.weeks} semanas`,
            },
            ...better,
            groups: [
              {
                name: { en: 'Ketamine infusions', es: 'Infusiones de ketamina' },
                per100: ect.active.per100,
                people: ect.active.people,
                meaning: 'benefit',
              },
              {
                name: { en: 'ECT', es: 'TEC' },
                per100: ect.control.per100,
                people: ect.control.people,
                meaning: 'other',
              },
            ],
            together: {
              en: `About ${moreOf(ect.active.per100, ect.control.per100)} more of 100 with infusions. Likely ${ectRange.en} more.`,
              es: `Cerca de ${moreOf(ect.active.per100, ect.control.per100)} más de cada 100 con infusiones. Probable: de ${ectRange.es} más.`,
            },
            foot: {
              en: `ELEKT-D, ${many(ect.people)} people treated. Everyone knew what they got.`,
              es: `ELEKT-D, ${many(ect.people)} personas tratadas. Todas sabían qué recibían.`,
            },
          },
          {
            is: 'counts',
            title: { en: 'In hospital: infusions or ECT', es: 'En hospital: infusiones o TEC' },
            ...well,
            groups: [
              {
                name: { en: 'Ketamine infusions', es: 'Infusiones de ketamina' },
                per100: hospital.active.per100,
                meaning: 'benefit',
              },
              { name: { en: 'ECT', es: 'TEC' }, per100: hospital.control.per100, meaning: 'other' },
            ],
            together: {
              en: `**Here ECT did better**: ${moreOf(hospital.control.per100, hospital.active.per100)} more of 100 were well. Likely ${hospitalRange.en} more.`,
              es: `**Aquí la TEC fue mejor**: ${moreOf(hospital.control.per100, hospital.active.per100)} más de cada 100 estaban bien. Probable: de ${hospitalRange.es} más.`,
            },
            foot: { en: `KetECT, ${many(hospital.people)} people.`, es: `KetECT, ${many(hospital.people)} personas.` },
          },
          {
            is: 'counts',
            title: {
              en: 'In hospital: infusions of ketamine or of a calming medicine',
              es: 'En hospital: infusiones de ketamina o de un calmante',
            },
            ...better,
            groups: [
              { name: { en: 'Ketamine', es: 'Ketamina' }, per100: midazolam.active.per100, meaning: 'benefit' },
              {
                name: { en: 'Calming medicine (midazolam)', es: 'Calmante (midazolam)' },
                per100: midazolam.control.per100,
                meaning: 'other',
              },
            ],
            together: {
              en: '**No clear difference.** The study was small. Many people could tell which one they got.',
              es: '**Sin diferencia clara.** El estudio fue pequeño. Muchas personas adivinaron qué recibían.',
            },
            foot: {
              en: `KARMA-Dep 2, ${many(midazolam.people)} people.`,
              es: `KARMA-Dep 2, ${many(midazolam.people)} personas.`,
            },
          },
        ],
      },
    ],
    notKnown: [
      {
        en: 'How much of the benefit comes from hope. People can often tell whether they got ketamine.',
        es: 'Cuánto del beneficio viene de la esperanza. Muchas veces se nota si se recibió ketamina.',
      },
      {
        en: 'How people do who never answered after treatment.',
        es: 'Cómo están las personas que no respondieron después del tratamiento.',
      },
      {
        en: 'How well lozenges work. Most reports have no comparison group.',
        es: 'Qué tan bien funcionan las pastillas bajo la lengua. Casi ningún informe tiene grupo de comparación.',
      },
    ],
    references: [
      'turkoz2021',
      'transform1',
      'transformTables',
      'janik2025',
      'escapeTrd',
      'mcInnes2022',
      'phillips2019',
      'elektD',
      'ketEct',
      'karmaDep2',
    ],
  };
}

/** Both sides in one cell: `27 of 100, 73 not`. */
const of100Both = (per100: number): Both => ({
  en: `${of100(per100)} of 100, ${others(per100)} not`,
  es: `${of100(per100)} de 100, ${others(per100)} no`,
});
