import { Menu, UnstyledButton } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
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
  return (
    <Menu position="bottom-end" width={320} transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <UnstyledButton className="who">
          <Initials of={initialsOf(me.name)} tone="now" />
          <span className="who-name">
            <span className="strong">{me.name}</span>
            <span className="caption quiet">{station?.name ?? t(`role.${me.roles[0] ?? 'auditor'}`)}</span>
          </span>
          <OpenIcon size={20} aria-hidden className="who-more" />
          <span className="unseen">{t('shell.whoMenu')}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {station && (
          <Menu.Item leftSection={<SwitchIcon size={20} aria-hidden />} onClick={() => void lock()}>
            {t('shell.switch')}
          </Menu.Item>
        )}
        {!station && (
          <Menu.Item leftSection={<LockIcon size={20} aria-hidden />} onClick={() => void lock()}>
            {t('shell.lock')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<PersonIcon size={20} aria-hidden />} onClick={() => void navigate({ to: '/account' })}>
          {t('place.account')}
        </Menu.Item>
        <Menu.Item
          leftSection={<ComputerIcon size={20} aria-hidden />}
          onClick={() => void navigate({ to: '/device' })}
        >
          {t('place.device')}
        </Menu.Item>
        <Menu.Item leftSection={<KeyboardIcon size={20} aria-hidden />} onClick={showHelp}>
          {t('shell.keys')}
        </Menu.Item>
        <Menu.Divider />
        <AppearanceChoices />
        <Menu.Divider />
        <Menu.Item leftSection={<LeaveIcon size={20} aria-hidden />} onClick={() => void leave()}>
          {t('shell.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
