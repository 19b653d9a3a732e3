import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import { put } from '#web/platform/api.ts';
import { type Practitioner, staffRoles } from '#web/platform/contract.ts';
import { t } from '#web/platform/text.ts';
import { Dialog, FormEnd } from '#web/ui/dialog.tsx';
import { Refusal, Submit } from '#web/ui/form-parts.tsx';
import { say } from '#web/ui/say.ts';
import { SideBySide } from '#web/ui/side-by-side.tsx';
import { useVersioned } from '#web/ui/versioned.ts';
import { refreshStaff } from './person-form.tsx';
import { rolesInWords } from './staff.screen.tsx';

type Values = { roles: string[] };

type FieldProps = { value: string[]; set: (roles: string[]) => void; error?: string | undefined; hint?: string };

export function RolesField({ value, set, error, hint }: FieldProps) {
  return (
    <Checkbox.Group
      label={t('person.roles')}
      value={value}
      onChange={set}
      {...(hint === undefined ? {} : { description: hint })}
      {...(error === undefined ? {} : { error })}
    >
      <div className="role-grid">
        {staffRoles.map((role) => (
          <Checkbox key={role} value={role} label={t(`role.${role}`)} />
        ))}
      </div>
    </Checkbox.Group>
  );
}

/** What a person may do. The server asks for a confirmation, and keeps the last owner. */
export function EditRoles({ person, close }: { person: Practitioner; close: () => void }) {
  const [roles, setRoles] = useState<string[]>(person.roles);
  const [first] = useState(() => ({ roles: [...person.roles], version: person.version }));
  const { send, busy, error, clash, saveMine, goOn } = useVersioned<Values>({
    first,
    save: (values, seen) => put(`/api/practitioners/${person.id}/roles`, { ...values, version: seen.version }),
    read: (current) => {
      const { roles: held, version } = current as Practitioner;
      return { roles: held, version };
    },
    refill: (values) => setRoles(values.roles),
    onSaved: () => {
      void refreshStaff();
      say(t('said.saved'));
      close();
    },
  });
  return (
    <Dialog title={t('person.editRoles')} open close={close} wide={clash !== undefined}>
      {clash ? (
        <SideBySide
          clash={clash}
          busy={busy}
          lines={[{ name: t('person.roles'), say: (values) => rolesInWords([...values.roles].sort()) }]}
          keepTheirs={() => {
            void refreshStaff();
            close();
          }}
          saveMine={() => void saveMine()}
          goOn={goOn}
        />
      ) : (
        <form
          className="stack g3"
          onSubmit={(event) => {
            event.preventDefault();
            void send({ roles });
          }}
        >
          <RolesField value={roles} set={setRoles} hint={t('person.rolesHint')} />
          <Refusal error={error} />
          <FormEnd cancel={close}>
            <Submit busy={busy}>{t('act.save')}</Submit>
          </FormEnd>
        </form>
      )}
    </Dialog>
  );
}
