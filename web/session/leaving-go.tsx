import { Button } from '@mantine/core';
import { useState } from 'react';
import type { DataOf } from '#clinical/session/session.ts';
import { clock, day } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { ClinicIcon, LockIcon } from '#web/ui/icons.ts';
import { Notice } from '#web/ui/parts.tsx';
import { AskedAnswer, objectionHere, useAsking } from './acts-asked.tsx';
import { ReasonDialog } from './acts-reason.tsx';
import { useAtTime } from './acts-time.tsx';
import { useMonitor } from './monitor.queries.ts';
import type { SessionInHand } from './session-data.ts';
import { LeavingIcon } from './session-icons.ts';

type How = DataOf<'left'>['how'];
const otherWays = ['against-advice', 'to-hospital', 'unnoticed'] as const;
const actWords = {
  'against-advice': 'leave.againstAdvice',
  'to-hospital': 'leave.toHospital',
  unnoticed: 'leave.unnoticed',
} as const;
const howWords = {
  'against-advice': 'leave.againstHow',
  'to-hospital': 'leave.hospitalHow',
  unnoticed: 'leave.unnoticedHow',
} as const;

/** Who goes, and with whom: read once more beside the act. */
function whoGoes(hand: SessionInHand): string {
  const { patient } = hand.session;
  const escort = hand.record.dischargeItems.find(({ data }) => data.item === 'escort' && data.state === 'met')?.data
    .value;
  return t('leave.whoGoes', {
    initials: patient.initials,
    birth: day(patient.birthOn),
    number: patient.number,
    escort: escort ?? t('absent.notKnown'),
  });
}

/** With the leaving they are nobody's; somebody takes them off. */
function MonitorsOn({ hand }: { hand: SessionInHand }) {
  const { devices } = useMonitor(hand);
  if (devices.length === 0) return null;
  return <p className="small">{t('monitors.byLeaving', { devices: devices.map(({ name }) => name).join(', ') })}</p>;
}

/** Let go is closed with the number missing. Against advice and to hospital are always open. */
export function LetGo({ hand, close }: { hand: SessionInHand; close: () => void }) {
  const asking = useAsking(hand, 'left');
  const at = useAtTime(hand);
  const [way, setWay] = useState<(typeof otherWays)[number]>();
  const [tried, setTried] = useState<DataOf<'left'>>({ how: 'let-go', as: 'intent' });
  const { left } = hand.record;
  if (left !== undefined)
    return (
      <Notice state="plain">
        {t('leave.isGone', {
          time: clock(left.atMs, hand.floor.clinic.timeZone),
          how: t(`leave.done.${left.data.how}`).toLowerCase(),
        })}
      </Notice>
    );
  const objection = objectionHere(hand, 'left', { how: 'let-go', as: 'intent' });
  const missing = objection?.missing.length ?? 0;
  const go = async (how: How, reason?: string) => {
    const data = { how, ...(reason === undefined ? {} : { reason }), as: 'intent' as const };
    setTried(data);
    const isDone = await asking.intend(data, how === 'let-go' ? undefined : at.atMs);
    setWay(undefined);
    if (isDone) close();
  };
  const anyway = async () => {
    if (await asking.fact(tried, tried.how === 'let-go' ? undefined : at.atMs)) close();
  };
  return (
    <section className="card card-pad stack g1">
      <p className="strong num">{whoGoes(hand)}</p>
      <Button
        size="xl"
        variant="filled"
        className="act-main"
        disabled={objection !== undefined}
        loading={asking.busy}
        onClick={() => void go('let-go')}
        leftSection={
          objection === undefined ? <LeavingIcon size={26} aria-hidden /> : <LockIcon size={24} aria-hidden />
        }
      >
        <span className="act-main-word">{t('leave.letGo')}</span>
        <span className="act-main-more">
          {objection === undefined ? t('leave.letGoReady') : t('leave.closed', { count: missing })}
        </span>
      </Button>
      <MonitorsOn hand={hand} />
      <AskedAnswer of={asking} anyway={() => void anyway()} again={() => void go(tried.how, tried.reason)} />
      <div className="choices leave-ways">
        {otherWays.map((how) => (
          <Button
            key={how}
            size="lg"
            onClick={() => setWay(how)}
            leftSection={
              how === 'to-hospital' ? <ClinicIcon size={22} aria-hidden /> : <LeavingIcon size={22} aria-hidden />
            }
          >
            {t(actWords[how])}
          </Button>
        ))}
      </div>
      {way !== undefined && (
        <ReasonDialog
          hand={hand}
          at={at}
          isInWords
          title={t(actWords[way])}
          says={t(howWords[way])}
          act={t(actWords[way])}
          close={() => setWay(undefined)}
          onReason={(reason) => go(way, reason)}
          error={asking.error}
          danger
        />
      )}
    </section>
  );
}
