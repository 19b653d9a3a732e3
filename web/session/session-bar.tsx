import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { t } from '#web/platform/text.ts';
import { AddIcon, DoneIcon, InfoIcon, LockIcon, PrintIcon } from '#web/ui/icons.ts';
import { isHolding } from './dose-held.ts';
import { stopwatch } from './floor-words.ts';
import type { OpenAct } from './session-act.ts';
import type { SessionInHand } from './session-data.ts';
import {
  ChairIcon,
  ConfirmedIcon,
  EmergencyIcon,
  LeavingIcon,
  MedicineIcon,
  NoteIcon,
  PauseIcon,
  ReadingsIcon,
  SideEffectIcon,
  SignIcon,
  StopPumpIcon,
} from './session-icons.ts';

type Props = { hand: SessionInHand; open: OpenAct };

/** The same places in every phase: what is done most is widest, stop and emergency lie at the far end behind a gap. */
export function ActionBar({ hand, open }: Props) {
  const [isMore, setMore] = useState(false);
  const isLeft = hand.record.phase === 'left';
  return (
    <nav className={`bar-acts no-print${isMore ? ' bar-more' : ''}`} aria-label={t('session.acts')}>
      {isLeft ? (
        <Act wide icon={<SignIcon size={30} aria-hidden />} act="sign" open={open}>
          {t(signWord(hand))}
        </Act>
      ) : (
        <Act wide icon={<ReadingsIcon size={30} aria-hidden />} act="readings" open={open}>
          {t('session.act.readings')}
        </Act>
      )}
      <button type="button" className="act-more only-phone" aria-expanded={isMore} onClick={() => setMore(!isMore)}>
        <AddIcon size={28} aria-hidden />
        {t('session.act.more')}
      </button>
      <Act tucked icon={<SideEffectIcon size={28} aria-hidden />} act="side-effect" open={open}>
        {t('session.act.side-effect')}
      </Act>
      <Act tucked icon={<MedicineIcon size={28} aria-hidden />} act="medicine" open={open}>
        {t('session.act.medicine')}
      </Act>
      <Act tucked icon={<NoteIcon size={28} aria-hidden />} act="note" open={open}>
        {t('session.act.note')}
      </Act>
      <ByPhase hand={hand} open={open} />
      <span className="bar-gap no-phone" aria-hidden />
      {isLeft ? <Print hand={hand} /> : <Stop hand={hand} open={open} />}
      <EmergencyAct open={open} />
    </nav>
  );
}

const EmergencyAct = ({ open }: Pick<Props, 'open'>) => (
  <Button
    className="act act-emergency"
    color="red"
    variant="filled"
    onClick={() => open('emergency')}
    data-act="emergency"
  >
    <EmergencyIcon size={28} aria-hidden />
    {t('session.act.emergency')}
  </Button>
);

/** At the lower right of a sheet that is long open, where they are on the screen below it. */
export const StopAndEmergency = ({
  hand,
  open,
}: {
  hand: SessionInHand;
  open: (act: 'stop' | 'emergency') => void;
}) => (
  <nav className="act-foot-acts" aria-label={t('acts.atHand')}>
    <span className="act-foot-end" />
    {hand.record.phase !== 'left' && <Stop hand={hand} open={() => open('stop')} />}
    <EmergencyAct open={() => open('emergency')} />
  </nav>
);

/** What a signature would be now; where nothing is left to sign, who signed is read there. */
function signWord({ record: { signatures, afterSigning } }: SessionInHand) {
  if (signatures.length === 0 || afterSigning.length > 0) return 'session.act.sign';
  return signatures.some(({ kind }) => kind === 'countersigned') ? 'session.act.signatures' : 'session.act.countersign';
}

type ActProps = {
  icon: ReactNode;
  act: string;
  open: OpenAct;
  children: string;
  wide?: boolean;
  /** On a phone it lies behind *More*. */
  tucked?: boolean;
  main?: boolean;
};

function Act({ icon, act, open, children, wide = false, tucked = false, main = false }: ActProps) {
  return (
    <Button
      className={`act${wide ? ' act-wide' : ''}${tucked ? ' act-tucked' : ''}`}
      variant={wide || main ? 'filled' : 'default'}
      onClick={() => open(act)}
      data-act={act}
    >
      {icon}
      {children}
    </Button>
  );
}

