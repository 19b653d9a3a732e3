import { Button, Popover, UnstyledButton } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { leave, lock } from '#web/platform/coming-and-going.ts';
import { initialsOf } from '#web/platform/format.ts';
import { useFrame, useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { AppearanceChoices } from '#web/ui/appearance-choices.tsx';
import { ComputerIcon, KeyboardIcon, LeaveIcon, LockIcon, OpenIcon, PersonIcon, SwitchIcon } from '#web/ui/icons.ts';
import { showHelp } from '#web/ui/keys.tsx';
import { Initials } from '#web/ui/parts.tsx';

/** Who writes from here on: whatever is saved carries this name. */
export function WhoIsHere() {
  const me = useMe();
  const station = useFrame()?.station;
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  const then = (work: () => unknown) => () => {
    setOpen(false);
    work();
  };
  return (
    <Popover
      opened={open}
      onChange={setOpen}
      position="bottom-end"
      width={336}
      trapFocus
      returnFocus
      withinPortal={false}
      withRoles={false}
      transitionProps={{ duration: 0 }}
    >
      <Popover.Target>
        <UnstyledButton className="who" aria-expanded={open} onClick={() => setOpen(!open)}>
          <Initials of={initialsOf(me.name)} tone="now" />
          <span className="who-name">
            <span className="strong">{me.name}</span>
            <span className="caption quiet">{station?.name ?? t(`role.${me.roles[0] ?? 'auditor'}`)}</span>
          </span>
          <OpenIcon size={20} aria-hidden className="who-more" />
          <span className="unseen">{t('shell.whoMenu')}</span>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className="who-panel">
        <Choice
          icon={station ? <SwitchIcon size={20} aria-hidden /> : <LockIcon size={20} aria-hidden />}
          act={then(() => void lock())}
        >
          {station ? t('shell.switch') : t('shell.lock')}
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
      </Popover.Dropdown>
    </Popover>
  );
}

function Choice({ icon, act, children }: { icon: ReactNode; act: () => void; children: string }) {
  return (
    <Button variant="subtle" justify="flex-start" fullWidth leftSection={icon} onClick={act} className="who-choice">
      {children}
    </Button>
  );
}
