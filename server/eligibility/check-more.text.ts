/** What ten questions leave out and a doctor has to know: medicines first, each with a question to ask. */
import type { Both } from '#server/public/language.ts';
import type { CheckSourceName } from './check-sources.ts';

type More = { readonly says: Both; readonly asks: Both };

export const moreTopics: readonly More[] = [
  {
    says: {
      en: '**Opioids**: strong pain pills, methadone, buprenorphine.',
      es: '**Opioides**: pastillas fuertes para el dolor, metadona, buprenorfina.',
    },
    asks: {
      en: 'Could I get too sleepy or breathe too little with them?',
      es: '¿Podría darme demasiado sueño o respirar poco con ellos?',
    },
  },
  {
    says: {
      en: '**Calming and sleeping pills**, such as lorazepam, alprazolam or zolpidem. Do not stop them on your own.',
      es: '**Calmantes y pastillas para dormir**, como lorazepam, alprazolam o zolpidem. No las deje por su cuenta.',
    },
    asks: {
      en: 'Do they make me too sleepy, or the treatment weaker?',
      es: '¿Me dan demasiado sueño, o hacen más débil el tratamiento?',
    },
  },
  {
    says: {
      en: '**MAO blockers**: phenelzine, tranylcypromine, selegiline, linezolid.',
      es: '**Inhibidores de la MAO**: fenelzina, tranilcipromina, selegilina, linezolid.',
    },
    asks: { en: 'Could my blood pressure rise too much?', es: '¿Podría subir demasiado mi presión?' },
  },
  {
    says: {
      en: '**Stimulants**, for ADHD or to stay awake: amphetamine, methylphenidate, modafinil.',
      es: '**Estimulantes**, para el TDAH o el sueño: anfetamina, metilfenidato, modafinilo.',
    },
    asks: { en: 'Do I take mine on the day?', es: '¿Tomo la mía ese día?' },
  },
  {
    says: {
      en: '**Your liver**: any trouble, now or before.',
      es: '**El hígado**: cualquier problema, ahora o antes.',
    },
    asks: { en: 'Do I need a liver test first?', es: '¿Necesito antes un examen del hígado?' },
  },
  {
    says: {
      en: '**Your bladder**: pain, or going very often.',
      es: '**La vejiga**: dolor, o ir al baño muy seguido.',
    },
    asks: { en: 'Who checks my bladder, and how often?', es: '¿Quién revisa mi vejiga, y cada cuánto?' },
  },
  {
    says: {
      en: 'All other medicines, allergies, and trouble with your thyroid, eyes, breathing or seizures.',
      es: 'Las demás medicinas, las alergias, y problemas de tiroides, ojos, respiración o convulsiones.',
    },
    asks: { en: 'Who will watch me, and who takes me home?', es: '¿Quién me vigila, y quién me lleva a casa?' },
  },
];

export const moreBy: readonly CheckSourceName[] = ['labelSpravato', 'labelKetalar'];
