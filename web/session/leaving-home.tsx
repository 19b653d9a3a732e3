import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { clock } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { Card, Mark } from '#web/ui/parts.tsx';
import { NotKept, sayKept, useKeeping } from './acts-kit.tsx';
import { personOf } from './floor-seats.ts';
import { shortName } from './floor-words.ts';
import type { SessionInHand } from './session-data.ts';

const saidBack = 'instructions-said-back';
const nextContact = 'next-contact';

/** What goes home with the patient beside the criteria: whether it was understood, and when the next contact is. */
export function GoingHome({ hand }: { hand: SessionInHand }) {
  return (
    <Card title={t('leave.home')}>
      <div className="stack g15">
        <SaidBack hand={hand} />
        <NextContact hand={hand} />
      </div>
    </Card>
  );
}

type Props = { hand: SessionInHand };

const itemOf = ({ record }: SessionInHand, item: string) =>
  record.dischargeItems.find(({ data }) => data.item === item);

function by({ floor }: SessionInHand, said: { atMs: number; by: string | null }): string {
  const who = personOf(floor, said.by);
  return t('gate.by', {
    who: who === undefined ? t('session.toBeClaimed') : shortName(who),
    time: clock(said.atMs, floor.clinic.timeZone),
  });
}

function SaidBack({ hand }: Props) {
  const { busy, error, run, keep } = useKeeping(hand);
  const said = itemOf(hand, saidBack);
  const answer = (state: 'met' | 'not-met') =>
    void run(async () => {
      const { event } = await keep('discharge-item', { item: saidBack, state });
      sayKept(hand, t(state === 'met' ? 'leave.saidBack' : 'leave.notSaidBack'), event);
    });
  return (
    <div>
      <p className="row g05">
        <Mark state={said?.data.state === 'met' ? 'green' : said === undefined ? 'unknown' : 'red'} size={22} />
        <strong>{t('leave.instructions')}</strong>
      </p>
      <p className="small quiet num">{said === undefined ? t('rems.notAnswered') : by(hand, said)}</p>
      <div className="row g1">
        {(['met', 'not-met'] as const).map((state) => (
          <Button
            key={state}
            size="lg"
            loading={busy}
            variant={said?.data.state === state ? 'light' : 'default'}
            aria-pressed={said?.data.state === state}
            onClick={() => answer(state)}
          >
            {t(state === 'met' ? 'leave.saidBack' : 'leave.notSaidBack')}
          </Button>
        ))}
      </div>
      <NotKept error={error} />
    </div>
  );
}

function NextContact({ hand }: Props) {
  const { busy, error, run, keep } = useKeeping(hand);
  const [typed, setTyped] = useState('');
  const said = itemOf(hand, nextContact);
  const save = () =>
    void run(async () => {
      const { event } = await keep('discharge-item', { item: nextContact, state: 'met', value: typed.trim() });
      sayKept(hand, t('leave.nextContact'), event);
      setTyped('');
    });
  return (
    <div>
      <p className="row g05">
        <Mark state={said === undefined ? 'unknown' : 'green'} size={22} />
        <strong>{t('leave.nextContact')}</strong>
      </p>
      <p className="small num">
        {said === undefined ? t('rems.notAnswered') : `${said.data.value ?? ''} · ${by(hand, said)}`}
      </p>
      <div className="effect-find">
        <TextInput
          size="lg"
          aria-label={t('leave.nextContact')}
          placeholder={t('leave.nextContactHow')}
          value={typed}
          maxLength={200}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        />
        <Button size="lg" loading={busy} disabled={typed.trim() === ''} onClick={save}>
          {t('effect.actionKeep')}
        </Button>
      </div>
      <NotKept error={error} />
    </div>
  );
}
