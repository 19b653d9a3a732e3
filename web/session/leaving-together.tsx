import { Button } from '@mantine/core';
import type { SessionEvent } from '#clinical/session/session.ts';
import { t } from '#web/platform/text.ts';
import { Mark, Pill } from '#web/ui/parts.tsx';
import { NotKept, sayKept, useKeeping } from './acts-kit.tsx';
import { escortNamed, type Group, type LeavingRow } from './leaving-items.ts';
import { metBy } from './leaving-row.tsx';
import type { SessionInHand } from './session-data.ts';

type Props = {
  group: Group;
  rows: readonly LeavingRow[];
  hand: SessionInHand;
  /** Each is answered by its own row, below. */
  isApart: boolean;
  takeApart: () => void;
};

/** Each thing in words, and one tap for those of them that are open: as many facts as things. */
export function Together({ group, rows, hand, isApart, takeApart }: Props) {
  const { busy, error, run, keep } = useKeeping(hand);
  const open = rows.filter(({ answer }) => answer !== 'met');
  const act = t(`leave.together.${group}`, { count: open.length });
  const keepAll = () =>
    void run(async () => {
      const kept: SessionEvent[] = [];
      for (const { item } of open) {
        if (item === undefined) continue;
        const who = item === 'escort' ? escortNamed(hand) : undefined;
        const data = { item, state: 'met' as const, ...(who === undefined ? {} : { value: who }) };
        kept.push((await keep('discharge-item', data)).event);
      }
      const [first, ...others] = kept;
      if (first !== undefined) sayKept(hand, act, first, ...others);
    });
  const state = marks[rows.find(({ answer }) => answer === 'not met')?.answer ?? open[0]?.answer ?? 'met'];
  return (
    <li className={`gate-row gate-row-${state}`} data-together={group}>
      <Pill state={state}>{t(words[state])}</Pill>
      <ul className="gate-says together">
        {rows.map((row) => (
          <li key={row.id}>
            <Mark state={marks[row.answer]} />
            <span>
              <span className="strong">{sayingOf(row, hand)}</span>{' '}
              <span className="small quiet num">{row.answer === 'met' ? metBy(asAnswered(row), hand) : ''}</span>
            </span>
          </li>
        ))}
      </ul>
      <div className={`together-acts${isApart || open.length === 0 ? ' in-place' : ''}`}>
        <Button
          size="lg"
          variant="light"
          loading={busy}
          onClick={keepAll}
          aria-label={t('leave.together.of', { act, what: open.map((row) => sayingOf(row, hand)).join(' ') })}
        >
          {act}
        </Button>
        <Button
          size="lg"
          onClick={takeApart}
          aria-label={t('leave.together.of', { act: t('leave.oneByOne'), what: act })}
        >
          {t('leave.oneByOne')}
        </Button>
        <NotKept error={error} />
      </div>
    </li>
  );
}

const marks = { met: 'green', 'not met': 'red', 'not known': 'unknown' } as const;
const words = { green: 'gate.met', red: 'gate.notMet', unknown: 'gate.notKnown' } as const;

/** Of dissociation only the orientation is asked here: it rests on that answer, and not on the scale. */
const asAnswered = (row: LeavingRow): LeavingRow =>
  row.id === 'dissociation' && row.overridden === undefined ? { ...row, id: 'oriented', item: 'oriented' } : row;

function sayingOf({ id, says }: LeavingRow, hand: SessionInHand): string {
  if (id === 'dissociation') return t('leave.together.oriented');
  const who = id === 'escort' ? escortNamed(hand) : undefined;
  return who === undefined ? says : t('leave.together.escort', { who });
}
