import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useRef, useState } from 'react';
import type { Found, PatientSummary } from '#web/platform/contract.ts';
import { maySee } from '#web/platform/may.ts';
import { useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { AddPersonIcon, LockIcon, OnwardIcon, SearchIcon } from '#web/ui/icons.ts';
import { Page } from '#web/ui/page.tsx';
import { Initials, Pill } from '#web/ui/parts.tsx';
import { Empty, When } from '#web/ui/states.tsx';
import { foundQuery } from './chart.queries.ts';
import { Age, TwoIdentifiers } from './who-is-this.tsx';

/** What was looked for, kept in memory for whoever looked: the way back from a chart ends where it began. */
let search = { of: '', text: '' };
function useKeptSearch(of: string) {
  const [text, setText] = useState(search.of === of ? search.text : '');
  const keep = (next: string) => {
    search = { of, text: next };
    setText(next);
  };
  return [text, keep] as const;
}

/** Everyone this clinic treats, found as one types: name, birth date in either order, or chart number. */
export function PatientsScreen() {
  const me = useMe();
  const navigate = useNavigate();
  const [text, setText] = useKeptSearch(me.accountId);
  const [wanted] = useDebouncedValue(text.trim(), 120);
  const found = useQuery(foundQuery(wanted));
  const list = useRef<HTMLUListElement>(null);
  const mayAdd = maySee(me, 'patient.register');

  const onKey = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'ArrowDown') {
      event.preventDefault();
      list.current?.querySelector('a')?.focus();
    }
    const first = found.data?.patients[0];
    if (event.key === 'Enter' && first && wanted === text.trim() && !found.isPlaceholderData)
      void navigate({ to: '/patients/$id', params: { id: first.id } });
  };

  return (
    <Page
      title={t('place.patients')}
      actions={
        mayAdd && (
          <Button
            variant="filled"
            leftSection={<AddPersonIcon size={20} aria-hidden />}
            onClick={() => void navigate({ to: '/patients/new' })}
          >
            {t('patients.add')}
          </Button>
        )
      }
    >
      <TextInput
        type="search"
        size="lg"
        label={t('patients.search')}
        description={t('patients.searchHint')}
        leftSection={<SearchIcon size={24} aria-hidden />}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKey}
        autoComplete="off"
        spellCheck={false}
        data-autofocus
      />
      <section className="card" aria-label={t('patients.list')} aria-busy={found.isFetching}>
        <When asked={found} rows={5}>
          {(value) => (
            <>
              <Count found={value} wanted={wanted} />
              {value.patients.length === 0 ? (
                <NoOne wanted={wanted} mayAdd={mayAdd} />
              ) : (
                <ul className="rows" ref={list} onKeyDown={moveInList}>
                  {value.patients.map((patient) => (
                    <Row key={patient.id} patient={patient} all={value.patients} />
                  ))}
                </ul>
              )}
            </>
          )}
        </When>
      </section>
    </Page>
  );
}

function Count({ found, wanted }: { found: Found; wanted: string }) {
  const shown = found.patients.length;
  if (shown === 0)
    return (
      <p className="unseen" role="status">
        {t('patients.found', { count: 0 })}
      </p>
    );
  return (
    <p className="small quiet list-count num" role="status">
      {wanted === '' ? t('patients.count', { shown, total: found.total }) : t('patients.found', { count: shown })}
    </p>
  );
}

function Row({ patient, all }: { patient: PatientSummary; all: PatientSummary[] }) {
  const others = all.filter((other) => other.id !== patient.id);
  const sameName = others.some(
    (other) => other.givenName === patient.givenName && other.familyName === patient.familyName,
  );
  const sameInitials = !sameName && others.some((other) => other.initials === patient.initials);
  return (
    <li className="row-link">
      <Link to="/patients/$id" params={{ id: patient.id }}>
        <Initials of={patient.initials.replaceAll('.', '')} />
        <span className="row-main stack g05">
          <span className="strong">
            {patient.familyName}, {patient.givenName}
          </span>
          <span className="small quiet">
            <TwoIdentifiers {...patient} /> · <Age birthOn={patient.birthOn} />
          </span>
        </span>
        {sameName && <Pill state="amber">{t('patients.sameName')}</Pill>}
        {sameInitials && <Pill state="plain">{t('patients.sameInitials', { initials: patient.initials })}</Pill>}
        {patient.restricted && (
          <Pill state="plain" icon={<LockIcon size={18} aria-hidden />}>
            {t('patient.restricted')}
          </Pill>
        )}
        <OnwardIcon size={20} aria-hidden className="quiet" />
      </Link>
    </li>
  );
}

function NoOne({ wanted, mayAdd }: { wanted: string; mayAdd: boolean }) {
  const navigate = useNavigate();
  const add = mayAdd && <Button onClick={() => void navigate({ to: '/patients/new' })}>{t('patients.add')}</Button>;
  if (wanted === '')
    return (
      <Empty title={t('patients.noneYet')} actions={add}>
        {t('patients.noneYetHint')}
      </Empty>
    );
  return (
    <Empty title={t('patients.noneFound', { wanted })} actions={add}>
      {t('patients.noneFoundHint')}
    </Empty>
  );
}

/** Up and down move through the list; up from the first goes back to the search. */
function moveInList(event: KeyboardEvent<HTMLUListElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('a')];
  const at = links.indexOf(document.activeElement as HTMLElement);
  event.preventDefault();
  const next = links[event.key === 'ArrowDown' ? at + 1 : at - 1];
  if (next) next.focus();
  else if (event.key === 'ArrowUp') document.querySelector<HTMLInputElement>('input[type="search"]')?.focus();
}
