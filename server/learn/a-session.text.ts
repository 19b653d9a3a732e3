/** A session, step by step. */
import type { Figures } from '#clinical/learn/learn.ts';
import type { LearnPage } from './article.ts';
import { known, named, spell, stayOf } from './say.ts';
import { sessionLine, sessionRows, sessionTable } from './session-line.ts';

export function aSession({ of, effects }: Figures): LearnPage {
  const felt = known(effects.find(({ id }) => id === 'dissociation')?.time);
  const rows = sessionRows(of, { from: felt.onset.from, to: known(felt.offset).to });
  const sprayFast = named(of.fasts.rows, 'nasal spray');
  const veinFast = named(of.fasts.rows, 'by injection or infusion');
  const { systolic, diastolic } = of.decisionAbove.value;
  const stay = stayOf(of.leastStays.nasal.value);
  const after = stayOf(of.leastStays.iv.value);
  const otherStay = stayOf(of.leastStays.other.value);
  const over = of.ivDose.value.overMin;
  const gap = of.nasalDevice.value.restMin;
  const [, lowDose, highDose] = of.esketamineDoses.value;
  const [fewest, most] = [lowDose, highDose].map((dose) => dose / of.nasalDevice.value.ug);
  const duringEveryMin = known(of.cadences.iv.value.duringEveryMin);
  const afterEveryMin = known(of.cadences.iv.value.afterEveryMin);
  const peak = known(of.cadences.nasal.value.ratingsAtMin?.[0]);
  const drink = spell(60 * sprayFast.drink);
  return {
    slug: 'a-session',
    title: { en: 'A session, step by step', es: 'Una sesión, paso a paso' },
    lead: {
      en: 'From the evening before to the day after. Plan half a day, and a ride home.',
      es: 'Desde la noche anterior hasta el día siguiente. Reserve medio día y alguien que le lleve a casa.',
    },
    short: [
      {
        en: '**Before:** no food for some hours. Someone must take you home.',
        es: '**Antes:** sin comer unas horas. Alguien debe llevarle a casa.',
      },
      {
        en: '**During:** you rest in a chair. Staff check your blood pressure and breathing.',
        es: '**Durante:** usted descansa en un sillón. El personal mide su presión y vigila su respiración.',
      },
      {
        en: `**After:** with the spray you stay for ${stay.en} at least.`,
        es: `**Después:** con el aerosol usted se queda ${stay.es} por lo menos.`,
      },
      {
        en: '**That day:** no driving until the next day, after a night of sleep.',
        es: '**Ese día:** no maneje hasta el día siguiente, después de dormir la noche.',
      },
    ],
    sections: [
      {
        id: 'before',
        title: { en: 'Before', es: 'Antes' },
        blocks: [
          {
            is: 'steps',
            steps: [
              {
                when: { en: 'Days before', es: 'Días antes' },
                words: {
                  en: 'Tell the center about every medicine, drink and drug you take. Ask which to take that day. Do not stop one by yourself.',
                  es: 'Diga al centro todas las medicinas, el alcohol y las drogas que usa. Pregunte cuáles tomar ese día. No deje ninguna por su cuenta.',
                },
              },
              {
                when: { en: 'Food', es: 'Comida' },
                words: {
                  en: `Spray: nothing to eat for ${sprayFast.food} hours, nothing to drink for ${drink.en}. Infusion or injection: our own advice is at least ${veinFast.food} hours without food and ${veinFast.drink} without drink. Your center’s rule counts.`,
                  es: `Aerosol: nada de comer por ${sprayFast.food} horas y nada de beber por ${drink.es}. Infusión o inyección: nuestro consejo es al menos ${veinFast.food} horas sin comer y ${veinFast.drink} sin beber. Vale la regla de su centro.`,
                },
              },
              {
                when: { en: 'Ride', es: 'Transporte' },
                words: {
                  en: 'Name an adult who takes you home. **No ride means no treatment that day.**',
                  es: 'Nombre a un adulto que le lleve a casa. **Sin quien le lleve, no hay tratamiento ese día.**',
                },
              },
              {
                when: { en: 'If you ate', es: 'Si comió' },
                words: {
                  en: 'Say so. It is safer to move the session than to hide it.',
                  es: 'Dígalo. Es más seguro cambiar la sesión que callarlo.',
                },
              },
            ],
          },
        ],
      },
      {
        id: 'on-one-line',
        title: { en: 'The spray session on one line', es: 'La sesión con aerosol en una línea' },
        blocks: [
          {
            is: 'drawing',
            title: { en: 'From the first check to the way home', es: 'De la primera revisión a la salida' },
            draw: (language) => sessionLine(rows, language),
            table: sessionTable(rows),
            foot: {
              en: 'Times of the checks are our own advice; your center may look more often. Feelings end earlier or later in some people.',
              es: 'Las horas de revisión son nuestro consejo; su centro puede mirar más seguido. En algunas personas las sensaciones acaban antes o después.',
            },
          },
        ],
      },
      {
        id: 'at-the-center',
        title: { en: 'At the center', es: 'En el centro' },
        blocks: [
          {
            is: 'steps',
            steps: [
              {
                when: { en: 'Arrival', es: 'Llegada' },
                words: {
                  en: `Staff ask how you are, and about thoughts of suicide. They measure blood pressure. Above ${systolic} over ${diastolic} a clinician decides whether to go on.`,
                  es: `El personal pregunta cómo está y si piensa en el suicidio. Mide su presión. Si pasa de ${systolic} sobre ${diastolic}, un profesional decide si se sigue.`,
                },
              },
              {
                when: { en: 'Start', es: 'Inicio' },
                words: {
                  en: `The dose begins. An infusion often takes ${over} minutes. A spray has ${fewest} or ${most} parts, ${gap} minutes apart.`,
                  es: `Empieza la dosis. Una infusión suele durar ${over} minutos. El aerosol tiene ${fewest} o ${most} partes, cada ${gap} minutos.`,
                },
              },
              {
                when: { en: 'Minutes later', es: 'Minutos después' },
                words: {
                  en: 'Your body or the room may feel far away. Time may slow. You may feel dizzy or sick. Tell staff how it is. They stay with you.',
                  es: 'Su cuerpo o el lugar pueden parecer lejanos. El tiempo puede ir más lento. Puede tener mareo o náusea. Diga cómo se siente. El personal se queda con usted.',
                },
              },
              {
                when: { en: `About ${peak} min`, es: `A los ${peak} min` },
                words: {
                  en: `Blood pressure is often highest now. It is measured again. During an infusion we advise a look every ${duringEveryMin} minutes, and every ${afterEveryMin} after it.`,
                  es: `La presión suele estar más alta ahora. Se mide otra vez. Durante una infusión aconsejamos mirar cada ${duringEveryMin} minutos, y cada ${afterEveryMin} después.`,
                },
              },
              {
                when: { en: 'Rest', es: 'Descanso' },
                words: {
                  en: `Spray: you stay ${stay.en} or more after the dose. Infusion: our own advice is ${after.en} or more after the end. Injection or lozenge: ${otherStay.en} or more.`,
                  es: `Aerosol: usted se queda ${stay.es} o más después de la dosis. Infusión: nuestro consejo es ${after.es} o más después del final. Inyección o pastilla: ${otherStay.es} o más.`,
                },
              },
              {
                when: { en: 'Leaving', es: 'Salida' },
                words: {
                  en: 'A clinician checks you: awake, steady on your feet, pressure coming down. Then your adult takes you home.',
                  es: 'Un profesional le revisa: despierto, firme al caminar, presión en descenso. Luego su acompañante le lleva a casa.',
                },
              },
            ],
          },
        ],
      },
      {
        id: 'at-home',
        title: { en: 'At home', es: 'En casa' },
        blocks: [
          {
            is: 'list',
            items: [
              {
                en: 'Do not drive, ride a bike or use machines until the next day, after sleep.',
                es: 'No maneje, no use bicicleta ni máquinas hasta el día siguiente, después de dormir.',
              },
              {
                en: 'No alcohol and no other drugs that day.',
                es: 'Nada de alcohol ni otras drogas ese día.',
              },
              {
                en: 'Put off big choices and contracts until the next day.',
                es: 'Deje las decisiones grandes y los contratos para el día siguiente.',
              },
            ],
          },
          {
            is: 'note',
            tone: 'red',
            words: {
              en: '**Call 911** for chest pain, trouble breathing, a sudden very bad headache, a seizure, or when someone cannot be woken.',
              es: '**Llame al 911** si hay dolor en el pecho, falta de aire, dolor de cabeza muy fuerte y repentino, convulsión, o si alguien no despierta.',
            },
          },
        ],
      },
      {
        id: 'your-rights',
        title: { en: 'You decide', es: 'Usted decide' },
        blocks: [
          {
            is: 'say',
            words: {
              en: 'You may say no at any time, also in the chair. Nobody should touch you without asking before the dose. Ask who is in the room, and whether anyone records.',
              es: 'Puede decir que no en cualquier momento, también en el sillón. Nadie debe tocarle sin haberlo hablado antes de la dosis. Pregunte quién está en la sala y si alguien graba.',
            },
          },
        ],
      },
    ],
    notKnown: [
      {
        en: 'The best setting: music, quiet, talk therapy on the same day. No study we read settles it.',
        es: 'El mejor ambiente: música, silencio, terapia el mismo día. Ningún estudio que leímos lo resuelve.',
      },
      {
        en: 'How long to stay after an infusion. No rule of FDA says it for depression.',
        es: 'Cuánto quedarse después de una infusión. Ninguna regla de la FDA lo dice para la depresión.',
      },
    ],
    references: ['labelSpravato', 'labelKetalar', 'rems', 'sanacora2017'],
  };
}
