import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { Change } from '#web/platform/contract.ts';
import { moment } from '#web/platform/format.ts';
import { useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { actionWord } from '#web/ui/action-words.ts';
import { Differences } from '#web/ui/differences.tsx';
import { Card } from '#web/ui/parts.tsx';
import { Empty, When } from '#web/ui/states.tsx';
import { historyQuery, pageOf } from './chart.queries.ts';
import { fullName } from './who-is-this.tsx';

/** Every change to a chart, newest first, with what stood before. */
export function HistoryScreen() {
  const { id } = useParams({ from: '/patients/$id' });
  const [pages, setPages] = useState<(string | undefined)[]>([undefined]);
  return (
    <Card title={t('history.title')} flush>
      {pages.map((before, at) => (
        <HistoryPage
          key={before ?? 'first'}
          id={id}
          before={before}
          more={at === pages.length - 1 ? (last) => setPages([...pages, last]) : undefined}
        />
      ))}
    </Card>
  );
}

type PageProps = { id: string; before: string | undefined; more: ((last: string) => void) | undefined };

function HistoryPage({ id, before, more }: PageProps) {
  const asked = useQuery(historyQuery(id, before));
  return (
    <When asked={asked}>
      {(changes) => {
        const last = changes.at(-1);
        if (last === undefined)
          return before === undefined ? (
            <Empty title={t('history.none')} />
          ) : (
            <p className="list-count small quiet">{t('history.end')}</p>
          );
        return (
          <>
            <ul className="rows">
              {changes.map((change) => (
                <Row key={change.id} change={change} />
              ))}
            </ul>
            {more && changes.length === pageOf && (
              <div className="list-more">
                <Button onClick={() => more(last.id)}>{t('act.more')}</Button>
              </div>
            )}
          </>
        );
      }}
    </When>
  );
}

function Row({ change }: { change: Change }) {
  const { timeZone } = useMe();
  const who =
    change.familyName === null
      ? t('audit.system')
      : fullName({ givenName: change.givenName ?? '', familyName: change.familyName });
  return (
    <li>
      <span className="row-main stack g05">
        <span className="strong">
          {actionWord(change.action)}
          {subjectOf(change) !== '' && `: ${subjectOf(change)}`}
        </span>
        <span className="small quiet num">{t('history.byAt', { who, time: moment(change.at, timeZone) })}</span>
        {change.reason && <span className="small">{t('history.reason', { reason: change.reason })}</span>}
        {change.erased ? (
          <span className="small absent">{t('history.erased')}</span>
        ) : (
          <Differences before={change.before} after={change.after} />
        )}
      </span>
    </li>
  );
}

/** What a change was about, by its own name: the substance, the medicine, the problem. */
function subjectOf({ after, before }: Change): string {
  for (const side of [after, before]) {
    if (typeof side !== 'object' || side === null) continue;
    const name: unknown = Reflect.get(side, 'substance') || Reflect.get(side, 'name');
    if (typeof name === 'string') return name;
  }
  return '';
}
