import { Button } from '@mantine/core';
import { useState } from 'react';
import { nasalDevice } from '#clinical/plan/plan.ts';
import { t } from '#web/platform/text.ts';
import { Notice } from '#web/ui/parts.tsx';
import { AskedAnswer } from './acts-asked.tsx';
import { AtTime, clockWithSeconds } from './acts-time.tsx';
import { useGiving } from './dose-giving.ts';
import type { EsketamineOrderHere } from './dose-order.ts';
import { GiveButton, Lot, lotFields, noLot } from './dose-parts.tsx';
import { stopwatch } from './floor-words.ts';
import { Choice } from './pad-choices.tsx';
import type { SessionInHand } from './session-data.ts';

type Props = {
  hand: SessionInHand;
  order: EsketamineOrderHere;
  done: () => void;
  isFact: boolean;
  /** Where nothing more is to be given. */
  stop: (() => void) | undefined;
};

const { restMin } = nasalDevice.value;
const checks = ['noseBlown', 'headReclined'] as const;
type Check = (typeof checks)[number];

/** One device, two sprays: locked while the rest after the one before lasts, with the time from which it opens. */
export function DeviceForm({ hand, order, done, isFact, stop }: Props) {
  const { record, nowMs, floor } = hand;
  const { next } = hand.agenda.dosing;
  const giving = useGiving(hand, 'device-given', done);
  const [lot, setLot] = useState(noLot);
  const [said, setSaid] = useState<Partial<Record<Check, boolean>>>({});
  const [isAnyway, setAnyway] = useState(false);
  if (next === undefined)
    return <Notice state="green">{t('dose.device.complete', { count: record.devices.length })}</Notice>;
  const { number, opensAtMs } = next;
  const isFirst = record.devices.length === 0;
  const restMs = opensAtMs === undefined ? 0 : opensAtMs - (giving.at.atMs ?? nowMs);
  const isTooSoon = restMs > 0;
  const isLocked = isTooSoon && !isAnyway;
  const checkWord = (check: Check) => t(check === 'noseBlown' && !isFirst ? 'dose.noseBlownSince' : `dose.${check}`);
  const open =
    lot.lot.trim() === ''
      ? t('dose.lotOpen')
      : checks.some((check) => said[check] === undefined)
        ? t('dose.noseOpen')
        : giving.at.wrong;
  const give = () =>
    void giving.give(
      {
        ...{
          orderId: order.id,
          drug: order.drug,
          number,
          doseUg: nasalDevice.value.ug,
          ...lotFields(lot),
          lot: lot.lot.trim(),
        },
        ...said,
        as: 'intent',
      },
      { isFact: isFact || isTooSoon },
    );
  return (
    <>
      <p className="quiet">{t('dose.device.one', { number, count: order.devices })}</p>
      {isTooSoon && isAnyway && (
        <Notice
          state="red"
          title={t('dose.device.tooSoon', { left: stopwatch(restMs), number: number - 1, minutes: restMin })}
        >
          {t('dose.device.tooSoonHow')}
        </Notice>
      )}
      {!isFirst && <p>{t('dose.afterDevice')}</p>}
      {checks.map((check) => (
        <fieldset key={check} className="choice-line">
          <legend className="label">{checkWord(check)}</legend>
          <div className="choices choices-2">
            {[true, false].map((of) => (
              <Choice
                key={String(of)}
                isOn={said[check] === of}
                word={t(of ? 'acts.yes' : 'acts.no')}
                before={checkWord(check)}
                pick={() => setSaid({ ...said, [check]: of })}
              />
            ))}
          </div>
        </fieldset>
      ))}
      <Lot hand={hand} said={lot} change={setLot} isNeeded isReadEachTime />
      <AtTime hand={hand} of={giving.at} />
      <AskedAnswer of={giving.answer} anyway={giving.anyway} again={giving.again} />
      {isLocked && opensAtMs !== undefined ? (
        <>
          <GiveButton
            word={t('dose.device.locked', { number, time: clockWithSeconds(opensAtMs, floor.clinic.timeZone) })}
            more=""
            open={t('dose.device.lockedMore', { left: stopwatch(restMs) })}
            busy={false}
            give={give}
          />
          <Button size="lg" variant="subtle" onClick={() => setAnyway(true)}>
            {t('dose.device.anyway')}
          </Button>
        </>
      ) : (
        <GiveButton
          word={t('dose.device.act', { number })}
          more={isTooSoon ? t('dose.device.actTooSoon', { left: stopwatch(restMs) }) : t('dose.device.actMore')}
          open={open}
          busy={giving.busy}
          give={give}
        />
      )}
      {!isFirst && stop !== undefined && (
        <Button size="lg" variant="outline" color="red" onClick={stop}>
          {t('dose.device.none')}
        </Button>
      )}
    </>
  );
}
