import { licenceState } from '#clinical/chart/chart.ts';
import type { Licence } from '#web/platform/contract.ts';
import { day, daysBetween } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import type { State } from '#web/ui/parts.tsx';
import { placeName } from '#web/ui/places-of-the-world.ts';

const states = {
  valid: 'plain',
  'ends soon': 'amber',
  expired: 'red',
  'not yet valid': 'amber',
  'not known': 'unknown',
} as const;

/** Where a licence stands today, in words and with the mark that goes with them. */
export function licenceWords(licence: Licence, on: string): { state: State; words: string } {
  const stands = licenceState(licence, on);
  const state = states[stands];
  const until = licence.validUntil ?? on;
  switch (stands) {
    case 'ends soon':
      return { state, words: t('licence.state.ends soon', { days: daysBetween(on, until) }) };
    case 'expired':
      return { state, words: t('licence.state.expired', { count: daysBetween(until, on) }) };
    case 'valid':
    case 'not yet valid':
    case 'not known':
      return { state, words: t(`licence.state.${stands}`) };
  }
}

export const licencePeriod = ({ place, validFrom, validUntil }: Licence): string =>
  t('licence.fromUntil', {
    place: placeName(place),
    from: validFrom === null ? t('licence.openStart') : day(validFrom),
    until: validUntil === null ? t('licence.openEnd') : day(validUntil),
  });

/** The licence that most needs a look, for a list: expired before ending before unknown. */
export function worstLicence(licences: Licence[], on: string): { state: State; words: string } | undefined {
  const order: State[] = ['red', 'amber', 'unknown'];
  const all = licences.map((licence) => licenceWords(licence, on));
  for (const state of order) {
    const found = all.find((one) => one.state === state);
    if (found) return found;
  }
  return undefined;
}
