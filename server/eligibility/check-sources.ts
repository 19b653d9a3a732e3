/** What the private check rests on, by names that a person can look up: as the learning pages cite them. */
import { literature } from '#clinical/learn/learn.ts';

const { labelSpravato, labelKetalar, elektD, escapeTrd, janik2025, doherty2020 } = literature;

export type CheckSource = { readonly cite: string; readonly url: string | undefined };

/** Read as the leaflet and the product text of 2022, at places that are not its maker's: named, not linked. */
const euSpravato: CheckSource = { cite: 'European product information of Spravato (2022)', url: undefined };

export const checkSources = {
  labelSpravato,
  labelKetalar,
  elektD,
  escapeTrd,
  janik2025,
  doherty2020,
  euSpravato,
} as const satisfies Record<string, CheckSource>;
export type CheckSourceName = keyof typeof checkSources;
