import { licensingStates } from '#clinical/states.ts';

/** ISO 3166-2 codes of the places that license clinicians in the United States, and ISO 3166-1 codes of countries. */
export const states = Object.entries(licensingStates).map(([code, name]) => ({ value: `US-${code}`, label: name }));

const countryCodes =
  'AD AE AF AG AI AL AM AO AR AT AU AW AZ BA BB BD BE BF BG BH BI BJ BM BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL CM CN CO CR CU CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FR GA GB GD GE GH GM GN GQ GR GT GW GY HK HN HR HT HU ID IE IL IN IQ IR IS IT JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MK ML MM MN MO MR MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NR NZ OM PA PE PG PH PK PL PS PT PW PY QA RO RS RU RW SA SB SC SD SE SG SI SK SL SM SN SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO TR TT TV TW TZ UA UG UY UZ VA VC VE VN VU WS YE ZA ZM ZW'.split(
    ' ',
  );

const languageTags =
  'en es es-MX fr ht pt pt-BR de it pl ru uk ar fa ur hi bn pa gu ta te zh yue ja ko vi th tl km lo my ne so sw am ti ha yo ig he el tr ro hu cs sk bg sr hr sq hy ka nl sv nb da fi ase'.split(
    ' ',
  );

const byLabel = (one: { label: string }, other: { label: string }) => one.label.localeCompare(other.label);

export function countries(): { value: string; label: string }[] {
  const names = new Intl.DisplayNames('en', { type: 'region' });
  return countryCodes.map((code) => ({ value: code, label: names.of(code) ?? code })).sort(byLabel);
}

export function languages(): { value: string; label: string }[] {
  return languageTags.map((tag) => ({ value: tag, label: languageName(tag) })).sort(byLabel);
}

export function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames('en', { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** "Nevada" for US-NV, "Canada" for CA; the code itself where no name is known. */
export function placeName(code: string): string {
  const state = states.find(({ value }) => value === code);
  if (state) return state.label;
  try {
    return new Intl.DisplayNames('en', { type: 'region' }).of(code) ?? code;
  } catch {
    return code;
  }
}
