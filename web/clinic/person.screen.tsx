import { Button } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { get } from '#web/platform/api.ts';
import type { Practitioner } from '#web/platform/contract.ts';
import { moment } from '#web/platform/format.ts';
import { maySee } from '#web/platform/may.ts';
import { useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { EditIcon } from '#web/ui/icons.ts';
import { Page } from '#web/ui/page.tsx';
import { Card, Fact, Facts, Notice } from '#web/ui/parts.tsx';
import { When } from '#web/ui/states.tsx';
import { Licences } from './licences.tsx';
import { AskReset, EndAccess } from './person-ends.tsx';
import { EditPerson } from './person-form.tsx';
import { EditRoles } from './roles.tsx';
import { personName, rolesInWords } from './staff.screen.tsx';

const personQuery = (id: string) =>
  queryOptions({
    queryKey: ['staff', id],
    queryFn: ({ signal }) => get<Practitioner>(`/api/practitioners/${id}`, { signal }),
  });

type Open = 'edit' | 'roles' | 'end' | 'reset';

/** One person of the staff: who they are, what they may do, what they are licensed for. */
export function PersonScreen() {
  const { id } = useParams({ from: '/staff/$id' });
  const asked = useQuery(personQuery(id));
  return (
    <When asked={asked} rows={3}>
      {(person) => <Person person={person} />}
    </When>
  );
}

function Person({ person }: { person: Practitioner }) {
  const me = useMe();
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const self = me.practitionerId === person.id;
  const here = person.deactivatedAt === null;
  const absent = <span className="absent">{t('absent.notKnown')}</span>;
  return (
    <Page title={personName(person)} back={{ to: '/staff', label: t('person.back') }} narrow>
      {person.deactivatedAt !== null && (
        <Notice state="plain" title={t('person.leftOn', { time: moment(person.deactivatedAt, me.timeZone) })} />
      )}
      <Card
        title={t('person.details')}
        aside={
          here &&
          maySee(me, 'practitioner.write') && (
            <Button variant="subtle" leftSection={<EditIcon size={20} aria-hidden />} onClick={() => setOpen('edit')}>
              {t('person.edit')}
            </Button>
          )
        }
      >
        <Facts>
          <Fact name={t('person.email')}>{person.email ?? absent}</Fact>
          <Fact name={t('person.npi')}>
            <span className="num">{person.npi ?? absent}</span>
          </Fact>
          <Fact name={t('person.dea')}>
            <span className="num">{person.deaNumber ?? absent}</span>
          </Fact>
        </Facts>
      </Card>
      <Card
        title={t('person.roles')}
        aside={
          here &&
          maySee(me, 'practitioner.roles') && (
            <Button variant="subtle" leftSection={<EditIcon size={20} aria-hidden />} onClick={() => setOpen('roles')}>
              {t('person.editRoles')}
            </Button>
          )
        }
      >
        <p className="strong">{rolesInWords(person.roles)}</p>
      </Card>
      <Licences person={person} mayWrite={here && maySee(me, 'licence.write')} />
      {here && !self && (
        <div className="row g1">
          {person.accountId !== null && maySee(me, 'recovery.ask') && (
            <Button onClick={() => setOpen('reset')}>{t('person.askReset')}</Button>
          )}
          {maySee(me, 'practitioner.deactivate') && (
            <Button variant="outline" color="red" onClick={() => setOpen('end')}>
              {t('person.deactivate')}
            </Button>
          )}
        </div>
      )}
      {open === 'edit' && <EditPerson person={person} close={close} />}
      {open === 'roles' && <EditRoles person={person} close={close} />}
      {open === 'end' && <EndAccess person={person} close={close} />}
      {open === 'reset' && <AskReset person={person} close={close} />}
    </Page>
  );
}
