import { Button, Switch, TextInput } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { QRCodeSVG } from 'qrcode.react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { get, post, put, remove } from '#web/platform/api.ts';
import type { Station, StationMade } from '#web/platform/contract.ts';
import { ago, moment } from '#web/platform/format.ts';
import { maySee } from '#web/platform/may.ts';
import { queryClient, useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { Confirm, Dialog, FormEnd } from '#web/ui/dialog.tsx';
import { Refusal, Submit } from '#web/ui/form-parts.tsx';
import { AddIcon, StationIcon } from '#web/ui/icons.ts';
import { Page } from '#web/ui/page.tsx';
import { Card, Pill } from '#web/ui/parts.tsx';
import { say } from '#web/ui/say.ts';
import { ShownOnce } from '#web/ui/shown-once.tsx';
import { Empty, When } from '#web/ui/states.tsx';

const stationsQuery = queryOptions({
  queryKey: ['stations'],
  queryFn: ({ signal }) => get<{ stations: Station[] }>('/api/stations', { signal }).then((found) => found.stations),
});
const refresh = () => queryClient.invalidateQueries({ queryKey: ['stations'] });

/** Tablets and computers of the clinic: make, see, revoke. */
export function StationsScreen() {
  const me = useMe();
  const asked = useQuery(stationsQuery);
  const [making, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<Station>();
  const { busy, error, run } = useBusy();
  const mayWrite = maySee(me, 'station.write');
  const mark = (station: Station, isStaffStation: boolean) =>
    void run(async () => {
      await put(`/api/stations/${station.id}/staff`, { isStaffStation });
      await refresh();
    });
  const revoke = (station: Station) =>
    void run(async () => {
      await remove(`/api/stations/${station.id}`);
      await refresh();
      say(t('stations.revoked'));
    });
  return (
    <Page
      title={t('stations.title')}
      intro={t('stations.intro')}
      actions={
        mayWrite && (
          <Button variant="filled" leftSection={<AddIcon size={20} aria-hidden />} onClick={() => setMaking(true)}>
            {t('stations.add')}
          </Button>
        )
      }
    >
      <Refusal error={error} />
      <Card flush>
        <When asked={asked} rows={2}>
          {(stations) => {
            const inUse = stations.filter(({ revokedAt }) => revokedAt === undefined);
            const former = stations.filter(({ revokedAt }) => revokedAt !== undefined);
            return (
              <>
                {inUse.length === 0 ? (
                  <Empty title={t('stations.none')}>{t('stations.noneHint')}</Empty>
                ) : (
                  <ul className="rows">
                    {inUse.map((station) => (
                      <Row key={station.id} station={station}>
                        <Switch
                          label={t('stations.staff')}
                          checked={station.isStaffStation}
                          disabled={!mayWrite || busy}
                          onChange={({ currentTarget }) => mark(station, currentTarget.checked)}
                        />
                        {mayWrite && (
                          <Button variant="subtle" color="red" onClick={() => setRevoking(station)}>
                            {t('stations.revoke')}
                          </Button>
                        )}
                      </Row>
                    ))}
                  </ul>
                )}
                {former.length > 0 && (
                  <details className="folded">
                    <summary>{t('stations.former', { count: former.length })}</summary>
                    <ul className="rows">
                      {former.map((station) => (
                        <Row key={station.id} station={station} />
                      ))}
                    </ul>
                  </details>
                )}
              </>
            );
          }}
        </When>
      </Card>
      {making && <Make close={() => setMaking(false)} />}
      <Confirm
        title={t('stations.revokeTitle', { name: revoking?.name ?? '' })}
        open={revoking !== undefined}
        close={() => setRevoking(undefined)}
        act={t('stations.revoke')}
        danger
        busy={busy}
        onAct={() => {
          const gone = revoking;
          setRevoking(undefined);
          if (gone) revoke(gone);
        }}
      >
        {t('stations.revokeBody')}
      </Confirm>
    </Page>
  );
}

function Row({ station, children }: { station: Station; children?: ReactNode }) {
  const { timeZone } = useMe();
  const { enrolledAt, lastSeenAt, revokedAt } = station;
  return (
    <li>
      <StationIcon size={28} aria-hidden />
      <span className="row-main stack g05">
        <span className="strong">{station.name}</span>
        <span className="small quiet num">
          {enrolledAt !== undefined && t('stations.enrolled', { time: moment(enrolledAt, timeZone) })}
          {lastSeenAt !== undefined && ` · ${t('stations.seen', { ago: ago(lastSeenAt) })}`}
        </span>
      </span>
      {enrolledAt === undefined && revokedAt === undefined && <Pill state="unknown">{t('stations.waiting')}</Pill>}
      {revokedAt !== undefined && (
        <Pill state="plain">{t('stations.revokedAt', { time: moment(revokedAt, timeZone) })}</Pill>
      )}
      {children}
    </li>
  );
}

function Make({ close }: { close: () => void }) {
  const [name, setName] = useState('');
  const [made, setMade] = useState<StationMade>();
  const { busy, error, run } = useBusy();
  const make = (event: FormEvent) => {
    event.preventDefault();
    void run(async () => {
      setMade(await post<StationMade>('/api/stations', { name: name.trim() }));
      await refresh();
    });
  };
  if (made)
    return (
      <Dialog title={t('stations.codeTitle', { name })} open close={close}>
        <div className="stack g3">
          <p>{t('stations.codeBody', { path: new URL('/station', made.link).href })}</p>
          <div className="row g3 top">
            <div className="qr">
              <QRCodeSVG value={made.link} size={168} title={t('stations.square')} />
            </div>
            <div className="grow stack g2 totp-secret">
              <ShownOnce text={made.code} copied={made.code} />
              <ShownOnce text={made.link} copied={made.link} />
            </div>
          </div>
          <FormEnd>
            <Button variant="filled" onClick={close}>
              {t('invite.done')}
            </Button>
          </FormEnd>
        </div>
      </Dialog>
    );
  return (
    <Dialog title={t('stations.add')} open close={close}>
      <form className="stack g3" onSubmit={make}>
        <TextInput
          label={t('stations.name')}
          description={t('stations.nameHint')}
          required
          maxLength={80}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Refusal error={error} />
        <FormEnd cancel={close}>
          <Submit busy={busy}>{t('stations.make')}</Submit>
        </FormEnd>
      </form>
    </Dialog>
  );
}
