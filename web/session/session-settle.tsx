import { Button } from '@mantine/core';
import { clock } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { ConflictIcon, DoneIcon } from '#web/ui/icons.ts';
import { Mark } from '#web/ui/parts.tsx';
import { plainWords } from './fact-words.ts';
import { minutesWords } from './floor-words.ts';
import type { OpenAct } from './session-act.ts';
import type { SessionInHand } from './session-data.ts';

type Props = { hand: SessionInHand; open: OpenAct };

/** What can't both be so, what deviates, what does not fit: each with what settles it. Nothing is there when nothing is open. */
export function ToSettle({ hand, open }: Props) {
  const { record, agenda } = hand;
  const { misfits, unread, afterSigning } = record;
  const { deviations, conflicts } = agenda;
  if (conflicts.length + misfits.length + unread.length + afterSigning.length + deviations.length === 0) return null;
  return (
    <section className="card settle" aria-label={t('session.settle')}>
      <header className="panel-head">
        <h2>{t('session.settle')}</h2>
        {deviations.some(({ isExplained }) => !isExplained) && (
          <Button onClick={() => open('explain')}>{t('session.act.explain')}</Button>
        )}
      </header>
      <ul className="settle-list">
        {conflicts.map(({ kind, ids }) => (
          <li key={ids.join()} className="settle-row settle-amber">
            <ConflictIcon size={22} aria-hidden className="mark-amber" />
            <span className="grow strong">{t(`session.conflict.${kind}`)}</span>
            <Button onClick={() => open('conflict')}>{t('session.settleAct')}</Button>
          </li>
        ))}
        {deviations.map(({ of, rule, says, isExplained }) => (
          <li key={`${of}:${rule}`} className={`settle-row ${isExplained ? '' : 'settle-amber'}`}>
            <Mark state={isExplained ? 'blue' : 'amber'} size={22} />
            <span className="grow">
              {!isExplained && <strong>{t('session.unexplained')}. </strong>}
              {says} {isExplained && <span className="quiet">({t('session.explained')})</span>}
            </span>
          </li>
        ))}
        {misfits.map(({ id, says }) => (
          <li key={id} className="settle-row">
            <Mark state="unknown" size={22} />
            <span className="grow">
              <strong>{t('session.doesNotFit')}.</strong> {says}
            </span>
            <Button onClick={() => open(`correct:${id}`)}>{t('table.act')}</Button>
          </li>
        ))}
        {unread.map(({ id, says }) => (
          <li key={id} className="settle-row">
            <Mark state="unknown" size={22} />
            <span className="grow">
              <strong>{t('session.notRead')}.</strong> {says}
            </span>
          </li>
        ))}
        {afterSigning.length > 0 && (
          <li className="settle-row settle-amber">
            <Mark state="amber" size={22} />
            <span className="grow">{t('session.afterSigning', { count: afterSigning.length })}</span>
          </li>
        )}
      </ul>
    </section>
  );
}

const countOpen = ({ record, agenda }: SessionInHand): number =>
  agenda.conflicts.length +
  record.misfits.length +
  record.unread.length +
  (record.afterSigning.length > 0 ? 1 : 0) +
  agenda.deviations.filter(({ isExplained }) => !isExplained).length;

export const openCounts = (hand: SessionInHand) => ({
  effects: hand.record.sideEffects.filter(({ endedAtMs }) => endedAtMs === undefined).length,
  settle: countOpen(hand),
});

/** What lies below the edge of the column is said above it, and brought up by a tap. */
export function Below({ hand }: { hand: SessionInHand }) {
  const { effects, settle } = openCounts(hand);
  const words = [
    effects === 0 ? undefined : t('session.below.effects', { count: effects }),
    settle === 0 ? undefined : t('session.below.settle', { count: settle }),
  ].filter((one) => one !== undefined);
  if (words.length === 0) return null;
  return (
    <button
      type="button"
      className="below"
      onClick={() => document.querySelector('.session-side .settle')?.scrollIntoView({ block: 'start' })}
    >
      <Mark state={settle === 0 ? 'plain' : 'amber'} size={20} />
      {t('session.below', { what: words.join(', ') })}
    </button>
  );
}

/** Side effects that have not ended, with their newest grade. */
export function OpenEffects({ hand, open }: Props) {
  const going = hand.record.sideEffects.filter(({ endedAtMs }) => endedAtMs === undefined);
  if (going.length === 0) return null;
  const zone = hand.floor.clinic.timeZone;
  return (
    <section className="card settle" aria-label={t('session.openEffects')}>
      <header className="panel-head">
        <h2>{t('session.openEffects')}</h2>
      </header>
      <ul className="settle-list">
        {going.map(({ id, effect, grades, atMs, handedOn }) => {
          const grade = grades.at(-1)?.grade;
          const name = plainWords(effect);
          return (
            <li key={id} className="settle-row num">
              {handedOn === undefined ? <Mark state="amber" size={22} /> : <DoneIcon size={22} aria-hidden />}
              <span className="grow">
                <strong>{grade === undefined ? name : t('floor.effectGrade', { effect: name, grade })}</strong>{' '}
                <span className="quiet">
                  {t('session.effectSince', { time: clock(atMs, zone) })}, {minutesWords((hand.nowMs - atMs) / 60_000)}
                </span>
              </span>
              <Button onClick={() => open('side-effect')}>{t('session.change')}</Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
