import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { emergencyCard, type MonitorLineSaid, type SessionEvent, stateOfValue } from '#clinical/session/session.ts';
import { signedIn } from '#web/offline/station-outbox.ts';
import { t } from '#web/platform/text.ts';
import { Notice } from '#web/ui/parts.tsx';
import { NotKept, sayKept, useKeeping } from './acts-kit.tsx';
import { Sheet } from './acts-sheet.tsx';
import { AtTime, useTypedTime } from './acts-time.tsx';
import { useMonitor } from './monitor.queries.ts';
import { PadChoices } from './pad-choices.tsx';
import {
  accept,
  byHand,
  type Chosen,
  type DigitName,
  deleteDigit,
  digitNames,
  draftOf,
  emptyPad,
  factOf,
  goOn,
  isEmpty,
  judgedOf,
  keepDraft,
  nextOpen,
  objection,
  type PadDraft,
  pressDigit,
  type Reason,
  unasked,
} from './pad-draft.ts';
import { PadFields } from './pad-fields.tsx';
import { SaveIcon } from './pad-icons.ts';
import { PadKeys } from './pad-keys.tsx';
import { useOffers } from './pad-offered.ts';
import { PadOffers } from './pad-offers.tsx';
import { judgeOf, PadSays } from './pad-says.tsx';
import { type SessionInHand, serverNow } from './session-data.ts';

type Props = {
  hand: SessionInHand;
  close: () => void;
  openCard: () => void;
  /** Instead of closing, where the pad is a step of a round through several people. */
  onSaved?: (isRed: boolean, atMs: number) => void;
  /** Where in that round. */
  mark?: string;
};

