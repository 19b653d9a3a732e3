import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { type ClosingWay, closingWays, type Emergency, readingsAtClosing } from '#clinical/session/session.ts';
import { t } from '#web/platform/text.ts';
import { Dialog, FormEnd } from '#web/ui/dialog.tsx';
import { Notice } from '#web/ui/parts.tsx';
import { NotKept, sayKept, useKeeping } from './acts-kit.tsx';
import { fewestLetters, isInWordsEnough } from './acts-reason.tsx';
import { WhoLine } from './acts-sheet.tsx';
import { cardTitle } from './emergency-words.ts';
import { Choice } from './pad-choices.tsx';
import { judgeOf } from './pad-says.tsx';
import type { SessionInHand } from './session-data.ts';

const longest = 1_000;

type Props = {
  hand: SessionInHand;
  emergency: Emergency;
  /** Steps of the card that nobody has done. */
  notDone: readonly string[];
  close: () => void;
  over: () => void;
};

/** How an emergency ended. What was not done and what is still red is said before, and needs words; it stops nobody. */
export function CloseCard({ hand, emergency, notDone, close, over }: Props) {
  const { busy, error, run, keep } = useKeeping(hand);
  const [how, setHow] = useState<ClosingWay>();
  const [outcome, setOutcome] = useState('');
  const [isAsked, setAsked] = useState(false);
  const title = cardTitle(emergency.card);
  const last = readingsAtClosing(hand.record, judgeOf(hand).judge, emergency.atMs, hand.nowMs);
  const needsWords = last.state !== 'not red' || how === 'other';
  const wrongWords =
    needsWords && !isInWordsEnough(outcome) ? t('acts.reasonWords', { count: fewestLetters }) : undefined;
  const save = async () => {
    if (how === undefined || wrongWords !== undefined) return setAsked(true);
    const isDone = await run(async () => {
      const { event } = await keep('emergency-closed', {
        of: emergency.id,
        how,
        ...(outcome.trim() === '' ? {} : { outcome: outcome.trim() }),
        ...(notDone.length === 0 ? {} : { notDone: [...notDone] }),
      });
      sayKept(hand, t('card.closed', { card: title }), event);
    });
    if (isDone) over();
  };
  return (
    <Dialog title={t('card.closeTitle', { card: title })} open close={close} above>
      <div className="stack act-small">
        <WhoLine hand={hand} />
        {last.state !== 'not red' && (
          <Notice
            state="red"
            title={t(
              last.state === 'red'
                ? 'card.closeRed'
                : last.state === 'not taken'
                  ? 'card.closeNotTaken'
                  : 'card.closeNotKnown',
            )}
          >
            {last.state === 'red' && <p className="strong num">{last.says.join(' ')}</p>}
            <p>{t('card.closeSo')}</p>
          </Notice>
        )}
        {notDone.length > 0 && (
          <Notice state="amber" title={t('card.closeNotDone', { count: notDone.length })}>
            <p>{notDone.join(' ')}</p>
          </Notice>
        )}
        <fieldset className="choice-line">
          <legend className="label">{t('card.closeWay')}</legend>
          <div className="choices choices-3">
            {closingWays.map((of) => (
              <Choice key={of} isOn={how === of} word={t(`card.closeWay.${of}`)} pick={() => setHow(of)} />
            ))}
          </div>
          {isAsked && how === undefined && <Notice state="red">{t('card.closeWayNeeded')}</Notice>}
        </fieldset>
        <Textarea
          label={t('card.outcome')}
          value={outcome}
          maxLength={longest}
          autosize
          minRows={3}
          error={isAsked ? wrongWords : undefined}
          onChange={({ currentTarget }) => setOutcome(currentTarget.value)}
        />
        <NotKept error={error} />
        <FormEnd cancel={close}>
          <Button
            size="lg"
            variant="filled"
            color={last.state === 'not red' ? 'primary' : 'red'}
            loading={busy}
            onClick={() => void save()}
          >
            {t('card.close')}
          </Button>
        </FormEnd>
      </div>
    </Dialog>
  );
}
