import './ladder.css';
import { Button } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Ladder } from '#clinical/session/session.ts';
import { get } from '#web/platform/api.ts';
import { moment } from '#web/platform/format.ts';
import { maySee } from '#web/platform/may.ts';
import { useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { Page } from '#web/ui/page.tsx';
import { Card, Notice } from '#web/ui/parts.tsx';
import { When } from '#web/ui/states.tsx';
import { LadderForm } from './ladder-form.tsx';

export type LadderInForce = {
  version: number | null;
  ladder: Ladder;
  signed?: { by: string; at: string; reason: string };
};

export const ladderQuery = queryOptions({
  queryKey: ['ladder'],
  queryFn: ({ signal }) => get<LadderInForce>('/api/ladder', { signal }),
});

/** Who is called when nobody answers: as it is in force, and where a director signs another one. */
export function LadderScreen() {
  const asked = useQuery(ladderQuery);
  return (
    <Page title={t('ladder.title')} intro={t('ladder.intro')}>
      <When asked={asked} rows={4}>
        {(found) => <InForce key={found.version} found={found} />}
      </When>
    </Page>
  );
}

function InForce({ found }: { found: LadderInForce }) {
  const me = useMe();
  const [changing, setChanging] = useState(false);
  const { version, ladder, signed } = found;
  const maySign = maySee(me, 'ladder.sign');
  if (changing) return <LadderForm found={found} close={() => setChanging(false)} />;
  return (
    <>
      {signed === undefined || version === null ? (
        <Notice state="amber" title={t('ladder.unsigned')}>
          {t('ladder.unsignedHow')}
        </Notice>
      ) : (
        <Notice
          state="blue"
          title={t('ladder.signedBy', { version, time: moment(signed.at, me.timeZone), reason: signed.reason })}
        />
      )}
      {(['overdue', 'red'] as const).map((kind) => (
        <Card key={kind} title={t(`ladder.${kind}`)}>
          <ol className="ladder-steps num">
            {ladder[kind].map((step, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place in the ladder
              <li key={place}>
                <span className="ladder-min">{t('floor.min', { minutes: step.afterMin })}</span>
                <span>
                  {t(`ladder.whom.${step.whom}`)}, {step.by.map((way) => t(`ladder.by.${way}`)).join(', ')}
                </span>
              </li>
            ))}
          </ol>
          <p className="quiet">{t('ladder.again', { minutes: ladder.againEveryMin, count: ladder.mostAgain })}</p>
        </Card>
      ))}
      {maySign && (
        <div className="row">
          <Button size="lg" onClick={() => setChanging(true)}>
            {t('ladder.change')}
          </Button>
        </div>
      )}
    </>
  );
}
