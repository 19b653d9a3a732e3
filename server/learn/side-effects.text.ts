/** Side effects, one by one: every one of the catalogue. */
import type { SideEffectId } from '#clinical/chart/chart.ts';
import type { Figures } from '#clinical/learn/learn.ts';
import type { Effect, LearnPage } from './article.ts';
import { factOf, known, many, of100, of1000, others, overAfter, rangeOf, spell } from './say.ts';
import { effectWords } from './side-effects.words.ts';

/** Over weeks and months, or at any time: the rest belong to the day of the dose. */
const overMonths: readonly SideEffectId[] = ['bladder', 'liver', 'dependence', 'memory', 'mania', 'suicidality'];

export function sideEffects({ of, effects }: Figures): LearnPage {
  const told = (isLate: boolean): Effect[] =>
    effects
      .filter(({ id }) => overMonths.includes(id) === isLate)
      .map((one) => ({ told: one, ...effectWords[one.id] }))
      // What was counted stands first; the order of the catalogue stays within.
      .sort((a, b) => Number(b.told.counted !== undefined) - Number(a.told.counted !== undefined));
  const [counted] = effects.flatMap(({ counted: found }) => (found?.people === undefined ? [] : [found]));
  const study = known(counted);
  const people = known(study.people);
  const dissociation = known(effects.find(({ id }) => id === 'dissociation'));
  const onTheirOwn = known(dissociation.counted?.rows[0]);
  const asked = rangeOf(known(dissociation.asked));
  const serious = of.seriousRates.value.transform1And2;
  const thoughts = of.suicidalThoughtsAfter.value;
  const ends = spell(overAfter(effects));
  const firstWeeks = of.sprayMuchBetter.value.weeks;
  const pressures = of.expectedPressure.rows;
  const rise = factOf(pressures, 'esketamine, label table, under 65 years', 'systolicRiseFrom40Pct');
  const veryHigh = factOf(pressures, 'racemic, intravenous 0.5 mg/kg, Yale', 'severeHypertension').patientsPct;
  const raised = factOf(pressures, 'esketamine, label table, under 65 years', 'patients');
  const infused = factOf(pressures, 'racemic, intravenous 0.5 mg/kg, Yale', 'patients');
  const peak = spell(factOf(pressures, 'esketamine, label wording', 'peakMin'));
  const deep = of.ratesByScale.value.moaaS0Pct;
  return {
    slug: 'side-effects',
    title: { en: 'Side effects, one by one', es: 'Efectos secundarios, uno por uno' },
    lead: {
      en: `Most start within minutes and end within ${ends.en}, while staff watch you. Some need months to show.`,
      es: `Casi todos empiezan en minutos y pasan en ${ends.es}, mientras el personal le vigila. Algunos tardan meses en verse.`,
    },
    short: [
      {
        en: `Feeling outside yourself: ${of100(onTheirOwn.active)} of 100 told it on their own with the spray, ${others(onTheirOwn.active)} did not. Without: ${of100(onTheirOwn.control)}.`,
        es: `Sentirse fuera del cuerpo: ${of100(onTheirOwn.active)} de cada 100 lo contaron con el aerosol, ${others(onTheirOwn.active)} no. Sin él: ${of100(onTheirOwn.control)}.`,
      },
      {
        en: `Blood pressure goes up for a while. It is highest after about ${peak.en}.`,
        es: `La presión sube por un rato. Está más alta a los ${peak.es}.`,
      },
      {
        en: `Serious or severe: ${of100(serious.per100.active)} of 100 with spray (${many(serious.patients.active)} people) in ${firstWeeks} weeks, ${of100(serious.per100.control)} without (${many(serious.patients.control)} people). ${others(serious.per100.active)} and ${others(serious.per100.control)} had none.`,
        es: `Graves o fuertes: ${of100(serious.per100.active)} de cada 100 con aerosol (${many(serious.patients.active)} personas) en ${firstWeeks} semanas, ${of100(serious.per100.control)} sin él (${many(serious.patients.control)} personas). ${others(serious.per100.active)} y ${others(serious.per100.control)} no tuvieron.`,
      },
      {
        en: 'For ketamine itself most counts are missing. The kinds are the same.',
        es: 'De la ketamina misma faltan casi todas las cuentas. Los tipos son los mismos.',
      },
    ],
    sections: [
      {
        id: 'call',
        title: { en: 'When to call', es: 'Cuándo llamar' },
        blocks: [
          {
            is: 'note',
            tone: 'red',
            words: {
              en: '**Call 911 after you are home** if you have chest pain, trouble breathing, a sudden very bad headache, a seizure, or cannot be woken.',
              es: '**Llame al 911 si ya está en casa** y tiene dolor en el pecho, falta de aire, dolor de cabeza muy fuerte y repentino o convulsión, o si no despierta.',
            },
          },
          {
            is: 'note',
            tone: 'amber',
            words: {
              en: '**Call your center** if anything lasts into the next day: confusion, seeing things, fear, vomiting, or pain when you pass water.',
              es: '**Llame a su centro** si algo dura hasta el día siguiente: confusión, ver cosas, miedo, vómito o dolor al orinar.',
            },
          },
        ],
      },
      {
        id: 'how-to-read',
        title: { en: 'How to read the counts', es: 'Cómo leer las cuentas' },
        blocks: [
          {
            is: 'say',
            words: {
              en: `Out of 100 people with esketamine spray, and 100 with an empty spray. Both groups took a new pill. Most counts are from one study of ${firstWeeks} weeks, with ${many(people.active)} and ${many(people.control)} people (${study.study}). Where it had none, the entry names another study.`,
              es: `De cada 100 personas con aerosol de esketamina y 100 con aerosol vacío. Los dos grupos tomaban una pastilla nueva. Casi todas las cuentas vienen de un estudio de ${firstWeeks} semanas, con ${many(people.active)} y ${many(people.control)} personas (${study.study}). Si ahí no había cuenta, se nombra otro estudio.`,
            },
          },
          {
            is: 'say',
            words: {
              en: `**Told or asked?** These people told it on their own. When everyone is asked with a checklist, more say yes. For feeling outside yourself it is ${asked.en} of 100 then (how many people: not known).`,
              es: `**¿Contado o preguntado?** Estas personas lo contaron por su cuenta. Si se pregunta a todas con una lista, más dicen que sí. Sentirse fuera del cuerpo: entonces son ${asked.es} de cada 100 (cuántas personas: no se sabe).`,
            },
          },
          {
            is: 'say',
            words: {
              en: 'The bars show when it usually starts and ends. These times come from practice. We have not read them in a study.',
              es: 'Las barras muestran cuándo suele empezar y acabar. Estos tiempos vienen de la práctica. No los hemos leído en un estudio.',
            },
          },
        ],
      },
      {
        id: 'on-the-day',
        title: { en: 'On the day', es: 'El mismo día' },
        blocks: [
          { is: 'effects', effects: told(false) },
          {
            is: 'say',
            words: {
              en: `**More on blood pressure.** The upper number rose by a lot at least once in ${of100(rise.active)} of 100 with the spray, and in ${of100(rise.control)} without (${many(raised.active)} and ${many(known(raised.control))} people under ${of.olderFrom.value}). After infusions of ketamine, very high pressure was seen at least once in ${of100(veryHigh)} of 100 people. In ${others(veryHigh)} it was not. These were ${many(infused.active)} people in one clinic, with no comparison group.`,
              es: `**Más sobre la presión.** El número de arriba subió mucho al menos una vez en ${of100(rise.active)} de cada 100 con el aerosol, y en ${of100(rise.control)} sin él (${many(raised.active)} y ${many(known(raised.control))} personas de menos de ${of.olderFrom.value} años). Tras infusiones de ketamina, se vio presión muy alta al menos una vez en ${of100(veryHigh)} de cada 100 personas. En ${others(veryHigh)} no. Eran ${many(infused.active)} personas de una clínica, sin grupo de comparación.`,
            },
          },
          {
            is: 'say',
            words: {
              en: `**Very deep sleep is rare.** With the spray, ${of1000(deep.from)} to ${of1000(deep.to)} of ${many(1_000)} people could not be woken for a while. The others could. How many people were counted: not known.`,
              es: `**El sueño muy profundo es raro.** Con el aerosol, ${of1000(deep.from)} a ${of1000(deep.to)} de cada ${many(1_000)} personas no despertaban por un rato. Las demás sí. Cuántas personas se contaron: no se sabe.`,
            },
          },
        ],
      },
      {
        id: 'over-months',
        title: { en: 'Over weeks and months', es: 'En semanas y meses' },
        blocks: [
          { is: 'effects', effects: told(true) },
          {
            is: 'say',
            words: {
              en: `**More on thoughts of suicide.** ASPIRE II was in people who had acute thoughts of suicide at the start. In TRANSFORM-1 and TRANSFORM-2 they came in ${of100(thoughts.active.per100)} of 100 with the spray (${many(thoughts.active.people)} people) and in ${of100(thoughts.control.per100)} without (${many(thoughts.control.people)} people). ${others(thoughts.active.per100)} and ${others(thoughts.control.per100)} had none. [The pictures](/learn/how-fast).`,
              es: `**Más sobre los pensamientos de suicidio.** ASPIRE II fue con personas que ya tenían pensamientos agudos de suicidio al empezar. En TRANSFORM-1 y TRANSFORM-2 los tuvieron ${of100(thoughts.active.per100)} de cada 100 con el aerosol (${many(thoughts.active.people)} personas) y ${of100(thoughts.control.per100)} sin él (${many(thoughts.control.people)} personas). ${others(thoughts.active.per100)} y ${others(thoughts.control.per100)} no los tuvieron. [Los dibujos](/learn/how-fast).`,
            },
          },
          {
            is: 'say',
            words: {
              en: 'More on bladder, liver and wanting more of it: [long-term risks](/learn/long-term-risks).',
              es: 'Más sobre la vejiga, el hígado y las ganas de más: [riesgos a largo plazo](/learn/long-term-risks).',
            },
          },
        ],
      },
    ],
    notKnown: [
      {
        en: 'How often these come with ketamine by infusion, injection or lozenge. Most studies did not count with a comparison group.',
        es: 'Qué tan seguido vienen con ketamina en infusión, inyección o pastilla. Casi ningún estudio contó con grupo de comparación.',
      },
      {
        en: 'How often some of them come at all. Those say so.',
        es: 'Qué tan seguido vienen algunos en general. Esos lo dicen.',
      },
    ],
    references: [
      'transform1',
      'sustain1',
      'aspire2',
      'transformTables',
      'doherty2020',
      'yale2024',
      'short2018',
      'labelSpravato',
    ],
  };
}
