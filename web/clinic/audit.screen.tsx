import { Button, Select } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { get } from '#web/platform/api.ts';
import type { AuditRow } from '#web/platform/contract.ts';
import { moment } from '#web/platform/format.ts';
import { staffQuery, useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { actionsInWords, actionWord } from '#web/ui/action-words.ts';
import { Differences } from '#web/ui/differences.tsx';
import { Page } from '#web/ui/page.tsx';
import { Card, Notice } from '#web/ui/parts.tsx';
import { Empty, When } from '#web/ui/states.tsx';
import { personName } from './staff.screen.tsx';

export type AuditSearch = { patient?: string; by?: string; action?: string };

const pageSize = 50;

/** Who did what, when, from where and why; newest first. The filter stands in the address, so that it can be shared. */
export function AuditScreen() {
  const search = useSearch({ from: '/audit' });
  const navigate = useNavigate();
  const staff = useQuery(staffQuery);
  const asked = useInfiniteQuery({
    queryKey: ['audit', search],
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ ...search, ...(pageParam === '' ? {} : { before: pageParam }) });
      return get<{ events: AuditRow[] }>(`/api/audit?${query}`, { signal }).then((page) => page.events);
    },
    initialPageParam: '',
    getNextPageParam: (last) => (last.length < pageSize ? undefined : last.at(-1)?.id),
    refetchOnWindowFocus: false,
  });
  const turn = (change: { [Key in keyof AuditSearch]: AuditSearch[Key] | undefined }) =>
    void navigate({ to: '/audit', search: kept({ ...search, ...change }), replace: true });

  return (
    <Page title={t('place.audit')} intro={t('audit.intro')}>
      <search className="fields" aria-label={t('audit.filters')}>
        <Select
          label={t('audit.filterWho')}
          placeholder={t('audit.anyone')}
          clearable
          searchable
          nothingFoundMessage={t('form.nothingLikeIt')}
          data={(staff.data ?? []).map((person) => ({ value: person.id, label: personName(person) }))}
          value={search.by ?? null}
          onChange={(by) => turn({ by: by ?? undefined })}
        />
        <Select
          label={t('audit.filterWhat')}
          placeholder={t('audit.anything')}
          clearable
          searchable
          nothingFoundMessage={t('form.nothingLikeIt')}
          data={actionsInWords()}
          value={search.action ?? null}
          onChange={(action) => turn({ action: action ?? undefined })}
        />
      </search>
      {search.patient !== undefined && (
        <Notice
          state="blue"
          title={t('audit.onlyPatient')}
          actions={<Button onClick={() => turn({ patient: undefined })}>{t('audit.allPatients')}</Button>}
        />
      )}
      <Card flush>
        <When asked={asked} rows={6}>
          {({ pages }) =>
            pages[0]?.length === 0 ? (
              <Empty title={t('audit.none')} />
            ) : (
              <div className="table-frame">
                <table className="table audit-table">
                  <thead>
                    <tr>
                      <th scope="col">{t('audit.when')}</th>
                      <th scope="col">{t('audit.who')}</th>
                      <th scope="col">{t('audit.what')}</th>
                      <th scope="col">{t('audit.why')}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {pages.flat().map((event) => (
                      <Row key={event.id} event={event} only={(patient) => turn({ patient })} search={search} />
                    ))}
                  </tbody>
                </table>
              </div>
            )
          }
        </When>
        {asked.hasNextPage && (
          <div className="list-more">
            <Button loading={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>
              {t('act.more')}
            </Button>
          </div>
        )}
      </Card>
    </Page>
  );
}

type RowProps = { event: AuditRow; only: (patient: string) => void; search: AuditSearch };

function Row({ event, only, search }: RowProps) {
  const { timeZone } = useMe();
  const { patientId } = event;
  return (
    <tr>
      <td className="num">{moment(event.at, timeZone)}</td>
      <td>
        {event.familyName === null ? t('audit.system') : `${event.givenName ?? ''} ${event.familyName}`}
        {event.station !== null && <p className="small quiet">{t('audit.at', { station: event.station })}</p>}
      </td>
      <td>{actionWord(event.action)}</td>
      <td>
        <div className="stack g05">
          {event.reason && <span>{t('history.reason', { reason: event.reason })}</span>}
          {patientId !== null && (
            <span className="row g15 small">
              <Link className="inline-link" to="/patients/$id" params={{ id: patientId }}>
                {t('audit.openChart')}
              </Link>
              {search.patient !== patientId && (
                <button type="button" className="inline-link" onClick={() => only(patientId)}>
                  {t('audit.onlyThis')}
                </button>
              )}
            </span>
          )}
          {event.erased ? (
            <span className="absent small">{t('history.erased')}</span>
          ) : (
            <Differences before={event.before} after={event.after} />
          )}
        </div>
      </td>
    </tr>
  );
}

function kept(search: { [Key in keyof AuditSearch]: AuditSearch[Key] | undefined }): AuditSearch {
  const { patient, by, action } = search;
  return {
    ...(patient === undefined ? {} : { patient }),
    ...(by === undefined ? {} : { by }),
    ...(action === undefined ? {} : { action }),
  };
}
