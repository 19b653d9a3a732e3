import type { LinkProps } from '@tanstack/react-router';
import { useNavigate } from '@tanstack/react-router';
import { leave, lock } from '#web/platform/coming-and-going.ts';
import { day } from '#web/platform/format.ts';
import { maySee } from '#web/platform/may.ts';
import { useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { scheme, setAppearance } from '#web/ui/appearance.ts';
import { showHelp } from '#web/ui/keys.tsx';
import { Palette } from '#web/ui/palette.tsx';
import type { Place } from '#web/ui/places.ts';
import { findPatients } from './chart.queries.ts';
import { fullName } from './who-is-this.tsx';

type Props = { places: Place[]; go: (to: NonNullable<LinkProps['to']>) => void };

/** The palette of this clinic: rooms, what may be done, and patients as one types. */
export function PatientPalette({ places, go }: Props) {
  const me = useMe();
  const navigate = useNavigate();
  const dark = scheme.use() === 'dark';
  const doing = [
    ...(maySee(me, 'patient.register')
      ? [{ id: 'add-patient', label: t('palette.addPatient'), onClick: () => void navigate({ to: '/patients/new' }) }]
      : []),
    ...(maySee(me, 'invitation.write')
      ? [
          {
            id: 'invite',
            label: t('palette.invite'),
            onClick: () => void navigate({ to: '/staff/invitations', hash: 'invite' }),
          },
        ]
      : []),
    { id: 'lock', label: t('shell.lock'), onClick: () => void lock() },
    {
      id: 'scheme',
      label: dark ? t('palette.light') : t('palette.dark'),
      onClick: () => setAppearance({ scheme: dark ? 'light' : 'dark' }),
    },
    { id: 'keys', label: t('shell.keys'), onClick: showHelp },
    { id: 'leave', label: t('shell.signOut'), onClick: () => void leave() },
  ];
  return (
    <Palette
      groups={[
        {
          group: t('palette.go'),
          actions: [
            ...places.map((place) => ({ id: place.to, label: t(place.label), onClick: () => go(place.to) })),
            { id: '/device', label: t('place.device'), onClick: () => go('/device') },
          ],
        },
        { group: t('palette.do'), actions: doing },
      ]}
      finder={
        maySee(me, 'patient.read')
          ? {
              group: t('palette.patients'),
              key: me.accountId,
              find: async (text, signal) =>
                (await findPatients(text, 8, signal)).patients.map((patient) => ({
                  id: patient.id,
                  label: fullName(patient),
                  hint: [
                    t('patient.identifiers', { birth: day(patient.birthOn), number: patient.number }),
                    ...(patient.restricted ? [t('patient.restricted')] : []),
                  ].join(' · '),
                  go: () => void navigate({ to: '/patients/$id', params: { id: patient.id } }),
                })),
            }
          : undefined
      }
    />
  );
}
