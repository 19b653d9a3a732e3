import { Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { MedicineGiven } from '#clinical/session/session.ts';
import { post } from '#web/platform/api.ts';
import { useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { FormEnd } from '#web/ui/dialog.tsx';
import { Submit } from '#web/ui/form-parts.tsx';
import { Pill } from '#web/ui/parts.tsx';
import { ProofFields, useProof } from '#web/ui/proof.tsx';
import { say } from '#web/ui/say.ts';
import { NotKept } from './acts-kit.tsx';
import { SmallSheet } from './acts-sheet.tsx';
import { personOf } from './floor-seats.ts';
import { shortName } from './floor-words.ts';
import type { SessionInHand } from './session-data.ts';

type Props = { given: MedicineGiven; hand: SessionInHand };

/** Whether the second person who is named has confirmed it on their own factor; and where not, a way to do so. */
export function SecondState({ given, hand }: Props) {
  const [asking, setAsking] = useState(false);
  const { secondPerson } = given.data;
  const named = personOf(hand.floor, secondPerson);
  if (secondPerson === undefined) return null;
  const who = named === undefined ? t('second.named') : shortName(named);
  if (given.confirmed !== undefined) return <Pill state="green">{t('second.confirmed', { who })}</Pill>;
  return (
    <>
      <Pill state="amber">{t('second.notConfirmed', { who })}</Pill>
      <Button
        aria-label={t('second.confirmOf', { who, medicine: given.data.medicine })}
        onClick={() => setAsking(true)}
      >
        {t('second.confirm')}
      </Button>
      {asking && (
        <SmallSheet title={t('second.confirmTitle')} hand={hand} close={() => setAsking(false)}>
          <Confirm given={given} hand={hand} who={who} second={secondPerson} close={() => setAsking(false)} />
        </SmallSheet>
      )}
    </>
  );
}

/** Whoever is signed in and is the second confirms as themself; anybody else types their own PIN, or passphrase and code. */
function Confirm({ given, hand, who, second, close }: Props & { who: string; second: string; close: () => void }) {
  const me = useMe();
  const own = useProof();
  const [tried, setTried] = useState(false);
  const { busy, error, run } = useBusy();
  const isMine = me.practitionerId === second;
  const path = `/api/sessions/${hand.session.id}/medicines/${given.id}`;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const proof = own.proof();
    if (!isMine && proof === 'missing') return;
    void run(async () => {
      try {
        if (isMine) await post(`${path}/confirmation`);
        else
          await post(`${path}/second`, { second: { practitionerId: second, ...(proof === 'missing' ? {} : proof) } });
      } finally {
        own.clear();
      }
      say(t('second.isConfirmed'));
    }).then((isDone) => isDone && close());
  };
  return (
    <form className="stack g2" onSubmit={submit} noValidate>
      <p className="strong">{t('second.says', { who, medicine: given.data.medicine })}</p>
      <p className="quiet">{t(isMine ? 'second.asMe' : 'second.asThem', { who })}</p>
      {!isMine && <ProofFields of={own} tried={tried} />}
      <NotKept error={error} />
      <FormEnd cancel={close}>
        <Submit busy={busy} size="lg">
          {t('second.confirm')}
        </Submit>
      </FormEnd>
    </form>
  );
}
