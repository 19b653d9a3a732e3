import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Practitioner } from '#web/platform/contract.ts';
import { initialsOf, today } from '#web/platform/format.ts';
import { maySee } from '#web/platform/may.ts';
import { staffQuery, useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { AddPersonIcon, OnwardIcon, SearchIcon } from '#web/ui/icons.ts';
import { Page } from '#web/ui/page.tsx';
import { Card, Initials, Pill } from '#web/ui/parts.tsx';
import { Empty, When } from '#web/ui/states.tsx';
import { worstLicence } from './licence-words.ts';

export const personName = ({
  givenName,
  familyName,
  credentials,
}: Pick<Practitioner, 'givenName' | 'familyName' | 'credentials'>) =>
  `${givenName} ${familyName}${credentials === '' ? '' : `, ${credentials}`}`;

export const rolesInWords = (roles: readonly string[]): string =>
  roles.length === 0 ? t('roles.none') : roles.map((role) => t(`role.${role as 'nurse'}`)).join(', ');

/** Everyone who works here; who left stays, folded below. */
export function StaffScreen() {
  const me = useMe();
  const navigate = useNavigate();
  const asked = useQuery(staffQuery);
  const [text, setText] = useState('');
  const wanted = text.trim().toLowerCase();
  const like = (person: Practitioner) =>
    `${personName(person)} ${rolesInWords(person.roles)}`.toLowerCase().includes(wanted);
  return (
    <Page
      title={t('place.staff')}
      intro={t('staff.intro')}
      actions={
        maySee(me, 'invitation.write') && (
          <Button
            variant="filled"
            leftSection={<AddPersonIcon size={20} aria-hidden />}
            onClick={() => void navigate({ to: '/staff/invitations', hash: 'invite' })}
          >
            {t('staff.invite')}
          </Button>
        )
      }
    >
      <TextInput
        type="search"
        label={t('staff.find')}
        leftSection={<SearchIcon size={20} aria-hidden />}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        autoComplete="off"
      />
      <Card flush>
        <When asked={asked} rows={4}>
          {(people) => {
            const here = people.filter((person) => person.deactivatedAt === null && like(person));
            const left = people.filter((person) => person.deactivatedAt !== null && like(person));
            return (
              <>
                {here.length === 0 ? (
                  <Empty title={t('staff.none')} />
                ) : (
                  <ul className="rows">
                    {here.map((person) => (
                      <Row key={person.id} person={person} />
                    ))}
                  </ul>
                )}
                {left.length > 0 && (
                  <details className="folded">
                    <summary>{t('staff.formerTitle', { count: left.length })}</summary>
                    <ul className="rows">
                      {left.map((person) => (
                        <Row key={person.id} person={person} />
                      ))}
                    </ul>
                  </details>
                )}
              </>
            );
          }}
        </When>
      </Card>
    </Page>
  );
}

function Row({ person }: { person: Practitioner }) {
  const { timeZone } = useMe();
  const licence = person.deactivatedAt === null ? worstLicence(person.licences, today(timeZone)) : undefined;
  return (
    <li className="row-link">
      <Link to="/staff/$id" params={{ id: person.id }}>
        <Initials of={initialsOf(`${person.givenName} ${person.familyName}`)} />
        <span className="row-main stack g05">
          <span className="strong">{personName(person)}</span>
          <span className="small quiet">{rolesInWords(person.roles)}</span>
        </span>
        {licence && (
          <Pill state={licence.state}>
            {t('licence.title')}: {licence.words}
          </Pill>
        )}
        {person.deactivatedAt !== null && <Pill state="plain">{t('staff.left')}</Pill>}
        {person.deactivatedAt === null && person.accountId === null && <Pill state="unknown">{t('staff.notYet')}</Pill>}
        <OnwardIcon size={20} aria-hidden className="quiet" />
      </Link>
    </li>
  );
}
