import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { post } from '#web/platform/api.ts';
import { moment } from '#web/platform/format.ts';
import { maySee } from '#web/platform/may.ts';
import { useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { PrintIcon } from '#web/ui/icons.ts';
import { Page } from '#web/ui/page.tsx';
import { Card, Fact, Facts, Notice } from '#web/ui/parts.tsx';
import { say } from '#web/ui/say.ts';
import { Empty, When } from '#web/ui/states.tsx';
import { inForce, protocolsQuery, refreshProtocols, type Version } from './plan.queries.ts';
import { changedLines, type Lines } from './protocol-lines.ts';
import { everyLine, LineList, ProtocolBody } from './protocol-parts.tsx';
import { VersionState } from './protocols.screen.tsx';
import { ReasonDialog } from './reason-dialog.tsx';
import './plan.css';

/** One version as it was signed: what it says, who stands behind it, what is new in it. */
export function ProtocolScreen({ lines }: { lines: Lines }) {
  const { id } = useParams({ from: '/plan/protocols/$id' });
  const asked = useQuery(protocolsQuery);
  return (
    <When asked={asked} rows={4}>
      {(versions) => {
        const version = versions.find((one) => one.id === id);
        if (version === undefined)
          return (
            <Page title={t('protocol.notThere')}>
              <Empty title={t('protocol.notThereHint')} />
            </Page>
          );
        return <Read version={version} versions={versions} lines={lines} />;
      }}
    </When>
  );
}

type Props = { version: Version; versions: readonly Version[]; lines: Lines };

function Read({ version, versions, lines }: Props) {
  const me = useMe();
  const [withdrawing, setWithdrawing] = useState(false);
  const before = versions.find((one) => one.protocol === version.protocol && one.version === version.version - 1);
  return (
    <Page
      title={t('protocols.version', { title: version.title, version: version.version })}
      back={{ to: '/plan/protocols', label: t('protocols.title') }}
      actions={
        <>
          <Button leftSection={<PrintIcon size={20} aria-hidden />} onClick={() => print()}>
            {t('protocol.print')}
          </Button>
          {maySee(me, 'protocol.sign') && version.end === null && (
            <Button variant="outline" color="red" onClick={() => setWithdrawing(true)}>
              {t('protocol.withdraw')}
            </Button>
          )}
        </>
      }
    >
      {version.end !== null && (
        <Notice state="red" title={t('protocols.withdrawn', { time: moment(version.end.at, me.timeZone) })}>
          {version.end.reason}
        </Notice>
      )}
      <Card
        title={t('protocol.signature')}
        aside={<VersionState version={version} isInForce={inForce(versions).includes(version)} />}
      >
        <Facts>
          <Fact name={t('protocol.signedByName')}>{version.signedByName}</Fact>
          <Fact name={t('protocol.signedAt')}>
            <span className="num">{moment(version.signedAt, me.timeZone)}</span>
          </Fact>
          <Fact name={t('protocol.reason')}>{version.reason}</Fact>
          <Fact name={t('protocol.fingerprint')}>
            <span className="mono">{version.print.slice(0, 16)}</span>
          </Fact>
        </Facts>
      </Card>
      {before !== undefined && <Compared now={version} before={before} lines={lines} />}
      <ProtocolBody protocol={version.body} lines={lines} />
      {withdrawing && (
        <ReasonDialog
          title={t('protocol.withdrawTitle', { version: version.version })}
          body={t('protocol.withdrawBody')}
          act={t('protocol.withdraw')}
          close={() => setWithdrawing(false)}
          send={async (reason) => {
            await post(`/api/protocols/${version.id}/withdraw`, { reason });
            await refreshProtocols();
            say(t('protocol.isWithdrawn'));
          }}
        />
      )}
    </Page>
  );
}

function Compared({ now, before, lines }: { now: Version; before: Version; lines: Lines }) {
  const changed = changedLines(everyLine(now.body, lines), everyLine(before.body, lines));
  return (
    <Card title={t('protocol.compared', { version: before.version })} flush>
      {changed.length === 0 ? (
        <p className="card-body">{t('protocol.nothingChanged')}</p>
      ) : (
        <LineList lines={changed} />
      )}
    </Card>
  );
}
