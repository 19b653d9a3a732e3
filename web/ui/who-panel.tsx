import { Button } from '@mantine/core';
import { useFocusTrap } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { leave, lock } from '#web/platform/coming-and-going.ts';
import { useFrame } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { AppearanceChoices } from './appearance-choices.tsx';
import { ComputerIcon, KeyboardIcon, LeaveIcon, LockIcon, PersonIcon, SearchIcon, SwitchIcon } from './icons.ts';
import { showHelp } from './keys.tsx';
import { openPalette } from './palette-open.ts';

/** Switch or lock, the account, this device, how it looks, and the way out. */
export function WhoPanel({ close }: { close: () => void }) {
  const station = useFrame()?.station;
  const navigate = useNavigate();
  const trap = useFocusTrap();
  const then = (work: () => unknown) => () => {
    close();
    work();
  };
  return (
    <div className="who-panel" ref={trap}>
      <Choice
        icon={station ? <SwitchIcon size={20} aria-hidden /> : <LockIcon size={20} aria-hidden />}
        act={then(() => void lock())}
      >
        {station ? t('shell.switch') : t('shell.lock')}
      </Choice>
      <Choice icon={<SearchIcon size={20} aria-hidden />} act={then(openPalette)}>
        {t('palette.title')}
      </Choice>
      <Choice icon={<PersonIcon size={20} aria-hidden />} act={then(() => void navigate({ to: '/account' }))}>
        {t('place.account')}
      </Choice>
      <Choice icon={<ComputerIcon size={20} aria-hidden />} act={then(() => void navigate({ to: '/device' }))}>
        {t('place.device')}
      </Choice>
      <Choice icon={<KeyboardIcon size={20} aria-hidden />} act={then(showHelp)}>
        {t('shell.keys')}
      </Choice>
      <hr />
      <AppearanceChoices />
      <hr />
      <Choice icon={<LeaveIcon size={20} aria-hidden />} act={then(() => void leave())}>
        {t('shell.signOut')}
      </Choice>
    </div>
  );
}

function Choice({ icon, act, children }: { icon: ReactNode; act: () => void; children: string }) {
  return (
    <Button variant="subtle" fullWidth leftSection={icon} onClick={act} className="who-choice">
      {children}
    </Button>
  );
}
