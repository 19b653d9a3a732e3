import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { post } from '#web/platform/api.ts';
import { maySee } from '#web/platform/may.ts';
import { network } from '#web/platform/network.ts';
import { useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { CameraScan } from '#web/ui/camera-scan.tsx';
import { Dialog, FormEnd } from '#web/ui/dialog.tsx';
import { Refusal } from '#web/ui/form-parts.tsx';
import { Notice } from '#web/ui/parts.tsx';
import { say } from '#web/ui/say.ts';
import { Empty, When } from '#web/ui/states.tsx';
import { WhoLine } from './acts-sheet.tsx';
import { DeviceRow } from './device-row.tsx';
import { deviceOfCode, whoseWords } from './device-words.ts';
import { type Device, devicesQuery, refreshMonitors } from './monitor.queries.ts';
import type { SessionInHand } from './session-data.ts';
import './monitor.css';

type Props = { hand: SessionInHand; close: () => void };

/** Which monitor measures this person. A person says so, by the code on it or by a tap; the monitor never does. */
export function MonitorsSheet({ hand, close }: Props) {
  const { initials } = hand.session.patient;
  const asked = useQuery(devicesQuery);
  const me = useMe();
  const { silentSince } = network.use();
  const { busy, error, run, forget } = useBusy();
  const [moving, setMoving] = useState<Device>();
  const isHere = hand.record.left === undefined;
  const mayGive = isHere && silentSince === undefined && maySee(me, 'session.open');
  const act = (work: () => Promise<unknown>, said: string) =>
    void run(async () => {
      await work();
      await refreshMonitors();
      say(said);
    }).then((isDone) => isDone || void refreshMonitors());
  const assign = (device: Device, isMoved: boolean) =>
    act(
      () => post(`/api/devices/${device.id}/assign`, { sessionId: hand.session.id, isMoved }),
      t('monitors.isGiven', { device: device.name, initials }),
    );
  const give = (device: Device) => {
    forget();
    if (device.assigned === null) assign(device, false);
    else if (device.assigned.sessionId !== hand.session.id) setMoving(device);
  };
  return (
    <Dialog title={t('monitors.title')} open close={close} wide typed={() => false}>
      <div className="stack act-small">
        <WhoLine hand={hand} />
        {!isHere && <Notice state="unknown">{t('monitors.left', { initials })}</Notice>}
        {silentSince !== undefined && (
          <Notice state="amber" live>
            {t('monitors.waits')}
          </Notice>
        )}
        <Refusal error={error} title={t('monitors.refused')} />
        <When asked={asked} rows={2}>
          {({ devices }) => {
            const here = devices.filter(({ assigned }) => assigned?.sessionId === hand.session.id);
            const others = devices.filter(({ assigned }) => assigned?.sessionId !== hand.session.id);
            return (
              <>
                <section className="stack g1" aria-label={t('monitors.here', { initials })}>
                  <h3>{t('monitors.here', { initials })}</h3>
                  {here.length === 0 && <p className="quiet">{t('monitors.hereNone')}</p>}
                  <ul className="rows">
                    {here.map((device) => (
                      <DeviceRow key={device.id} device={device} zone={hand.floor.clinic.timeZone} nowMs={hand.nowMs}>
                        {mayGive && (
                          <Button
                            size="lg"
                            disabled={busy}
                            aria-label={t('monitors.offOf', { device: device.name })}
                            onClick={() =>
                              act(
                                () => post(`/api/devices/${device.id}/release`, {}),
                                t('monitors.isOff', { device: device.name }),
                              )
                            }
                          >
                            {t('monitors.off')}
                          </Button>
                        )}
                      </DeviceRow>
                    ))}
                  </ul>
                </section>
                {mayGive && devices.length > 0 && <Scan devices={devices} give={give} />}
                <section className="stack g1" aria-label={t('monitors.others')}>
                  <h3>{t('monitors.others')}</h3>
                  {others.length === 0 && (
                    <Empty title={t('monitors.othersNone')}>
                      {devices.length === 0 && t('monitors.othersNoneHow')}
                    </Empty>
                  )}
                  <ul className="rows">
                    {others.map((device) => (
                      <DeviceRow key={device.id} device={device} zone={hand.floor.clinic.timeZone} nowMs={hand.nowMs}>
                        {mayGive && (
                          <Button
                            size="lg"
                            disabled={busy}
                            aria-label={
                              device.assigned === null
                                ? t('monitors.giveOf', { device: device.name, initials })
                                : t('monitors.moveOf', { device: device.name })
                            }
                            onClick={() => give(device)}
                          >
                            {device.assigned === null ? t('monitors.give', { initials }) : t('monitors.move')}
                          </Button>
                        )}
                      </DeviceRow>
                    ))}
                  </ul>
                </section>
              </>
            );
          }}
        </When>
        {maySee(me, 'device.read') && (
          <Link to="/devices" className="button-link">
            {t('monitors.all')}
          </Link>
        )}
        {moving !== undefined && (
          <Move
            device={moving}
            initials={initials}
            close={() => setMoving(undefined)}
            move={() => {
              setMoving(undefined);
              assign(moving, true);
            }}
          />
        )}
      </div>
    </Dialog>
  );
}

type ScanProps = { devices: readonly Device[]; give: (device: Device) => void };

/** What a keyboard scanner types, ended by Enter, or what the camera reads. */
function Scan({ devices, give }: ScanProps) {
  const [code, setCode] = useState('');
  const [unknown, setUnknown] = useState<string>();
  const field = useRef<HTMLInputElement>(null);
  const look = (read: string) => {
    if (read.trim() === '') return;
    const device = deviceOfCode(devices, read);
    setUnknown(device === undefined ? read.trim() : undefined);
    if (device === undefined) {
      field.current?.select();
      return;
    }
    setCode('');
    give(device);
  };
  return (
    <div className="stack g1">
      <div className="row monitor-scan">
        <TextInput
          ref={field}
          className="grow"
          label={t('monitors.scan')}
          description={t('monitors.scanHint')}
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            look(code);
          }}
        />
        <Button size="lg" onClick={() => look(code)}>
          {t('monitors.find')}
        </Button>
      </div>
      <CameraScan onCode={look} />
      {unknown !== undefined && (
        <Notice state="amber" live>
          {t('monitors.unknown', { code: unknown })}
        </Notice>
      )}
    </div>
  );
}

type MoveProps = { device: Device; initials: string; close: () => void; move: () => void };

/** Two people on one monitor would be mixed up: that it hangs on this one now is said first. */
function Move({ device, initials, close, move }: MoveProps) {
  const other = device.assigned === null ? '' : whoseWords(device.assigned);
  return (
    <Dialog
      title={t('monitors.moveTitle', { device: device.name, initials })}
      open
      close={close}
      above
      typed={() => false}
    >
      <div className="stack g3">
        <p>{t('monitors.moveBody', { device: device.name, initials, other })}</p>
        <FormEnd cancel={close}>
          <Button size="lg" variant="filled" onClick={move}>
            {t('monitors.moveDo', { initials })}
          </Button>
        </FormEnd>
      </div>
    </Dialog>
  );
}