/** The one place that changes its meaning with the phase: arrive, gate, pump, leave, explain. */
function ByPhase({ hand, open }: Props) {
  const { record, agenda } = hand;
  const { phase } = record;
  if (phase === 'expected')
    return (
      <Act tucked icon={<ChairIcon size={28} aria-hidden />} act="arrive" open={open}>
        {t('session.act.arrive')}
      </Act>
    );
  if (phase === 'arrived' && record.identity === undefined)
    return (
      <Act tucked icon={<ConfirmedIcon size={28} aria-hidden />} act="identity" open={open}>
        {t('session.act.identity')}
      </Act>
    );
  if (phase === 'arrived')
    return (
      <Act tucked icon={<DoneIcon size={28} aria-hidden />} act="gate" open={open}>
        {t(agenda.toStart.length === 0 ? startWord(hand) : 'session.act.gate')}
      </Act>
    );
  if (phase === 'left')
    return (
      <Act tucked icon={<InfoIcon size={28} aria-hidden />} act="explain" open={open}>
        {t('session.act.explain')}
      </Act>
    );
  if (isGivingAtOnce(hand)) return <DoseAct hand={hand} open={open} />;
  if (phase !== 'dosing' && phase !== 'paused' && agenda.dosing.endedAtMs !== undefined)
    return (
      <Act tucked icon={<LeavingIcon size={28} aria-hidden />} act="leaving" open={open}>
        {t('session.act.leaving')}
      </Act>
    );
  return (
    <Act tucked icon={<PauseIcon size={28} aria-hidden />} act="pump" open={open}>
      {t(phase === 'paused' ? 'session.act.resume' : 'session.act.pump')}
    </Act>
  );
}

/** A further device is still to come, a spray may be, or something is held in the mouth. */
const isGivingAtOnce = ({ record, agenda: { dosing } }: SessionInHand): boolean =>
  record.phase !== 'left' &&
  dosing.route !== 'iv' &&
  dosing.startedAtMs !== undefined &&
  dosing.endedAtMs === undefined;

const startWord = ({ agenda }: SessionInHand) =>
  agenda.dosing.route === 'iv' ? 'session.act.startDose' : 'session.act.giveDose';

/** The next device with the minutes of its rest, or what is in the mouth. */
function DoseAct({ hand, open }: Props) {
  const { agenda, nowMs } = hand;
  const { next } = agenda.dosing;
  const restMs = (next?.opensAtMs ?? nowMs) - nowMs;
  const Icon = restMs > 0 ? LockIcon : MedicineIcon;
  const words = isHolding(hand)
    ? t('session.act.held')
    : agenda.dosing.route === 'intranasal-racemic'
      ? t('session.act.giveSpray')
      : next === undefined
        ? t('session.act.devicesDone')
        : restMs > 0
          ? t('session.act.deviceIn', { number: next.number, left: stopwatch(restMs) })
          : t('session.act.giveDevice', { number: next.number });
  return (
    <Act tucked icon={<Icon size={28} aria-hidden />} act="dose" open={open}>
      {words}
    </Act>
  );
}

/** Closed with a reason where nothing runs; never gone, so that the hand finds it blind. */
function Stop({ hand, open }: Props) {
  const { record, agenda } = hand;
  const isPump = agenda.dosing.route === 'iv';
  const runs = record.phase === 'dosing' || record.phase === 'paused' || isGivingAtOnce(hand);
  return (
    <Button
      className="act act-stop"
      color="red"
      variant="outline"
      disabled={!runs}
      onClick={() => open('stop')}
      data-act="stop"
      {...(runs ? {} : { title: t(isPump ? 'session.noInfusion' : 'session.nothingToStop') })}
    >
      <StopPumpIcon size={28} aria-hidden />
      <span className="no-phone">{t(isPump ? 'session.act.stop' : 'session.act.stopDosing')}</span>
      <span className="only-phone">{t('session.act.stopShort')}</span>
    </Button>
  );
}

/** The printed record is made by the server, on the paper of the place. */
function Print({ hand: { session, floor } }: { hand: SessionInHand }) {
  const paper = floor.clinic.timeZone.startsWith('America/') ? 'letter' : 'a4';
  return (
    <Button
      component="a"
      className="act"
      href={`/api/sessions/${session.id}/record.pdf?paper=${paper}`}
      target="_blank"
      rel="noreferrer"
    >
      <PrintIcon size={28} aria-hidden />
      {t('session.act.print')}
    </Button>
  );
}
