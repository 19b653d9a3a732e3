/**
 * What people call each side effect of the catalogue, in both languages of the public pages, with the field's word beside it
 * where it is another one. One that has no name does not compile.
 */
import type { SideEffectId } from './side-effect.ts';

type Both = { readonly en: string; readonly es: string };
type SideEffectName = { readonly name: Both; readonly field?: Both };

export const sideEffectNames: Readonly<Record<SideEffectId, SideEffectName>> = {
  dissociation: {
    name: { en: 'Feeling outside yourself', es: 'Sentirse fuera del cuerpo' },
    field: { en: 'dissociation', es: 'disociación' },
  },
  perception: {
    name: { en: 'Seeing, tasting or feeling things differently', es: 'Ver, saborear o sentir distinto' },
    field: { en: 'changed perception', es: 'percepción alterada' },
  },
  'blood-pressure-and-heart': {
    name: { en: 'Higher blood pressure, faster heart', es: 'Presión más alta, corazón más rápido' },
  },
  'nausea-and-vomiting': {
    name: { en: 'Feeling sick', es: 'Náusea' },
    field: { en: 'nausea and vomiting', es: 'náusea y vómito' },
  },
  dizziness: { name: { en: 'Dizzy', es: 'Mareo' }, field: { en: 'dizziness, vertigo', es: 'mareo, vértigo' } },
  psychotomimetic: {
    name: { en: 'Odd thoughts, or seeing things that are not there', es: 'Ideas raras, o ver cosas que no están' },
    field: { en: 'psychotomimetic effects', es: 'efectos psicomiméticos' },
  },
  confusion: { name: { en: 'Confused, unsure where you are', es: 'Confusión, no saber dónde está' } },
  'anxiety-and-agitation': {
    name: { en: 'Anxious or restless', es: 'Ansiedad o inquietud' },
    field: { en: 'agitation', es: 'agitación' },
  },
  sedation: { name: { en: 'Sleepy', es: 'Sueño' }, field: { en: 'sedation', es: 'sedación' } },
  headache: { name: { en: 'Headache', es: 'Dolor de cabeza' } },
  other: { name: { en: 'Tired, or as if drunk', es: 'Cansancio, o como borracho' } },
  allergic: { name: { en: 'Allergic reaction', es: 'Reacción alérgica' } },
  salivation: { name: { en: 'More saliva', es: 'Más saliva' } },
  'respiratory-depression': {
    name: { en: 'Breathing too slow', es: 'Respiración muy lenta' },
    field: { en: 'respiratory depression', es: 'depresión respiratoria' },
  },
  'syncope-and-seizure': { name: { en: 'Fainting or a seizure', es: 'Desmayo o convulsión' } },
  'infusion-site': { name: { en: 'Sore arm', es: 'Dolor en el brazo' } },
  bladder: { name: { en: 'Bladder', es: 'Vejiga' } },
  suicidality: { name: { en: 'Thoughts of suicide', es: 'Pensamientos de suicidio' } },
  mania: {
    name: { en: 'Too happy, too driven', es: 'Demasiada alegría o impulso' },
    field: { en: 'euphoria, mania', es: 'euforia, manía' },
  },
  memory: { name: { en: 'Memory and thinking', es: 'Memoria y pensamiento' } },
  liver: { name: { en: 'Liver', es: 'Hígado' } },
  dependence: {
    name: { en: 'Wanting more of it', es: 'Querer más' },
    field: { en: 'misuse, dependence', es: 'mal uso, dependencia' },
  },
};
