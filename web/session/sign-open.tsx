import { Button } from '@mantine/core';
import { type Agenda, plainSaid } from '#clinical/session/session.ts';
import { t } from '#web/platform/text.ts';
import { Mark } from '#web/ui/parts.tsx';
import type { SessionInHand } from './session-data.ts';

export type OpensPoint = 'explain' | 'claim' | 'conflict' | 'side-effect' | 'emergency' | 'leaving' | 'readings';
type Missing = Agenda['toSign'][number];

const kindOf = ({ item }: Missing): string => item.split(':')[0] ?? item;
const opens: Readonly<Record<string, Exclude<OpensPoint, 'readings'>>> = {
  explain: 'explain',
  claim: 'claim',
  conflict: 'conflict',
  'side-effect': 'side-effect',
  emergency: 'emergency',
  left: 'leaving',
};

/** The word of the button first, and once. */
const calledBy = (word: string, says: string) => (says.startsWith(word) ? says : `${word}: ${says}`);

type Props = { hand: SessionInHand; open: (act: OpensPoint) => void; without?: readonly string[] };

/** What the signature waits for, each with the way to settle it. */
export function OpenPoints({ hand, open, without = [] }: Props) {
  const all = hand.agenda.toSign.filter((one) => !without.includes(kindOf(one)));
  const toExplain = all.filter((one) => kindOf(one) === 'explain').length;
  // Many deviations of one fact are one line: they are explained on one sheet.
  const points = all
    .filter((one, at) => kindOf(one) !== 'explain' || all.findIndex((of) => kindOf(of) === 'explain') === at)
    .map((one) =>
      kindOf(one) === 'explain' && toExplain > 1 ? { ...one, says: t('sign.explainAll', { count: toExplain }) } : one,
    )
    .map((one) => ({ ...one, says: plainSaid(one.says) }));
  if (points.length === 0) return <p className="quiet">{t('leave.closeNothing')}</p>;
  return (
    <ul className="act-list">
      {points.map((one) => {
        const act = opens[kindOf(one)];
        return (
          <li key={one.item} className="effect-row">
            <Mark state="unknown" size={22} />
            <span className="grow">{one.says}</span>
            {act !== undefined && (
              <Button size="lg" onClick={() => open(act)} aria-label={calledBy(t(`sign.open.${act}`), one.says)}>
                {t(`sign.open.${act}`)}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
