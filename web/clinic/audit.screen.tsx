import { Button, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { get, post } from '#web/platform/api.ts';
import type { AuditPage, AuditRow, Found } from '#web/platform/contract.ts';
import { moment } from '#web/platform/format.ts';
import { maySee } from '#web/platform/may.ts';
import { staffQuery, useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { actionsInWords, actionWord } from '#web/ui/action-words.ts';
import { Differences } from '#web/ui/differences.tsx';
import { Page } from '#web/ui/page.tsx';
import { Card, Notice } from '#web/ui/parts.tsx';
import { Empty, When } from '#web/ui/states.tsx';
import { personName } from './staff.screen.tsx';

export type AuditSearch = { patient?: string; by?: string; action?: string; from?: string; to?: string };

/** A filter that is undefined is taken away. */
type Turn = { [Key in keyof AuditSearch]: AuditSearch[Key] | undefined };

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
      return get<AuditPage>(`/api/audit?${query}`, { signal });
    },
    initialPageParam: '',
    getNextPageParam: (last) => (last.events.length < pageSize ? undefined : last.events.at(-1)?.id),
    refetchOnWindowFocus: false,
  });
  const turn = (change: Turn) => void navigate({ to: '/audit', search: kept({ ...search, ...change }), replace: true });

  const patient = asked.data?.pages[0]?.patient;

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
        <PatientFilter chosen={patient} choose={(id) => turn({ patient: id })} />
        <Days search={search} turn={turn} />
      </search>
      {search.patient !== undefined && (
        <Notice
          state="blue"
          title={patient === undefined ? t('audit.onlyPatient') : t('audit.onlyChartOf', patient)}
          actions={<Button onClick={() => turn({ patient: undefined })}>{t('audit.allPatients')}</Button>}
        />
      )}
      <Card flush>
        <When asked={asked} rows={6}>
          {({ pages }) =>
            pages[0]?.events.length === 0 ? (
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
                    {pages
                      .flatMap(({ events }) => events)
                      .map((event) => (
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

/** Found by name, birth date or chart number; told by number and initials. */
function PatientFilter({ chosen, choose }: { chosen: AuditPage['patient']; choose: (id: string | undefined) => void }) {
  const [typed, setTyped] = useState('');
  const [wanted] = useDebouncedValue(typed.trim(), 200);
  const found = useQuery({
    queryKey: ['patients', 'for the trail', wanted],
    queryFn: ({ signal }) => post<Found>('/api/patients/search', { q: wanted, limit: 20 }, { signal, reads: true }),
    enabled: wanted !== '',
  });
  const others = (found.data?.patients ?? []).filter(({ id }) => id !== chosen?.id);
  return (
    <Select
      label={t('audit.filterPatient')}
      placeholder={t('audit.anyPatient')}
      clearable
      searchable
      // Found by the server: what is typed need not stand in the label.
      filter={({ options }) => options}
      nothingFoundMessage={t(wanted === '' ? 'audit.typePatient' : 'form.nothingLikeIt')}
      data={[
        ...(chosen === undefined ? [] : [{ value: chosen.id, label: t('audit.chartOf', chosen) }]),
        ...others.map((of) => ({
          value: of.id,
          label: `${t('audit.chartOf', of)} · ${of.givenName} ${of.familyName}`,
        })),
      ]}
      value={chosen?.id ?? null}
      onSearchChange={setTyped}
      onChange={(id) => choose(id ?? undefined)}
    />
  );
}

type DaysProps = { search: AuditSearch; turn: (change: Pick<Turn, 'from' | 'to'>) => void };

/** Whole days of the clinic. A first day after the last one moves the last one along, and the other way round. */
function Days({ search: { from, to }, turn }: DaysProps) {
  return (
    <>
      <Day
        label={t('audit.filterFrom')}
        day={from}
        choose={(day) => turn({ from: day, to: day !== undefined && to !== undefined && day > to ? day : to })}
      />
      <Day
        label={t('audit.filterTo')}
        day={to}
        choose={(day) => turn({ to: day, from: day !== undefined && from !== undefined && day < from ? day : from })}
      />
    </>
  );
}

type DayProps = { label: string; day: string | undefined; choose: (day: string | undefined) => void };

/** A year is typed digit by digit: 0202 is on its way to 2026, and asks for nothing yet. */
function Day({ label, day, choose }: DayProps) {
  const [shown, setShown] = useState(day);
  const [typed, setTyped] = useState(day ?? '');
  if (shown !== day) {
    setShown(day);
    setTyped(day ?? '');
  }
  return (
    <TextInput
      type="date"
      label={label}
      value={typed}
      onChange={({ currentTarget: { value } }) => {
        setTyped(value);
        if (value === '' || (value >= '1900' && value < '2200')) choose(value || undefined);
      }}
    />
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
          <AboutCenter event={event} />
          {patientId !== null && (
            <span className="row g15 small">
              {event.patientNumber !== null && event.patientInitials !== null && (
                <span className="num">
                  {t('audit.chartOf', { number: event.patientNumber, initials: event.patientInitials })}
                </span>
              )}
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

/** Which entry of the directory it was, by the name that it had then. */
function AboutCenter({ event: { details, subjectKind, subjectId } }: Pick<RowProps, 'event'>) {
  const me = useMe();
  const name: unknown = Reflect.get(Object(details), 'center');
  if (typeof name !== 'string') return null;
  if (subjectKind !== 'center' || subjectId === null || !maySee(me, 'center.read'))
    return <span className="small">{name}</span>;
  return (
    <Link className="inline-link" to="/directory/centers/$id" params={{ id: subjectId }}>
      {name}
    </Link>
  );
}

function kept({ patient, by, action, from, to }: Turn): AuditSearch {
  return {
    ...(patient === undefined ? {} : { patient }),
    ...(by === undefined ? {} : { by }),
    ...(action === undefined ? {} : { action }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  };
}
