import { Button, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { post } from '#web/platform/api.ts';
import { clock, moment } from '#web/platform/format.ts';
import { maySee } from '#web/platform/may.ts';
import { useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { Confirm, Dialog, FormEnd } from '#web/ui/dialog.tsx';
import { Refusal, Submit } from '#web/ui/form-parts.tsx';
import { Page } from '#web/ui/page.tsx';
import { Card, Pill } from '#web/ui/parts.tsx';
import { say } from '#web/ui/say.ts';
import { Empty, When } from '#web/ui/states.tsx';
import { type Awaiting, awaitingQuery, refreshPharmacy } from './pharmacy.queries.ts';

const longest = 1_000;
const shortest = 3;

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

function TakeBack({ of, close }: { of: Awaiting; close: () => void }) {
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const { busy, error, run } = useBusy();
  const isMissing = reason.trim().length < shortest;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isMissing) return;
    void run(async () => {
      try {
        await post(`/api/pharmacy/awaiting/${of.id}/withdrawal`, { reason: reason.trim() });
      } finally {
        await refreshPharmacy();
      }
      say(t('awaiting.isBack'));
    }).then((isDone) => isDone && close());
  };
  return (
    <Dialog title={t('awaiting.backTitle')} open close={close}>
      <form className="stack g3" onSubmit={submit} noValidate>
        <p className="quiet num">{of.says}</p>
        <Textarea
          label={t('awaiting.why')}
          required
          autosize
          minRows={2}
          maxLength={longest}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={tried && isMissing ? t('container.reasonNeeded') : undefined}
        />
        <Refusal error={error} />
        <FormEnd cancel={close}>
          <Submit busy={busy}>{t('awaiting.back')}</Submit>
        </FormEnd>
      </form>
    </Dialog>
  );
}
