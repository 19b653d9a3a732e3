/** What of the floor lies under the edge of the screen, in words: nobody scrolls for what they don't know of. */
import { t } from '#web/platform/text.ts';

/** Without words it is only counted: a free chair. */
export type Below = { readonly says: string; readonly tone: string };

const worstFirst = ['red', 'amber', 'unknown'] as const;

/** Undefined: all of it is seen. "2 more below: chair 7 Overdue": what goes as planned is counted and not named. */
export function belowWords(all: readonly Below[]): { says: string; tone: 'red' | 'amber' | 'quiet' } | undefined {
  if (all.length === 0) return undefined;
  const named = worstFirst.flatMap((tone) => all.filter((one) => one.tone === tone && one.says !== ''));
  const more = t('floor.below', { count: all.length });
  const worst = named[0]?.tone;
  return {
    says: named.length === 0 ? more : t('floor.belowWith', { more, what: named.map(({ says }) => says).join(', ') }),
    tone: worst === 'red' || worst === 'amber' ? worst : 'quiet',
  };
}
