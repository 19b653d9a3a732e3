import { Button, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { get, post, remove } from '#web/platform/api.ts';
import type { Invitation } from '#web/platform/contract.ts';
import { initialsOf, moment } from '#web/platform/format.ts';
import { maySee } from '#web/platform/may.ts';
import { queryClient, useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { Dialog, FormEnd } from '#web/ui/dialog.tsx';
import { trimmed } from '#web/ui/form.ts';
import { focusFirstInvalid, Refusal, Submit } from '#web/ui/form-parts.tsx';
import { AddPersonIcon } from '#web/ui/icons.ts';
import { Page } from '#web/ui/page.tsx';
import { Card, Initials } from '#web/ui/parts.tsx';
import { say } from '#web/ui/say.ts';
import { ShownOnce } from '#web/ui/shown-once.tsx';
import { Empty, When } from '#web/ui/states.tsx';
import { refreshStaff } from './person-form.tsx';
import { RolesField } from './roles.tsx';
import { rolesInWords } from './staff.screen.tsx';

const invitationsQuery = queryOptions({
  queryKey: ['invitations'],
  queryFn: ({ signal }) =>
    get<{ invitations: Invitation[] }>('/api/invitations', { signal }).then((found) => found.invitations),
});

const refresh = () => Promise.all([queryClient.invalidateQueries({ queryKey: ['invitations'] }), refreshStaff()]);

/** Invitations that were not accepted yet. */
export function InvitationsScreen() {
  const me = useMe();
  const asked = useQuery(invitationsQuery);
  const wanted = useLocation({ select: ({ hash }) => hash === 'invite' });
  const mayWrite = maySee(me, 'invitation.write');
  const [inviting, setInviting] = useState(wanted && mayWrite);
  const { error, run } = useBusy();
  const revoke = (id: string) =>
    void run(async () => {
      await remove(`/api/invitations/${id}`);
      await refresh();
      say(t('invite.revoked'));
    });
  return (
    <Page
      title={t('staff.tabInvitations')}
      actions={
        mayWrite && (
          <Button
            variant="filled"
            leftSection={<AddPersonIcon size={20} aria-hidden />}
            onClick={() => setInviting(true)}
          >
            {t('staff.invite')}
          </Button>
        )
      }
    >
      <Refusal error={error} />
      <Card flush>
        <When asked={asked} rows={2}>
          {(invitations) =>
            invitations.length === 0 ? (
              <Empty title={t('invite.none')}>{t('invite.noneHint')}</Empty>
            ) : (
              <ul className="rows">
                {invitations.map((invitation) => (
                  <li key={invitation.id}>
                    <Initials of={initialsOf(`${invitation.givenName} ${invitation.familyName}`)} />
                    <span className="row-main stack g05">
                      <span className="strong">
                        {invitation.givenName} {invitation.familyName}
                      </span>
                      <span className="small quiet">
                        {invitation.email} · {rolesInWords(invitation.roles)}
                      </span>
                      <span className="small quiet num">
                        {t('invite.byUntil', {
                          by: invitation.invitedBy,
                          until: moment(invitation.expiresAt, me.timeZone),
                        })}
                      </span>
                    </span>
                    {mayWrite && (
                      <Button variant="subtle" color="red" onClick={() => revoke(invitation.id)}>
                        {t('invite.revoke')}
                      </Button>
                    )}
                  </li>
                ))}
              </ul>
            )
          }
        </When>
      </Card>
      {inviting && <Invite close={() => setInviting(false)} />}
    </Page>
  );
}

const needed = (text: string) => (text.trim() === '' ? t('form.needed') : null);

/** Invites by address and roles. Where no letters leave the server, the link is shown to hand over. */
function Invite({ close }: { close: () => void }) {
  const box = useRef<HTMLFormElement>(null);
  const [link, setLink] = useState<string>();
  const { busy, error, run } = useBusy();
  const form = useForm({
    initialValues: { givenName: '', familyName: '', email: '', roles: [] as string[] },
    validate: {
      givenName: needed,
      familyName: needed,
      email: (text) => needed(text) ?? (/^\S+@\S+\.\S+$/.test(text.trim()) ? null : t('form.notEmail')),
      roles: (roles) => (roles.length === 0 ? t('invite.rolesNeeded') : null),
    },
  });
  const { givenName, familyName } = form.values;
  if (link !== undefined)
    return (
      <Dialog title={t('invite.linkTitle')} open close={close}>
        <div className="stack g3">
          <p>{t('invite.linkBody', { name: `${givenName} ${familyName}` })}</p>
          <ShownOnce text={link} copied={link} />
          <FormEnd>
            <Button variant="filled" onClick={close}>
              {t('invite.done')}
            </Button>
          </FormEnd>
        </div>
      </Dialog>
    );
  return (
    <Dialog title={t('invite.title')} open close={close}>
      <form
        ref={box}
        noValidate
        className="stack g3"
        onSubmit={form.onSubmit(
          (values) =>
            void run(async () => {
              const sent = await post<{ id: string; link?: string }>('/api/invitations', trimmed(values));
              await refresh();
              say(t('invite.sent'));
              if (sent.link === undefined) close();
              else setLink(sent.link);
            }),
          () => focusFirstInvalid(box.current),
        )}
      >
        <div className="fields">
          <TextInput label={t('patient.givenName')} required autoComplete="off" {...form.getInputProps('givenName')} />
          <TextInput
            label={t('patient.familyName')}
            required
            autoComplete="off"
            {...form.getInputProps('familyName')}
          />
          <TextInput
            className="whole"
            label={t('signIn.email')}
            type="email"
            required
            autoComplete="off"
            {...form.getInputProps('email')}
          />
        </div>
        <RolesField
          value={form.values.roles}
          set={(roles) => form.setFieldValue('roles', roles)}
          error={typeof form.errors.roles === 'string' ? form.errors.roles : undefined}
        />
        <Refusal error={error} />
        <FormEnd cancel={close}>
          <Submit busy={busy}>{t('invite.send')}</Submit>
        </FormEnd>
      </form>
    </Dialog>
  );
}
