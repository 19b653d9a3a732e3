import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { post } from '#web/platform/api.ts';
import type { Practitioner } from '#web/platform/contract.ts';
import { queryClient } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { Dialog, FormEnd } from '#web/ui/dialog.tsx';
import { Refusal } from '#web/ui/form-parts.tsx';
import { say } from '#web/ui/say.ts';
import { refreshStaff } from './person-form.tsx';
import { personName } from './staff.screen.tsx';

type Props = { person: Practitioner; close: () => void };

/** Ends a person's access, with the reason that stays in the trail. */
export function EndAccess({ person, close }: Props) {
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const { busy, error, run } = useBusy();
  const end = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (reason.trim().length < 3) return;
    void run(async () => {
      await post(`/api/practitioners/${person.id}/deactivate`, { version: person.version, reason: reason.trim() });
      await refreshStaff();
      close();
    });
  };
  return (
    <Dialog title={t('person.deactivateTitle', { name: personName(person) })} open close={close}>
      <form className="stack g3" onSubmit={end} noValidate>
        <p className="quiet">{t('person.deactivateBody')}</p>
        <TextInput
          label={t('person.deactivateReason')}
          required
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={tried && reason.trim().length < 3 ? t('form.needed') : undefined}
        />
        <Refusal error={error} />
        <FormEnd cancel={close}>
          <Button type="submit" variant="filled" color="red" loading={busy}>
            {t('person.deactivate')}
          </Button>
        </FormEnd>
      </form>
    </Dialog>
  );
}

/** One asks; nothing happens until another approves. */
export function AskReset({ person, close }: Props) {
  const { busy, error, run } = useBusy();
  const ask = () =>
    void run(async () => {
      await post(`/api/practitioners/${person.id}/recovery`);
      await queryClient.invalidateQueries({ queryKey: ['recovery-requests'] });
      say(t('person.asked'));
      close();
    });
  return (
    <Dialog title={t('person.askResetTitle', { name: personName(person) })} open close={close}>
      <div className="stack g3">
        <p className="quiet">{t('person.askResetBody')}</p>
        <Refusal error={error} />
        <FormEnd cancel={close}>
          <Button variant="filled" loading={busy} onClick={ask}>
            {t('person.askReset')}
          </Button>
        </FormEnd>
      </div>
    </Dialog>
  );
}
