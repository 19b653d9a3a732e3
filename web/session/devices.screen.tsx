import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { post } from '#web/platform/api.ts';
import { moment } from '#web/platform/format.ts';
import { maySee } from '#web/platform/may.ts';
import { useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { Dialog, FormEnd } from '#web/ui/dialog.tsx';
import { Refusal, Submit } from '#web/ui/form-parts.tsx';
import { useNow } from '#web/ui/network-state.tsx';
import { Page } from '#web/ui/page.tsx';
import { Card } from '#web/ui/parts.tsx';
import { say } from '#web/ui/say.ts';
import { Empty, Failed, When } from '#web/ui/states.tsx';
import { DeviceRow } from './device-row.tsx';
import { type Device, type Devices, devicesQuery, refreshMonitors } from './monitor.queries.ts';
import './monitor.css';

/** All monitors that were ever heard, and the messages that could not be read. */
export function DevicesScreen() {
  const me = useMe();
  const asked = useQuery(devicesQuery);
  const [changing, setChanging] = useState<Device>();
  return (
    <Page
      title={t('devices.title')}
      intro={t('devices.intro')}
      {...(maySee(me, 'session.read') ? { back: { to: '/floor', label: t('floor.title') } } : {})}
    >
      {asked.data !== undefined && asked.error !== null && (
        <Failed error={asked.error} again={() => void asked.refetch()} />
      )}
      <When asked={asked} rows={3}>
        {({ devices, unread }) => (
          <>
            <Card flush>
              {devices.length === 0 ? (
                <Empty title={t('devices.none')}>{t('devices.noneHow')}</Empty>
              ) : (
                <DeviceList devices={devices} change={maySee(me, 'device.name') ? setChanging : undefined} />
              )}
            </Card>
            <Unread unread={unread} />
          </>
        )}
      </When>
      {changing !== undefined && <Change device={changing} close={() => setChanging(undefined)} />}
    </Page>
  );
}

type ListProps = { devices: readonly Device[]; change: ((device: Device) => void) | undefined };

function DeviceList({ devices, change }: ListProps) {
  const { timeZone } = useMe();
  const nowMs = useNow();
  return (
    <ul className="rows" aria-label={t('devices.list')}>
      {devices.map((device) => (
        <DeviceRow key={device.id} device={device} zone={timeZone} nowMs={nowMs} isLinked>
          {change !== undefined && (
            <Button aria-label={t('devices.change', { device: device.name })} onClick={() => change(device)}>
              {t('devices.act')}
            </Button>
          )}
        </DeviceRow>
      ))}
    </ul>
  );
}

function Unread({ unread }: { unread: Devices['unread'] }) {
  const { timeZone } = useMe();
  return (
    <Card title={t('devices.unread')} flush>
      <p className="small quiet device-unread-how">{t('devices.unreadHow')}</p>
      {unread.length === 0 ? (
        <Empty title={t('devices.unreadNone')} />
      ) : (
        <ul className="rows">
          {unread.map(({ id, at, from, why, rows, begins }) => (
            <li key={id}>
              <div className="row-main stack g05">
                <p className="num">
                  <strong>{moment(at, timeZone)}</strong>{' '}
                  <span className="quiet">{t('devices.unreadFrom', { from })}</span>
                </p>
                {why !== null && <p>{t('devices.refusedWhole', { why })}</p>}
                {rows.map((row) => (
                  <p key={`${row.segment} ${row.place} ${row.why}`}>{t('devices.unreadRow', row)}</p>
                ))}
                {begins !== '' && <p className="mono caption quiet device-begins">{begins}</p>}
              </div>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Change({ device, close }: { device: Device; close: () => void }) {
  const [name, setName] = useState(device.name);
  const [zone, setZone] = useState(device.zone ?? '');
  const { busy, error, run } = useBusy();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void run(async () => {
      const typed = zone.trim();
      await post(`/api/devices/${device.id}/name`, { name: name.trim(), zone: typed === '' ? null : typed });
      await refreshMonitors();
      say(t('said.saved'));
    }).then((isDone) => isDone && close());
  };
  return (
    <Dialog title={t('devices.change', { device: device.name })} open close={close}>
      <form className="stack g3" onSubmit={submit}>
        <TextInput
          label={t('devices.name')}
          description={t('devices.nameHow')}
          required
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label={t('devices.zone')}
          description={t('devices.zoneHow')}
          maxLength={60}
          value={zone}
          onChange={(event) => setZone(event.currentTarget.value)}
        />
        <p className="small quiet mono">
          {t('devices.key')}: {device.key}
        </p>
        <Refusal error={error} />
        <FormEnd cancel={close}>
          <Submit busy={busy}>{t('act.save')}</Submit>
        </FormEnd>
      </form>
    </Dialog>
  );
}
