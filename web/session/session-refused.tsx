import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { fieldsOf } from '#web/offline/mending.ts';
import { Mend } from '#web/offline/outbox-tray.tsx';
import { clock } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { Dialog, FormEnd } from '#web/ui/dialog.tsx';
import { Notice } from '#web/ui/parts.tsx';
import { NotKept } from './acts-kit.tsx';
import { factWords } from './fact-words.ts';
import { discard, type RefusedFact, type SessionInHand } from './session-data.ts';

type Props = { of: RefusedFact; hand: SessionInHand; close: () => void };

/** What the server did not take: read here whole, put right so that it can be kept, or discarded with a reason. */
export function RefusedDialog({ of, hand, close }: Props) {
  const { busy, error, run } = useBusy();
  const [why, setWhy] = useState('');
  const [isMending, setMending] = useState(false);
  const canMend = of.why !== 'not-yours' && fieldsOf(of.event.data).length > 0;
  return (
    <Dialog title={t('session.refusedDialog')} open close={close}>
      <div className="stack g2">
        <p className="strong num">
          {clock(of.event.measuredAt, hand.floor.clinic.timeZone)} {factWords(of.event)}
        </p>
        <Notice state="red">{of.says}</Notice>
        <p className="quiet">{t('session.refusedHow')}</p>
        {isMending && <Mend event={of.event} cancel={() => setMending(false)} done={close} />}
        {canMend && !isMending && (
          <Button size="lg" onClick={() => setMending(true)}>
            {t('facts.mend')}
          </Button>
        )}
        {!isMending && (
          <>
            <NotKept error={error} />
            <Textarea
              label={t('session.refusedWhy')}
              required
              autosize
              maxLength={1_000}
              value={why}
              onChange={(event) => setWhy(event.currentTarget.value)}
            />
            <FormEnd cancel={close}>
              <Button
                color="red"
                variant="outline"
                disabled={why.trim() === ''}
                loading={busy}
                onClick={() =>
                  void run(async () => {
                    await discard(of.event.id, why.trim());
                    close();
                  })
                }
              >
                {t('session.refusedDiscard')}
              </Button>
            </FormEnd>
          </>
        )}
      </div>
    </Dialog>
  );
}
