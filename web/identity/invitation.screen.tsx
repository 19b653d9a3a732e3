import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { post } from '#web/platform/api.ts';
import { arrived } from '#web/platform/coming-and-going.ts';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { Refusal, Submit } from '#web/ui/form-parts.tsx';
import { When } from '#web/ui/states.tsx';
import { Threshold } from '#web/ui/threshold.tsx';
import { NewPassphraseField, tooShort } from './fields.tsx';
import { useFragment } from './fragment.ts';
import { NoToken } from './recovery.screen.tsx';

type Open = { clinicName: string; name: string; email: string };

/** Whoever holds the link sees which clinic, which name, which address; then chooses a passphrase. */
export function InvitationScreen() {
  const token = useFragment();
  const asked = useQuery({
    queryKey: ['invitation-open'],
    queryFn: () => post<Open>('/api/invitations/open', { token }, { bare: true, reads: true }),
    enabled: token !== '',
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (token === '') return <NoToken />;
  return (
    <Threshold title={t('invitation.title')}>
      <When asked={asked} rows={2}>
        {(invitation) => <Accept invitation={invitation} token={token} />}
      </When>
    </Threshold>
  );
}

function Accept({ invitation, token }: { invitation: Open; token: string }) {
  const navigate = useNavigate();
  const [passphrase, setPassphrase] = useState('');
  const [tried, setTried] = useState(false);
  const { busy, error, run } = useBusy();
  const accept = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (tooShort(passphrase) !== undefined) return;
    void run(async () => {
      await post('/api/invitations/accept', { token, passphrase }, { bare: true });
      await arrived();
      await navigate({ to: '/' });
    });
  };
  return (
    <form className="stack g3" onSubmit={accept} noValidate>
      <p>{t('invitation.intro', { clinic: invitation.clinicName, name: invitation.name, email: invitation.email })}</p>
      <input type="hidden" name="username" autoComplete="username" value={invitation.email} readOnly />
      <NewPassphraseField
        value={passphrase}
        set={setPassphrase}
        error={tried ? tooShort(passphrase) : undefined}
        focus
      />
      <Refusal error={error} title={t('invitation.notDone')} />
      <Submit busy={busy} size="lg">
        {t('invitation.accept')}
      </Submit>
    </form>
  );
}
