import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { emergencyCard, stateOfValue } from '#clinical/session/session.ts';
import { signedIn } from '#web/offline/station-outbox.ts';
import { t } from '#web/platform/text.ts';
import { Notice } from '#web/ui/parts.tsx';
import { NotKept, sayKept, useKeeping } from './acts-kit.tsx';
import { Sheet } from './acts-sheet.tsx';
import { AtTime } from './acts-time.tsx';
import { PadChoices } from './pad-choices.tsx';
import {
  type Chosen,
  type DigitName,
  deleteDigit,
  digitNames,
  draftOf,
  emptyPad,
  factOf,
  isEmpty,
  isSettled,
  keepDraft,
  nextOpen,
  objection,
  type PadDraft,
  pressDigit,
  type Reason,
} from './pad-draft.ts';
import { PadFields } from './pad-fields.tsx';
import { SaveIcon } from './pad-icons.ts';
import { PadKeys } from './pad-keys.tsx';
import { judgeOf, PadSays } from './pad-says.tsx';
import { type SessionInHand, serverNow } from './session-data.ts';

type Props = { hand: SessionInHand; close: () => void; openCard: () => void };

/** A set of readings: what on the left, digits in the middle, what it means and Save on the right. */
export function ReadingsPad({ hand, close, openCard }: Props) {
  const [by] = useState(signedIn);
  const [draft, setDraft] = useState<PadDraft>(() => draftOf(hand.session.id, by));
  const [refused, setRefused] = useState<DigitName>();
  const [stopped, setStopped] = useState<string>();
  const { busy, error, run, keep } = useKeeping(hand);
  const { judge, lines } = judgeOf(hand);
  const atMs = draft.atMs ?? hand.nowMs;
  const shown = factOf(draft, true);
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
    if (pressed.refused === undefined) take(pressed.draft);
  };
  const choose = (active: DigitName | undefined) => {
    setRefused(undefined);
    setDraft({ ...draft, active });
  };
  const next = () => choose(draft.active === undefined ? undefined : nextOpen(draft, draft.active));
  const remove = () => {
    setRefused(undefined);
    take(deleteDigit(draft));
  };
  const cannot = (names: readonly DigitName[], why: Reason | undefined) => {
    const kept = Object.fromEntries(Object.entries(draft.cannot).filter(([name]) => !names.some((of) => of === name)));
    const typed = Object.fromEntries(Object.entries(draft.typed).filter(([name]) => !names.some((of) => of === name)));
    const said = why === undefined ? {} : Object.fromEntries(names.map((name) => [name, why]));
    const now = { ...draft, typed, cannot: { ...kept, ...said } };
    take({
      ...now,
      active: why === undefined ? names[0] : nextOpen({ ...now, active: undefined }, names[0] ?? 'breathsPerMin'),
    });
  };
  useDigitKeys(onDigit, remove, next);

  const save = async (thenCard: boolean) => {
    const wrong = objection(draft);
    if (wrong !== undefined) return setStopped(wrong);
    let id = '';
    const done = await run(async () => {
      id = (await keep('reading', factOf(draft), draft.atMs)).event.id;
    });
    if (!done) return;
    keepDraft(hand.session.id, by, emptyPad);
    sayKept(hand, t('pad.title'), id);
    if (thenCard) openCard();
    else close();
  };

  const looks = (name: DigitName) =>
    shown[name] === undefined || !isSettled(draft, name) ? 'unknown' : stateOfValue(judge, { data: shown, atMs }, name);
  const open = digitNames.filter((name) => factOf(draft)[name] === undefined).length;
  const todo = hand.agenda.todo.find(({ what }) => what === 'reading' || what === 'repeat');
  return (
    <Sheet
      title={todo?.says ?? t('pad.title')}
      hand={hand}
      close={close}
      back={isEmpty(draft) ? t('acts.back') : t('acts.backDraft')}
      aside={
        <AtTime
          hand={hand}
          atMs={draft.atMs}
          change={(at) => setDraft({ ...draft, atMs: at })}
          word={t('acts.measuredAt')}
        />
      }
    >
      <div className="pad">
        <div className="pad-left">
          <PadFields hand={hand} draft={draft} looks={looks} choose={choose} cannot={cannot} />
          <PadSays hand={hand} judged={judged} data={shown} atMs={atMs} repeatMin={lines.repeatMin.value} />
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
              <Button size="lg" variant="outline" color="red" disabled={busy} onClick={() => void save(true)}>
                {t('pad.saveCard', { card: emergencyCard(card, false).title })}
              </Button>
            )}
            <Button
              size="xl"
              variant="filled"
              loading={busy}
              disabled={isEmpty(draft)}
              onClick={() => void save(false)}
              leftSection={<SaveIcon size={26} aria-hidden />}
              className="act-main"
            >
              <span className="act-main-word">{t('pad.save')}</span>
              <span className="act-main-more">
                {isEmpty(draft)
                  ? t('pad.saveNothing')
                  : open === 0
                    ? t('pad.saveAll')
                    : t('pad.saveOpen', { count: open })}
              </span>
            </Button>
          </div>
        </div>
      </div>
    </Sheet>
  );
}

const takesLetters = (target: EventTarget | null) =>
  target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);

/** Digits of the keyboard are those of the pad. */
function useDigitKeys(press: (digit: string) => void, remove: () => void, next: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || takesLetters(event.target)) return;
      if (/^\d$/.test(event.key)) press(event.key);
      else if (event.key === 'Backspace') remove();
      else if (event.key === 'ArrowDown') next();
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  });
}
