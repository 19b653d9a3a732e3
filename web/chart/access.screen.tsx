import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { Look } from '#web/platform/contract.ts';
import { moment } from '#web/platform/format.ts';
import { useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { actionWord } from '#web/ui/action-words.ts';
import { Card } from '#web/ui/parts.tsx';
import { Empty, When } from '#web/ui/states.tsx';
import { looksQuery } from './chart.queries.ts';
import { fullName } from './who-is-this.tsx';

/** Who saw this chart, when, by what right, and the reason where one was asked. */
export function AccessScreen() {
  const { id } = useParams({ from: '/patients/$id' });
  const { timeZone } = useMe();
  const asked = useQuery(looksQuery(id));
  return (
    <Card title={t('access.title')} flush>
      <p className="list-count small quiet">{t('access.intro')}</p>
      <When asked={asked}>
        {(looks) =>
          looks.length === 0 ? (
            <Empty title={t('access.none')} />
          ) : (
            <div className="table-frame">
              <table className="table audit-table">
                <thead>
                  <tr>
                    <th scope="col">{t('audit.when')}</th>
                    <th scope="col">{t('audit.who')}</th>
                    <th scope="col">{t('audit.what')}</th>
                    <th scope="col">{t('access.right')}</th>
                  </tr>
                </thead>
                <tbody>
                  {looks.map((look) => (
                    <tr key={look.id}>
                      <td className="num">{moment(look.at, timeZone)}</td>
                      <td>
                        {look.familyName === null
                          ? t('audit.system')
                          : fullName({ givenName: look.givenName ?? '', familyName: look.familyName })}
                      </td>
                      <td>{actionWord(look.action)}</td>
                      <td>
                        <RightOf look={look} />
                        {look.reason && <p className="small">{t('history.reason', { reason: look.reason })}</p>}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </When>
    </Card>
  );
}

const rights = ['care-team', 'open', 'treating', 'oversight', 'break-glass', 'demographics'] as const;

/** What an event means that carries no right of its own: some looks have only one. */
const rightOfAction: Readonly<Record<string, (typeof rights)[number]>> = {
  'break-glass.open': 'break-glass',
  'chart.access': 'oversight',
  'patient.read': 'demographics',
};

function RightOf({ look: { access, action } }: { look: Look }) {
  const right = access ?? rightOfAction[action];
  if (right === undefined) return <span className="absent">{t('access.notKept')}</span>;
  const known = rights.find((one) => one === right);
  return known === undefined ? right : t(`access.${known}`);
}
