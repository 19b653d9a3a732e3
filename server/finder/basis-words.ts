/** What each fact to look for rests on, by the name under which a reader finds it. Our own proposals say so. */
import type { FactName } from '#clinical/finder/finder.ts';
import type { Both } from '#server/public/language.ts';

const documents = {
  consensus: {
    en: 'Sanacora et al. 2017, JAMA Psychiatry 74:399 (details not yet re-read)',
    es: 'Sanacora et al. 2017, JAMA Psychiatry 74:399 (falta releer los detalles)',
  },
  nurses: {
    en: 'practice considerations of US nurse anesthetists and psychiatric nurses (AANA, APNA; details not yet re-read)',
    es: 'consideraciones de práctica de enfermería de anestesia y psiquiatría de EE. UU. (AANA, APNA; falta releer los detalles)',
  },
  rems: { en: 'FDA safety program (REMS) for Spravato', es: 'programa de seguridad (REMS) de la FDA para Spravato' },
  consentForms: {
    en: 'published consent forms of clinics, and our own additions, not verified',
    es: 'formularios de consentimiento publicados por clínicas, y añadidos nuestros, sin verificar',
  },
  approval: { en: 'FDA labels of ketamine and Spravato', es: 'etiquetas de la FDA de ketamina y Spravato' },
  estimate: {
    en: 'No Surprises Act, good-faith estimate (45 CFR 149.610)',
    es: 'ley contra facturas sorpresa, presupuesto de buena fe (45 CFR 149.610)',
  },
  access: {
    en: 'HIPAA, right to see one’s own record (45 CFR 164.524)',
    es: 'HIPAA, derecho a ver el propio expediente (45 CFR 164.524)',
  },
  own: { en: 'our own proposal, not verified', es: 'propuesta nuestra, sin verificar' },
} as const satisfies Record<string, Both>;

type DocumentName = keyof typeof documents;

const restsOn: Readonly<Record<FactName, readonly DocumentName[]>> = {
  'medical-team': ['consensus', 'nurses'],
  'board-certification': ['own'],
  'life-support': ['consensus', 'nurses'],
  protocols: ['consensus', 'nurses'],
  website: ['own'],
  'in-the-room': ['consensus', 'nurses'],
  'vital-signs': ['consensus', 'nurses'],
  equipment: ['own'],
  'reaction-plan': ['consensus', 'nurses'],
  'emergency-drills': ['own'],
  screening: ['consensus', 'nurses'],
  discharge: ['own'],
  escort: ['rems'],
  'emergency-contact': ['own'],
  rems: ['rems'],
  process: ['own'],
  risks: ['consentForms'],
  benefit: ['consentForms'],
  'off-label': ['approval', 'consentForms'],
  'side-effects': ['consentForms'],
  'full-cost': ['estimate'],
  'who-bills': ['estimate'],
  refunds: ['own'],
  'use-of-data': ['access', 'own'],
};

export const basisWords = (fact: FactName): Both => {
  const named = restsOn[fact].map((name): Both => documents[name]);
  return { en: named.map(({ en }) => en).join('; '), es: named.map(({ es }) => es).join('; ') };
};
