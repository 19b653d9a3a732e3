import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { emergencyIds } from '#clinical/session/session.ts';
import { post } from '#web/platform/api.ts';
import { moment } from '#web/platform/format.ts';
import { maySee } from '#web/platform/may.ts';
import { useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { AddIcon } from '#web/ui/icons.ts';
import { Page } from '#web/ui/page.tsx';
import { Card, Notice, Pill } from '#web/ui/parts.tsx';
import { say } from '#web/ui/say.ts';
import { Empty, When } from '#web/ui/states.tsx';
import { DrugLabel } from './drug-label.tsx';
import { type DoseVersion, dosesQuery, refreshEmergencies } from './emergencies.queries.ts';
import { WhyDialog } from './emergencies-parts.tsx';
import { DoseNotes } from './emergency-medicines.tsx';
import { cardTitle, doseWords } from './emergency-words.ts';
import './emergency.css';

/** What the chairs show of emergency doses, who signed it, and every list before it. */
export function DosesScreen() {
  const me = useMe();
  const asked = useQuery(dosesQuery);
  const [ending, setEnding] = useState<DoseVersion>();
  const maySign = maySee(me, 'emergency.sign');
  return (
    <Page
      title={t('doses.title')}
      intro={t('doses.intro')}
      actions={
        maySign && (
          <Button
            renderRoot={(given) => <Link {...given} to="/emergencies/doses/sign" />}
            variant="filled"
            leftSection={<AddIcon size={20} aria-hidden />}
          >
            {t('doses.sign')}
          </Button>
        )
      }
    >
      <When asked={asked} rows={3}>
        {([newest, ...older]) => (
          <div className="stack g3">
            {newest === undefined || newest.end !== null ? (
              <Notice state="amber" title={t('doses.none')}>
                {t('doses.noneHint')}
              </Notice>
            ) : (
              <InForce version={newest} {...(maySign ? { withdraw: () => setEnding(newest) } : {})} />
            )}
            <Older versions={newest === undefined || newest.end === null ? older : [newest, ...older]} />
          </div>
        )}
      </When>
      {ending !== undefined && (
        <WhyDialog
          title={t('doses.withdrawTitle', { version: ending.version })}
          says={t('doses.withdrawSays')}
          act={t('doses.withdraw')}
          close={() => setEnding(undefined)}
          send={async (reason) => {
            await post(`/api/emergency-doses/${ending.id}/withdraw`, { reason });
            await refreshEmergencies();
            say(t('doses.withdrawn'));
          }}
        />
      )}
    </Page>
  );
}

function InForce({ version, withdraw }: { version: DoseVersion; withdraw?: () => void }) {
  const { timeZone } = useMe();
  return (
    <>
      <Card
        title={t('doses.version', { version: version.version })}
        aside={<Pill state="green">{t('doses.inForce')}</Pill>}
      >
        <div className="stack g1">
          <p>{t('doses.signedBy', { who: version.signedByName, time: moment(version.signedAt, timeZone) })}</p>
          <p className="quiet">{t('doses.because', { reason: version.reason })}</p>
          <p className="caption quiet mono">{t('doses.print', { print: version.print.slice(0, 16) })}</p>
          {withdraw !== undefined && (
            <div className="row">
              <Button variant="outline" color="red" onClick={withdraw}>
                {t('doses.withdraw')}
              </Button>
            </div>
          )}
        </div>
      </Card>
      {emergencyIds
        .map((card) => ({ card, doses: version.doses.filter(({ event }) => event === card) }))
        .filter(({ doses }) => doses.length > 0)
        .map(({ card, doses }) => (
          <Card key={card} title={cardTitle(card)} flush>
            <ul className="dose-rows">
              {doses.map((dose) => (
                <li key={dose.row} className="dose-row">
                  <DrugLabel drug={dose.drug} />
                  <div className="stack g05 grow">
                    <p className="strong num">{doseWords(dose)}</p>
                    {dose.proposed !== undefined && (
                      <p className="small">{t('doses.stricter', { to: dose.proposed.to, unit: dose.unit })}</p>
                    )}
                    <DoseNotes dose={dose} weightGrams={undefined} />
                  </div>
                </li>
              ))}
            </ul>
          </Card>
        ))}
    </>
  );
}

function Older({ versions }: { versions: readonly DoseVersion[] }) {
  const { timeZone } = useMe();
  if (versions.length === 0) return null;
  return (
    <Card title={t('doses.older')} flush>
      {versions.length === 0 ? (
        <Empty title={t('doses.none')} />
      ) : (
        <ul className="rows">
          {versions.map((version) => (
            <li key={version.id}>
              <span className="row-main stack g05">
                <span className="strong">{t('doses.version', { version: version.version })}</span>
                <span className="small quiet">
                  {t('doses.signedBy', { who: version.signedByName, time: moment(version.signedAt, timeZone) })}
                </span>
                <span className="small quiet">{t('doses.rows', { count: version.doses.length })}</span>
                {version.end !== null && (
                  <span className="small">
                    {t('doses.ended', { time: moment(version.end.at, timeZone), reason: version.end.reason })}
                  </span>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
