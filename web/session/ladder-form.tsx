import { Button, Checkbox, NumberInput, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Ladder, type LadderStep, type WhomToTell, waysToTell, whomToTell } from '#clinical/session/session.ts';
import { post } from '#web/platform/api.ts';
import { queryClient } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { FormEnd } from '#web/ui/dialog.tsx';
import { Refusal } from '#web/ui/form-parts.tsx';
import { Card, Notice } from '#web/ui/parts.tsx';
import { say } from '#web/ui/say.ts';
import type { LadderInForce } from './ladder.screen.tsx';

type Steps = readonly LadderStep[];
const kinds = ['overdue', 'red'] as const;

/** A medical director changes the ladder and signs it, whole. The bounds are the medicine's. */
export function LadderForm({ found, close }: { found: LadderInForce; close: () => void }) {
  const [ladder, setLadder] = useState<Ladder>(found.ladder);
  const [reason, setReason] = useState('');
  const [isAsked, setAsked] = useState(false);
  const { busy, error, run } = useBusy();
  const read = Ladder.safeParse(ladder);
  const wrong = read.success ? undefined : read.error.issues[0];
  const sign = () => {
    setAsked(true);
    if (wrong !== undefined || reason.trim().length < 3) return;
    void run(async () => {
      await post('/api/ladder', { version: (found.version ?? 0) + 1, ladder, reason: reason.trim() });
      await queryClient.invalidateQueries({ queryKey: ['ladder'] });
      say(t('ladder.signed'));
      close();
    });
  };
  const whole = (value: string | number) => (typeof value === 'number' ? Math.trunc(value) : 0);
  return (
    <>
      {kinds.map((kind) => (
        <Card key={kind} title={t(`ladder.${kind}`)}>
          <StepsForm steps={ladder[kind]} change={(steps) => setLadder({ ...ladder, [kind]: steps })} />
        </Card>
      ))}
      <Card>
        <div className="stack g2">
          <div className="row g2 top">
            <NumberInput
              label={t('ladder.againEvery')}
              value={ladder.againEveryMin}
              min={1}
              allowDecimal={false}
              onChange={(value) => setLadder({ ...ladder, againEveryMin: whole(value) })}
            />
            <NumberInput
              label={t('ladder.mostAgain')}
              value={ladder.mostAgain}
              min={0}
              allowDecimal={false}
              onChange={(value) => setLadder({ ...ladder, mostAgain: whole(value) })}
            />
          </div>
          <TextInput
            label={t('ladder.reason')}
            value={reason}
            maxLength={300}
            error={isAsked && reason.trim().length < 3 ? t('handover.whyNeeded') : undefined}
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
          />
          {isAsked && wrong !== undefined && (
            <Notice state="red" live title={t('ladder.wrong', { says: `${wrong.path.join(' ')} ${wrong.message}` })} />
          )}
          <Refusal error={error} />
          <FormEnd cancel={close}>
            <Button variant="filled" loading={busy} onClick={sign}>
              {t('ladder.sign')}
            </Button>
          </FormEnd>
        </div>
      </Card>
    </>
  );
}

function StepsForm({ steps, change }: { steps: Steps; change: (steps: Steps) => void }) {
  const set = (place: number, step: LadderStep) => change(steps.map((one, at) => (at === place ? step : one)));
  const last = steps.at(-1);
  return (
    <div className="stack g2">
      {steps.map((step, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place in the ladder
        <fieldset key={place} className="ladder-step">
          <legend>{t('ladder.step', { place: place + 1 })}</legend>
          <NumberInput
            label={t('ladder.after')}
            value={step.afterMin}
            min={0}
            allowDecimal={false}
            onChange={(value) => set(place, { ...step, afterMin: typeof value === 'number' ? Math.trunc(value) : 0 })}
          />
          <Select
            label={t('ladder.whom')}
            allowDeselect={false}
            data={whomToTell.map((whom) => ({ value: whom, label: t(`ladder.whom.${whom}`) }))}
            value={step.whom}
            onChange={(whom) => isWhom(whom) && set(place, { ...step, whom })}
          />
          <Checkbox.Group
            label={t('ladder.by')}
            value={[...step.by]}
            onChange={(ways) => set(place, { ...step, by: waysToTell.filter((way) => ways.includes(way)) })}
          >
            <div className="row g2">
              {waysToTell.map((way) => (
                <Checkbox key={way} value={way} label={t(`ladder.by.${way}`)} />
              ))}
            </div>
          </Checkbox.Group>
          <Button variant="subtle" color="red" onClick={() => change(steps.filter((_, at) => at !== place))}>
            {t('ladder.drop', { place: place + 1 })}
          </Button>
        </fieldset>
      ))}
      <div>
        <Button onClick={() => change([...steps, { ...(last ?? first), whom: 'next-person' }])}>
          {t('ladder.add')}
        </Button>
      </div>
    </div>
  );
}

const first: LadderStep = { afterMin: 0, whom: 'watcher', by: ['app'] };
const isWhom = (whom: string | null): whom is WhomToTell => whomToTell.some((known) => known === whom);
