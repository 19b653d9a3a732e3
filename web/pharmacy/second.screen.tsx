import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { post } from '#web/platform/api.ts';
import { clock, moment } from '#web/platform/format.ts';
import { maySee } from '#web/platform/may.ts';
import { useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { Confirm } from '#web/ui/dialog.tsx';
import { Refusal } from '#web/ui/form-parts.tsx';
import { Page } from '#web/ui/page.tsx';
import { Card, Pill } from '#web/ui/parts.tsx';
import { say } from '#web/ui/say.ts';
import { Empty, When } from '#web/ui/states.tsx';
import { type Awaiting, awaitingQuery, refreshPharmacy } from './pharmacy.queries.ts';
import { ReasonDialog } from './reason-dialog.tsx';

/** What a colleague did and asks somebody else to confirm, who saw it. Nothing of it is in the register before that. */
export function SecondScreen() {
  const asked = useQuery({ ...awaitingQuery, refetchInterval: 30_000 });
  const [confirming, setConfirming] = useState<Awaiting>();
  const [ending, setEnding] = useState<Awaiting>();
  const { busy, error, run } = useBusy();
  const confirm = (one: Awaiting) =>
    void run(async () => {
      try {
        await post(`/api/pharmacy/awaiting/${one.id}/confirmation`);
      } finally {
        await refreshPharmacy();
      }
      say(t('awaiting.isConfirmed'));
    }).then(() => setConfirming(undefined));
  return (
    <Page title={t('awaiting.title')} intro={t('awaiting.intro')}>
      <Refusal error={error} />
      <Card flush>
        <When asked={asked} rows={3}>
          {({ awaiting }) =>
            awaiting.length === 0 ? (
              <Empty title={t('awaiting.none')}>{t('awaiting.noneHint')}</Empty>
            ) : (
              <ul className="rows">
                {awaiting.map((one) => (
                  <Row key={one.id} of={one} confirm={() => setConfirming(one)} end={() => setEnding(one)} />
                ))}
              </ul>
            )
          }
        </When>
      </Card>
      <Confirm
        title={t('awaiting.confirmTitle')}
        open={confirming !== undefined}
        close={() => setConfirming(undefined)}
        act={t('awaiting.saw')}
        busy={busy}
        onAct={() => confirming && confirm(confirming)}
      >
        <p className="strong num">{confirming?.says}</p>
        <p>{t('awaiting.confirmBody', { who: confirming?.askedByName ?? '' })}</p>
      </Confirm>
      {ending !== undefined && <TakeBack of={ending} close={() => setEnding(undefined)} />}
    </Page>
  );
}

function Row({ of, confirm, end }: { of: Awaiting; confirm: () => void; end: () => void }) {
  const me = useMe();
  const isMine = of.askedBy === me.practitionerId;
  return (
    <li>
      <div className="row-main">
        <p className="strong num">{of.says}</p>
        <p className="small quiet num">
          {t(isMine ? 'awaiting.byYou' : 'awaiting.by', { who: of.askedByName, at: moment(of.askedAt, me.timeZone) })}
        </p>
      </div>
      {of.isLate ? (
        <Pill state="unknown">{t('awaiting.late')}</Pill>
      ) : (
        <Pill state="amber">{t('awaiting.until', { at: clock(of.until, me.timeZone) })}</Pill>
      )}
      {isMine && (
        <>
          <span className="small quiet">{t('awaiting.notYou')}</span>
          <Button aria-label={t('awaiting.backOf', { says: of.says })} onClick={end}>
            {t('awaiting.back')}
          </Button>
        </>
      )}
      {!isMine && !of.isLate && maySee(me, 'stock.witness') && (
        <Button variant="filled" aria-label={t('awaiting.sawOf', { says: of.says })} onClick={confirm}>
          {t('awaiting.saw')}
        </Button>
      )}
    </li>
  );
}

const TakeBack = ({ of, close }: { of: Awaiting; close: () => void }) => (
  <ReasonDialog
    title={t('awaiting.backTitle')}
    address={`/api/pharmacy/awaiting/${of.id}/withdrawal`}
    act={t('awaiting.back')}
    done={t('awaiting.isBack')}
    close={close}
  >
    <p className="quiet num">{of.says}</p>
  </ReasonDialog>
);
