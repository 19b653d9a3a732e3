import { Button, Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { put } from '#web/platform/api.ts';
import type { Chart } from '#web/platform/contract.ts';
import { initialsOf } from '#web/platform/format.ts';
import { staffQuery } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { Dialog, FormEnd } from '#web/ui/dialog.tsx';
import { Refusal, Submit } from '#web/ui/form-parts.tsx';
import { EditIcon } from '#web/ui/icons.ts';
import { Card, Initials } from '#web/ui/parts.tsx';
import { say } from '#web/ui/say.ts';
import { SideBySide } from '#web/ui/side-by-side.tsx';
import { Empty, When } from '#web/ui/states.tsx';
import { useVersioned } from '#web/ui/versioned.ts';
import { refreshChart } from './chart.queries.ts';
import { fullName } from './who-is-this.tsx';

type Team = Chart['careTeam'];
type Values = { ids: string[] };
type Props = { patientId: string; team: Team; mayWrite: boolean };

/** Who treats this person. They open the chart also when it is restricted. */
export function CareTeam({ patientId, team, mayWrite }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <Card
      title={t('team.title')}
      flush
      aside={
        mayWrite && (
          <Button variant="subtle" leftSection={<EditIcon size={20} aria-hidden />} onClick={() => setOpen(true)}>
            {t('team.edit')}
          </Button>
        )
      }
    >
      {team.length === 0 ? (
        <Empty title={t('team.none')}>{t('team.noneHint')}</Empty>
      ) : (
        <ul className="rows">
          {team.map((member) => (
            <li key={member.id}>
              <Initials of={initialsOf(fullName(member))} />
              <span className="row-main">
                <span className="strong">{fullName(member)}</span>
                {member.credentials !== '' && `, ${member.credentials}`}
              </span>
            </li>
          ))}
        </ul>
      )}
      {open && <EditTeam patientId={patientId} team={team} close={() => setOpen(false)} />}
    </Card>
  );
}

function EditTeam({ patientId, team, close }: { patientId: string; team: Team; close: () => void }) {
  const staff = useQuery(staffQuery);
  const [first] = useState(() => ({ ids: team.map(({ id }) => id), version: 0 }));
  const [chosen, setChosen] = useState(first.ids);
  const { send, busy, error, clash, saveMine, goOn } = useVersioned<Values>({
    first,
    save: ({ ids }, seen) => put(`/api/patients/${patientId}/care-team`, { practitionerIds: ids, seen: seen.ids }),
    read: (current) => ({ ids: (current as Team).map(({ id }) => id), version: 0 }),
    refill: ({ ids }) => setChosen(ids),
    onSaved: () => {
      void refreshChart(patientId);
      say(t('said.saved'));
      close();
    },
  });
  const names = ({ ids }: Values) =>
    (staff.data ?? [])
      .filter(({ id }) => ids.includes(id))
      .map(fullName)
      .join(', ');
  if (clash)
    return (
      <Dialog title={t('team.edit')} open close={close} wide>
        <SideBySide
          clash={clash}
          busy={busy}
          lines={[{ name: t('team.title'), say: names }]}
          keepTheirs={() => {
            void refreshChart(patientId);
            close();
          }}
          saveMine={() => void saveMine()}
          goOn={goOn}
        />
      </Dialog>
    );
  return (
    <Dialog title={t('team.edit')} open close={close}>
      <form
        className="stack g3"
        onSubmit={(event) => {
          event.preventDefault();
          void send({ ids: chosen });
        }}
      >
        <When asked={staff}>
          {(people) => (
            <Checkbox.Group
              value={chosen}
              onChange={setChosen}
              label={t('team.choose')}
              description={t('team.noneHint')}
            >
              <div className="stack g05">
                {people
                  .filter(({ deactivatedAt, id }) => deactivatedAt === null || chosen.includes(id))
                  .map((person) => (
                    <Checkbox
                      key={person.id}
                      value={person.id}
                      label={[fullName(person), person.credentials].filter((part) => part !== '').join(', ')}
                    />
                  ))}
              </div>
            </Checkbox.Group>
          )}
        </When>
        <Refusal error={error} />
        <FormEnd cancel={close}>
          <Submit busy={busy}>{t('act.save')}</Submit>
        </FormEnd>
      </form>
    </Dialog>
  );
}
