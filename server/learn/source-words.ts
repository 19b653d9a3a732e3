/** Sources that have a Spanish name, and what is said of those without a link. Papers keep the name they are found by. */
import type { Cited, Reference } from '#clinical/learn/learn.ts';
import type { Both, Language } from '#server/public/language.ts';

const spanish: Readonly<Partial<Record<Reference, string>>> = {
  labelSpravato: 'Etiqueta de Spravato (aerosol nasal de esketamina), FDA',
  labelKetalar: 'Etiqueta de Ketalar (ketamina), FDA',
  rems: 'FDA: programa de seguridad (REMS) de Spravato',
  fdaNasal: 'Advertencia de la FDA sobre aerosoles nasales de ketamina preparados en farmacia',
  fdaCompounded: 'Advertencia de la FDA sobre ketamina preparada en farmacia, sobre todo por boca',
  telemedicine: 'Registro Federal de EE. UU., tomo 90, página 61301: recetas por video',
  noSurprises: 'Ley contra facturas sorpresa (No Surprises Act), 45 CFR 149.610 y 149.620',
  prices: 'Páginas de precios de ketaminetherapyfordepression.org, kair-program.com y healingmaps.com',
  askp: 'Normas de la sociedad de profesionales de la ketamina (ASKP3)',
};

const copy: Both = { en: 'Read as a copy at {host}.', es: 'Leído en una copia en {host}.' };
const sells: Both = {
  en: 'Named, not linked: such pages also sell.',
  es: 'Se nombran sin enlace: esas páginas también venden.',
};

type NamedSource = {
  readonly name: string;
  /** Of the name. */
  readonly nameIn: Language;
  /** Why there is no link. */
  readonly note: string | undefined;
};

export function namedSource(
  reference: Reference,
  { cite, copyAt, sells: isShop }: Cited,
  language: Language,
): NamedSource {
  const own = language === 'es' ? spanish[reference] : undefined;
  const ofCopy = copyAt === undefined ? undefined : copy[language].replace('{host}', copyAt);
  return {
    name: own ?? cite,
    nameIn: own === undefined ? 'en' : language,
    note: isShop === true ? sells[language] : ofCopy,
  };
}
