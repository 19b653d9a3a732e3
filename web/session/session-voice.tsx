import { useEffect, useRef, useState } from 'react';
import { t } from '#web/platform/text.ts';
import { useKeysOn } from '#web/ui/keys.tsx';
import { say } from '#web/ui/say.ts';
import { factWords } from './fact-words.ts';
import { isLate, nextOf, whenWords } from './floor-words.ts';
import type { OpenAct } from './session-act.ts';
import { outboxState, type SessionInHand } from './session-data.ts';

/** Due, overdue and refused are spoken once each, never the clocks. Only what is overdue may interrupt. */
export function SessionVoice({ hand }: { hand: SessionInHand }) {
  const said = useRef(new Set<string>());
  const [polite, setPolite] = useState('');
  const [urgent, setUrgent] = useState('');
  const { refused } = outboxState.use();
  const next = nextOf(hand.agenda.todo);
  const key = next === undefined || next.state === 'upcoming' ? undefined : `${next.id}:${next.state}`;
  const words = next && t('session.sayDue', { what: next.says, when: whenWords(next, hand.nowMs) });
  useEffect(() => {
    if (key === undefined || words === undefined || said.current.has(key)) return;
    said.current.add(key);
    if (next !== undefined && isLate(next)) setUrgent(words);
    else setPolite(words);
  }, [key, words, next]);
  useEffect(() => {
    for (const { event, says } of refused) {
      if (event.session !== hand.session.id || said.current.has(event.id)) continue;
      said.current.add(event.id);
      setPolite(t('session.sayRefused', { what: factWords(event), says }));
    }
  }, [refused, hand.session.id]);
  return (
    <>
      <p className="unseen" role="status">
        {polite}
      </p>
      <p className="unseen" role="alert">
        {urgent}
      </p>
    </>
  );
}

/** Between the two presses of E. */
const twiceWithinMs = 1_500;

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** R for readings, E twice for the emergency cards: these also from within another sheet. */
export function useSessionKeys(open: OpenAct, canRead: boolean): void {
  const isOn = useKeysOn();
  useEffect(() => {
    if (!isOn) return;
    let pressedAt = Number.NEGATIVE_INFINITY;
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isTyping(event.target)) return;
      const key = event.key.toLowerCase();
      if (key === 'e') {
        if (event.timeStamp - pressedAt < twiceWithinMs) open('emergency');
        else say(t('session.againE'));
        pressedAt = event.timeStamp;
      } else if (key === 'r' && canRead && document.querySelector('[role="dialog"]') === null) open('readings');
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [isOn, open, canRead]);
}
