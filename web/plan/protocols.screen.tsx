import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { moment } from '#web/platform/format.ts';
import { maySee } from '#web/platform/may.ts';
import { useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { AddIcon, OnwardIcon } from '#web/ui/icons.ts';
import { Page } from '#web/ui/page.tsx';
import { Card, Pill } from '#web/ui/parts.tsx';
import { Empty, When } from '#web/ui/states.tsx';
import { inForce, protocolsQuery, type Version } from './plan.queries.ts';
import './plan.css';

/** Every version of every protocol that was signed here. */
export function ProtocolsScreen() {
  const me = useMe();
  const asked = useQuery(protocolsQuery);
  return (
    <Page
      title={t('protocols.title')}
      intro={t('protocols.intro')}
      actions={
        maySee(me, 'protocol.sign') && (
          <Button
            component={Link}
            to="/plan/protocols/sign"
            variant="filled"
            leftSection={<AddIcon size={20} aria-hidden />}
          >
            {t('protocols.sign')}
          </Button>
        )
      }
    >
      <Card flush>
        <When asked={asked} rows={2}>
          {(versions) => {
            const active = inForce(versions);
            if (versions.length === 0) return <Empty title={t('protocols.none')}>{t('protocols.noneHint')}</Empty>;
            return (
              <ul className="rows">
                {versions.map((version) => (
                  <Row key={version.id} version={version} isInForce={active.includes(version)} />
                ))}
              </ul>
            );
          }}
        </When>
      </Card>
    </Page>
  );
}

function Row({ version, isInForce }: { version: Version; isInForce: boolean }) {
  const { timeZone } = useMe();
  return (
    <li className="row-link">
      <Link to="/plan/protocols/$id" params={{ id: version.id }}>
        <span className="row-main stack g05">
          <span className="strong">{t('protocols.version', { title: version.title, version: version.version })}</span>
          <span className="small quiet">
            {t('protocols.signedBy', { who: version.signedByName, time: moment(version.signedAt, timeZone) })}
          </span>
          <span className="small quiet">{t('protocols.because', { reason: version.reason })}</span>
        </span>
        <VersionState version={version} isInForce={isInForce} />
        <OnwardIcon size={24} aria-hidden />
      </Link>
    </li>
  );
}

export function VersionState({ version, isInForce }: { version: Version; isInForce: boolean }) {
  const { timeZone } = useMe();
  if (version.end !== null)
    return <Pill state="red">{t('protocols.withdrawn', { time: moment(version.end.at, timeZone) })}</Pill>;
  return isInForce ? (
    <Pill state="green">{t('protocols.inForce')}</Pill>
  ) : (
    <Pill state="plain">{t('protocols.older')}</Pill>
  );
}