/** A set of readings: what on the left, digits in the middle, what it means and Save on the right. */
export function ReadingsPad({ hand, close, openCard, onSaved, mark }: Props) {
  const [by] = useState(signedIn);
  const [draft, setDraft] = useState<PadDraft>(() => draftOf(hand.session.id, by));
  const [refused, setRefused] = useState<DigitName>();
  const [hasRunOn, setRunOn] = useState(false);
  const [stopped, setStopped] = useState<string>();
  const { busy, error, run, keep } = useKeeping(hand);
  const at = useTypedTime(hand, draft.atMs, (atMs) => {
    const timed = { ...draft, atMs };
    keepDraft(hand.session.id, by, timed);
    setDraft(timed);
  });
  const { judge, lines } = judgeOf(hand);
  const atMs = draft.atMs ?? hand.nowMs;
  const shown = judgedOf(draft);
  const monitor = useMonitor(hand);
  const { offers, renew } = useOffers(draft, monitor, hand.nowMs);
  const isMeasured = monitor.devices.length > 0 || Object.keys(draft.monitor).length > 0;
  const judged = judge({ data: shown, atMs });
  const [card] = judged.emergencies;

  const take = (next: PadDraft) => {
    const timed = { ...next, atMs: isEmpty(next) ? next.atMs : (next.atMs ?? serverNow()) };
    keepDraft(hand.session.id, by, timed);
    setDraft(timed);
    setStopped(undefined);
  };
  const onDigit = (digit: string) => {
    const pressed = pressDigit(draft, digit);
    setRefused(pressed.refused);
    setRunOn(pressed.refused === undefined && pressed.draft.active !== draft.active);
    if (pressed.refused === undefined) take(pressed.draft);
  };
  const choose = (active: DigitName | undefined) => {
    setRefused(undefined);
    setRunOn(false);
    setDraft({ ...draft, active });
  };
  const next = () => choose(goOn(draft));
  // The pad has gone on by itself: the Enter of a hand that always presses it skips nothing.
  const enter = () => (hasRunOn ? setRunOn(false) : next());
  const remove = () => {
    setRefused(undefined);
    take(deleteDigit(draft));
  };
  const cannot = (names: readonly DigitName[], why: Reason | undefined) => {
    const kept = Object.fromEntries(Object.entries(draft.cannot).filter(([name]) => !names.some((of) => of === name)));
    const own = names.reduce(byHand, draft);
    const typed = Object.fromEntries(Object.entries(own.typed).filter(([name]) => !names.some((of) => of === name)));
    const said = why === undefined ? {} : Object.fromEntries(names.map((name) => [name, why]));
    const now = { ...own, typed, cannot: { ...kept, ...said } };
    take({
      ...now,
      active: why === undefined ? names[0] : nextOpen({ ...now, active: undefined }, names[0] ?? 'breathsPerMin'),
    });
  };
  /** A whole set was measured when its first value was; of a single one the time stands only where none does yet. */
  const acceptThese = (these: readonly MonitorLineSaid[], isWhole: boolean) => {
    setRefused(undefined);
    setRunOn(false);
    const next = accept(draft, these);
    const measuredMs = Math.min(...Object.values(next.monitor).map(({ measuredAt }) => Date.parse(measuredAt)));
    take({ ...next, atMs: isWhole ? measuredMs : (draft.atMs ?? measuredMs) });
  };
  useDigitKeys(onDigit, remove, next, enter);

  const save = async (thenCard: boolean) => {
    const wrong = at.wrong ?? objection(draft);
    if (wrong !== undefined) return setStopped(wrong);
    let event: SessionEvent | undefined;
    const done = await run(async () => {
      ({ event } = await keep('reading', factOf(draft), draft.atMs));
    });
    if (!done || event === undefined) return;
    keepDraft(hand.session.id, by, emptyPad);
    sayKept(hand, t('pad.title'), event);
    if (thenCard) openCard();
    else if (onSaved === undefined) close();
    else
      onSaved(
        judged.judgements.some(({ state }) => state === 'red'),
        atMs,
      );
  };

  const looks = (name: DigitName) =>
    shown[name] === undefined ? 'unknown' : stateOfValue(judge, { data: shown, atMs }, name);
  const isTimeOpen = at.wrong !== undefined;
  const todo = hand.agenda.todo.find(({ what }) => what === 'reading' || what === 'repeat');
  return (
    <Sheet
      title={todo?.says ?? t('pad.title')}
      hand={hand}
      close={close}
      back={isEmpty(draft) ? t('acts.back') : t('acts.backDraft')}
      aside={
        <>
          {mark !== undefined && <p className="strong num">{mark}</p>}
          <AtTime hand={hand} of={at} word={t('acts.measuredAt')} />
        </>
      }
    >
      <div className="pad">
        <div className="pad-left">
          {(offers.length > 0 || (isMeasured && Object.keys(draft.monitor).length === 0)) && (
            <PadOffers offers={offers} nowMs={hand.nowMs} accept={() => acceptThese(offers, true)} renew={renew} />
          )}
          <PadFields
            hand={hand}
            draft={draft}
            looks={looks}
            choose={choose}
            cannot={cannot}
            isMeasured={isMeasured}
            offers={offers}
            accept={(offer) => acceptThese([offer], false)}
          />
          <PadSays
            hand={hand}
            judged={judged}
            data={shown}
            open={objection(draft)}
            atMs={atMs}
            repeatMin={lines.repeatMin.value}
          />
        </div>
        <PadKeys active={draft.active} refused={refused} press={onDigit} remove={remove} next={next} />
        <div className="pad-right">
          <div className="pad-scroll stack g15">
            <PadChoices
              chosen={draft.chosen}
              choose={(of: Chosen) => take({ ...draft, chosen: { ...draft.chosen, ...of } })}
            />
          </div>
          <div className="stack g1 pad-save">
            {stopped !== undefined && (
              <div role="alert">
                <Notice state="red">{stopped}</Notice>
              </div>
            )}
            <NotKept error={error} />
            {card !== undefined && (
              <Button
                size="lg"
                variant="outline"
                color="red"
                disabled={busy || isTimeOpen}
                onClick={() => void save(true)}
              >
                {t('pad.saveCard', { card: emergencyCard(card).title })}
              </Button>
            )}
            <Button
              size="xl"
              variant="filled"
              loading={busy}
              disabled={isEmpty(draft) || isTimeOpen}
              onClick={() => void save(false)}
              leftSection={<SaveIcon size={26} aria-hidden />}
              className="act-main"
            >
              <span className="act-main-word">{t('pad.save')}</span>
              <span className="act-main-more">{isTimeOpen ? at.wrong : saveWords(draft)}</span>
            </Button>
          </div>
        </div>
      </div>
    </Sheet>
  );
}

/** What saving would leave open: values that stay due, and what was not asked beside them. */
function saveWords(draft: PadDraft): string {
  if (isEmpty(draft)) return t('pad.saveNothing');
  const fact = factOf(draft);
  const count = digitNames.filter((name) => fact[name] === undefined).length;
  if (count > 0) return t('pad.saveOpen', { count });
  const without = unasked(fact).map((name) => t(`pad.without.${name}`));
  return without.length === 0 ? t('pad.saveAll') : t('pad.saveWithout', { what: without.join(', ') });
}

/** Enter belongs to the button that has the focus; on a value or a digit it goes on, and Space presses. */
const isOnOther = (target: EventTarget | null) =>
  target instanceof Element &&
  target.closest('button, a') !== null &&
  target.closest('.pad-number, [data-digit]') === null;

const takesLetters = (target: EventTarget | null) =>
  target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);

/** Digits of the keyboard are those of the pad. */
function useDigitKeys(press: (digit: string) => void, remove: () => void, next: () => void, enter: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || takesLetters(event.target)) return;
      if (/^\d$/.test(event.key)) press(event.key);
      else if (event.key === 'Backspace') remove();
      else if (event.key === 'ArrowDown') next();
      else if (event.key === 'Enter' && !isOnOther(event.target)) enter();
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  });
}
