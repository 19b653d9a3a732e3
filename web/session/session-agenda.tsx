import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Todo } from '#clinical/session/session.ts';
import { clock } from '#web/platform/format.ts';
import { liveness } from '#web/platform/liveness.ts';
import { network } from '#web/platform/network.ts';
import { t } from '#web/platform/text.ts';
import { CautionIcon, DoneIcon, OnwardIcon, SilentIcon, StopIcon } from '#web/ui/icons.ts';
import { useNow } from '#web/ui/network-state.tsx';
import { personOf } from './floor-seats.ts';
import { isLate, minutesWords, nextOf, shortName, toneOf, whenWords } from './floor-words.ts';
import { actOf, type OpenAct } from './session-act.ts';
import type { SessionInHand } from './session-data.ts';
import { ClockIcon } from './session-icons.ts';
import { TellByPhone } from './session-told.tsx';

/** Lines under the enlarged one before the rest is folded. */
const lines = { usual: 3, tight: 2 };

type Props = { hand: SessionInHand; open: OpenAct };

/** What comes next in order of time. The one that needs somebody first is enlarged, and each is opened by a tap. */
export function SessionAgenda({ hand, open, isTight }: Props & { isTight: boolean }) {
  const { agenda, session } = hand;
  const [isWhole, setWhole] = useState(false);
  const first = nextOf(agenda.todo);
  const rest = agenda.todo.filter((one) => one !== first);
  const shownLines = isTight ? lines.tight : lines.usual;
  const shown = isWhole ? rest : rest.slice(0, shownLines);
  const { protocol } = session;
  const anchor = anchorWords(hand);
  return (
    <section className="card next" aria-label={t('session.next')}>
      <header className="panel-head">
        <h2>{t('session.next')}</h2>
        <span className="panel-aside">
          {protocol === null
            ? t('session.noProtocol')
            : t('session.protocol', { title: protocol.title, version: protocol.version })}
        </span>
        {rest.length > shownLines && (
          <button type="button" className="next-more" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
            {isWhole ? t('session.fewer') : t('session.more', { count: rest.length - shownLines })}
          </button>
        )}
      </header>
      {anchor !== undefined && <p className="next-anchor small quiet num">{anchor}</p>}
      {first === undefined ? <p className="next-nothing quiet">{t('session.nothingNext')}</p> : null}
      {first !== undefined && <First todo={first} hand={hand} open={open} />}
      <ul className="next-list">
        {shown.map((todo) => (
          <Line key={todo.id} todo={todo} hand={hand} open={open} />
        ))}
      </ul>
      <Told hand={hand} first={first} />
    </section>
  );
}

/** Readings and the stay may count from two devices: which minute is whose is said. */
function anchorWords({ agenda, record, floor }: SessionInHand): string | undefined {
  const { route, countedFromMs, startedAtMs } = agenda.dosing;
  const isTwo = countedFromMs !== undefined && startedAtMs !== undefined && countedFromMs !== startedAtMs;
  if (route !== 'intranasal-esketamine' || record.left !== undefined || !isTwo) return undefined;
  return t('session.anchor', {
    first: clock(startedAtMs, floor.clinic.timeZone),
    number: agenda.dosing.clocks.filter(({ what }) => what === 'device').length,
    last: clock(countedFromMs, floor.clinic.timeZone),
  });
}

type LineProps = Props & { todo: Todo };

function First({ todo, hand, open }: LineProps) {
  const { floor, nowMs } = hand;
  const tone = todo.what === 'repeat' && !isLate(todo) ? 'amber' : toneOf(todo);
  const Icon = tone === 'red' ? StopIcon : tone === 'amber' ? CautionIcon : ClockIcon;
  const when = whenWords(todo, nowMs);
  const who = personOf(floor, todo.acknowledged?.by);
  return (
    <button type="button" className={`next-first next-${tone}`} onClick={() => open(actOf(todo))}>
      <Icon size={26} aria-hidden className="next-icon" />
      <span className="next-words">
        <strong className="next-says">
          {when === '' ? todo.says : t('session.todoWhen', { says: todo.says, when })}
        </strong>
        {todo.atMs !== undefined && <span className="num">{clock(todo.atMs, floor.clinic.timeZone)}</span>}
        {todo.acknowledged !== undefined && (
          <span className="num">
            {t('session.hasIt', {
              who: who === undefined ? t('session.toBeClaimed') : shortName(who),
              time: clock(todo.acknowledged.atMs, floor.clinic.timeZone),
            })}
          </span>
        )}
      </span>
      <OnwardIcon size={24} aria-hidden className="next-onward" />
    </button>
  );
}

function Line({ todo, hand, open }: LineProps) {
  const { floor, nowMs } = hand;
  const tone = toneOf(todo);
  const left = todo.atMs === undefined ? undefined : (todo.atMs - nowMs) / 60_000;
  return (
    <li>
      <button type="button" className={`next-line next-line-${tone}`} onClick={() => open(actOf(todo))}>
        <span className="next-time num">
          {todo.atMs === undefined ? <CautionIcon size={20} aria-hidden /> : clock(todo.atMs, floor.clinic.timeZone)}
        </span>
        <span className="next-what">{todo.says}</span>
        <span className="next-left num">
          {left === undefined
            ? t('floor.dueNow')
            : todo.state === 'upcoming'
              ? minutesWords(Math.ceil(left))
              : whenWords(todo, nowMs)}
        </span>
      </button>
    </li>
  );
}

/** Who was told. Without a network nobody is told from here: that is a line of its own until a person has phoned. */
function Told({ hand, first }: { hand: SessionInHand; first: Todo | undefined }) {
  const { record, floor } = hand;
  const at = network.use();
  const isLive = liveness(at, useNow(1_000)) === 'live';
  const [isTelling, setTelling] = useState(false);
  const zone = floor.clinic.timeZone;
  const told = record.told.at(-1);
  const matters = first !== undefined && (first.what === 'repeat' || isLate(first));
  const isUntold = matters && !isLive && !record.told.some(({ data }) => data.task === first.id);
  if (first !== undefined && isUntold)
    return (
      <div className="next-told next-told-open">
        <SilentIcon size={22} aria-hidden />
        <span className="grow">{t('session.notTold', { what: first.says })}</span>
        <Button onClick={() => setTelling(true)}>{t('session.tellByPhone')}</Button>
        {isTelling && <TellByPhone hand={hand} task={first.id} close={() => setTelling(false)} />}
      </div>
    );
  if (told === undefined) return null;
  return (
    <p className="next-told num">
      <DoneIcon size={22} aria-hidden className="mark-green" />
      {t('session.toldAt', {
        whom: told.data.whom,
        time: clock(told.atMs, zone),
        how: t(`session.how.${told.data.how}`),
      })}
    </p>
  );
}
