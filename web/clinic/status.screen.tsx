import { Button } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { get, post } from '#web/platform/api.ts';
import type { ClinicStatus } from '#web/platform/contract.ts';
import { ago, bytes, moment } from '#web/platform/format.ts';
import { maySee } from '#web/platform/may.ts';
import { queryClient, useFrame, useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { Refusal } from '#web/ui/form-parts.tsx';
import { Page } from '#web/ui/page.tsx';
import { Card, Fact, Facts, Pill, type State } from '#web/ui/parts.tsx';
import { say } from '#web/ui/say.ts';
import { When } from '#web/ui/states.tsx';

const statusQuery = queryOptions({
  queryKey: ['clinic-status'],
  queryFn: ({ signal }) => get<ClinicStatus>('/api/clinic/status', { signal }),
});

const dayMs = 86_400_000;

/** What an owner wants to know is well. What is not known says so. */
export function StatusScreen() {
  const asked = useQuery(statusQuery);
  return (
    <Page title={t('clinic.tabStatus')}>
      <When asked={asked} rows={4}>
        {(status) => (
          <div className="two">
            <Backup backup={status.backup} />
            <Trail status={status} />
            <DatabaseCard database={status.database} />
            <MailCard mail={status.mail} />
          </div>
        )}
      </When>
    </Page>
  );
}

const notKnown = <span className="absent">{t('absent.notKnown')}</span>;

function Standing({ state }: { state: State }) {
  return <Pill state={state}>{state === 'green' ? t('status.well') : t('status.look')}</Pill>;
}

function Backup({ backup }: { backup: ClinicStatus['backup'] }) {
  const me = useMe();
  const { busy, error, run } = useBusy();
  const make = () =>
    void run(async () => {
      await post('/api/backups', undefined, { limitMs: 30 * 60_000 });
      await queryClient.invalidateQueries({ queryKey: ['clinic-status'] });
      say(t('status.backupMade'));
    });
  const fresh = backup.lastAt !== undefined && Date.now() - Date.parse(backup.lastAt) < dayMs;
  const failedSince = backup.lastFailureAt !== undefined && (backup.lastAt ?? '') < backup.lastFailureAt;
  const standing = t(
    backup.lastAt === undefined ? 'status.backupNone' : fresh ? 'status.backupOk' : 'status.backupOld',
  );
  return (
    <Card title={t('status.backup')} aside={<Pill state={fresh && !failedSince ? 'green' : 'amber'}>{standing}</Pill>}>
      <div className="stack g3">
        <Facts>
          <Fact name={t('status.lastBackup')}>
            {backup.lastAt === undefined ? (
              <span className="absent">{t('status.never')}</span>
            ) : (
              <span className="num">
                {ago(backup.lastAt)}
                <br />
                <span className="small quiet">{moment(backup.lastAt, me.timeZone)}</span>
              </span>
            )}
          </Fact>
          <Fact name={t('status.verified')}>
            {backup.lastVerifiedAt === undefined
              ? notKnown
              : t(backup.lastVerifyOk === true ? 'status.verifiedOk' : 'status.verifiedNot', {
                  ago: ago(backup.lastVerifiedAt),
                })}
          </Fact>
          {backup.bytes !== undefined && backup.rows !== undefined && (
            <Fact name={t('status.size')}>
              <span className="num">{t('status.rows', { rows: backup.rows, size: bytes(backup.bytes) })}</span>
            </Fact>
          )}
          {backup.lastFailureAt !== undefined && (
            <Fact name={t('status.failed')}>
              {moment(backup.lastFailureAt, me.timeZone)}
              <br />
              <span className="small">{backup.lastFailure}</span>
            </Fact>
          )}
        </Facts>
        <Refusal error={error} />
        {maySee(me, 'backup.run') && (
          <div>
            <Button loading={busy} onClick={make}>
              {t('status.backupNow')}
            </Button>
          </div>
        )}
      </div>
    </Card>
  );
}

function Trail({ status: { audit, anchor } }: { status: ClinicStatus }) {
  const well = audit.checkedOk !== false;
  return (
    <Card title={t('status.audit')} aside={<Standing state={well ? 'green' : 'red'} />}>
      <Facts>
        <Fact name={t('status.head')}>
          <span className="num">{t('status.headNumber', { seq: audit.headSeq })}</span>
        </Fact>
        <Fact name={t('status.unsealed')}>
          <span className="num">{audit.unsealed}</span>
        </Fact>
        <Fact name={t('status.anchor')}>
          {anchor.lastAt === undefined || anchor.seq === undefined
            ? notKnown
            : t('status.anchored', { seq: anchor.seq, ago: ago(anchor.lastAt) })}
        </Fact>
        <Fact name={t('status.checked')}>
          {audit.checkedAt === undefined
            ? notKnown
            : t(audit.checkedOk === true ? 'status.checkedOk' : 'status.checkedNot', { ago: ago(audit.checkedAt) })}
        </Fact>
      </Facts>
    </Card>
  );
}

function DatabaseCard({ database }: { database: ClinicStatus['database'] }) {
  const frame = useFrame();
  const isWell = database.waits === undefined && database.hosts.every(({ is }) => is === 'first' || is === 'standby');
  return (
    <Card title={t('status.program')} aside={!isWell && <Standing state="amber" />}>
      <Facts>
        <Fact name={t('status.database')}>
          {t('status.databaseIs', {
            version: database.version,
            kind: t(database.embedded ? 'status.embedded' : 'status.external'),
          })}
        </Fact>
        <Fact name={t('status.databaseSize')}>
          <span className="num">{bytes(database.sizeBytes)}</span>
        </Fact>
        {(database.hosts.length > 1 || database.waits !== undefined) && (
          <Fact name={t('status.hosts')}>
            {database.hosts.map(({ host, is }) => (
              <div key={host}>
                <span className="num">{host}</span> {t(`status.host.${is}`)}
              </div>
            ))}
            {database.waits}
          </Fact>
        )}
        <Fact name={t('status.version')}>
          <span className="num">{frame?.version}</span>
        </Fact>
        <Fact name={t('status.address')}>{frame?.address}</Fact>
      </Facts>
    </Card>
  );
}

function MailCard({ mail }: { mail: ClinicStatus['mail'] }) {
  const count = (many: number): ReactNode => <span className="num">{many}</span>;
  const state: State = mail.failed > 0 || mail.kind === 'log' ? 'amber' : 'green';
  return (
    <Card title={t('status.mail')} aside={<Standing state={state} />}>
      <Facts>
        <Fact name={t('status.mail')}>{t(mail.kind === 'smtp' ? 'status.mailSmtp' : 'status.mailLog')}</Fact>
        <Fact name={t('status.waiting')}>{count(mail.waiting)}</Fact>
        <Fact name={t('status.mailFailed')}>{count(mail.failed)}</Fact>
      </Facts>
    </Card>
  );
}
