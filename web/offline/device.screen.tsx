import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { leave } from '#web/platform/coming-and-going.ts';
import { ago, bytes, moment } from '#web/platform/format.ts';
import { network } from '#web/platform/network.ts';
import { queryClient, useFrame, useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { Confirm } from '#web/ui/dialog.tsx';
import { Page } from '#web/ui/page.tsx';
import { Card, Fact, Facts, Pill } from '#web/ui/parts.tsx';
import { When } from '#web/ui/states.tsx';
import { askToKeep, whatIsKept } from './device.ts';
import { held } from './station-outbox.ts';
import { wipeDevice } from './wipe.ts';

/** What this device keeps, whether it may stay, when it last talked to the server; and how to remove it. */
export function DeviceScreen() {
  const { waiting, refused } = held.use();
  const unsent = waiting.length + refused.length;
  const { timeZone } = useMe();
  const station = useFrame()?.station;
  const { heardAt } = network.use();
  const asked = useQuery({ queryKey: ['device'], queryFn: whatIsKept });
  const [wiping, setWiping] = useState(false);
  const wipe = async () => {
    await leave();
    await wipeDevice();
    location.assign('/');
  };
  return (
    <Page title={t('device.title')} intro={t('device.intro')} narrow>
      <When asked={asked} rows={2}>
        {(kept) => (
          <>
            <Card>
              <Facts>
                <Fact name={t('device.lastHeard')}>
                  <span className="num">
                    {heardAt === undefined
                      ? t('device.never')
                      : t('device.heard', { time: moment(heardAt, timeZone), ago: ago(heardAt) })}
                  </span>
                </Fact>
                <Fact name={t('device.station')}>{station?.name ?? t('device.noStation')}</Fact>
                <Fact name={t('device.used')}>
                  <span className="num">
                    {kept.used === undefined || kept.quota === undefined
                      ? t('device.notTold')
                      : t('device.usedOf', { used: bytes(kept.used), quota: bytes(kept.quota) })}
                  </span>
                </Fact>
                <Fact name={t('device.persisted')}>
                  {kept.persisted === true ? (
                    <Pill state="green">{t('device.persistedYes')}</Pill>
                  ) : (
                    <Pill state="unknown">{t('device.persistedNo')}</Pill>
                  )}
                </Fact>
                <Fact name={t('device.patients')}>{t('device.patientsKept')}</Fact>
                <Fact name={t('device.installed')}>
                  {matchMedia('(display-mode: standalone)').matches ? t('answer.yes') : t('answer.no')}
                </Fact>
              </Facts>
            </Card>
            <Card title={t('device.stores')} flush>
              <div className="table-frame">
                <table className="table">
                  <thead>
                    <tr>
                      <th scope="col">{t('device.what')}</th>
                      <th scope="col">{t('device.size')}</th>
                    </tr>
                  </thead>
                  <tbody className="num">
                    {kept.caches.map(({ name, files }) => (
                      <tr key={name}>
                        <td>{t('device.program')}</td>
                        <td>{t('device.files', { count: files })}</td>
                      </tr>
                    ))}
                    {kept.databases.map(({ name, entries }) => (
                      <tr key={name}>
                        <td>{t('device.database', { name })}</td>
                        <td>{t('device.entries', { count: entries })}</td>
                      </tr>
                    ))}
                    <tr>
                      <td>{t('device.settings')}</td>
                      <td>{t('device.entries', { count: kept.settings })}</td>
                    </tr>
                  </tbody>
                </table>
              </div>
            </Card>
            <div className="row g1">
              {kept.persisted !== true && (
                <Button
                  onClick={() => void askToKeep().then(() => queryClient.invalidateQueries({ queryKey: ['device'] }))}
                >
                  {t('device.askPersist')}
                </Button>
              )}
              <Button variant="outline" color="red" onClick={() => setWiping(true)}>
                {t('device.wipe')}
              </Button>
            </div>
          </>
        )}
      </When>
      <Confirm
        title={t('device.wipeTitle')}
        open={wiping}
        close={() => setWiping(false)}
        act={t('device.wipeGo')}
        danger
        onAct={() => void wipe()}
      >
        {t('device.wipeBody')}
        {unsent > 0 && <p className="strong mark-red">{t('device.wipeLoses', { count: unsent })}</p>}
      </Confirm>
    </Page>
  );
}
