import { UnstyledButton } from '@mantine/core';
import { useClickOutside } from '@mantine/hooks';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { initialsOf } from '#web/platform/format.ts';
import { useFrame, useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { OpenIcon } from './icons.ts';
import { Initials } from './parts.tsx';

const WhoPanel = lazy(async () => ({ default: (await import('./who-panel.tsx')).WhoPanel }));

/** Who writes from here on: whatever is saved carries this name. */
export function WhoIsHere() {
  const me = useMe();
  const station = useFrame()?.station;
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const box = useClickOutside<HTMLDivElement>(() => setOpen(false));
  useEffect(() => {
    if (!open) return;
    const onKey = ({ key }: KeyboardEvent) => {
      if (key !== 'Escape') return;
      setOpen(false);
      button.current?.focus();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [open]);
  return (
    <div className="who-box" ref={box}>
      <UnstyledButton ref={button} className="who" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Initials of={initialsOf(me.name)} tone="now" />
        <span className="who-name">
          <span className="strong">{me.name}</span>
          <span className="caption quiet">{station?.name ?? t(`role.${me.roles[0] ?? 'auditor'}`)}</span>
        </span>
        <OpenIcon size={20} aria-hidden className="who-more" />
        <span className="unseen">{t('shell.whoMenu')}</span>
      </UnstyledButton>
      <Suspense>{open && <WhoPanel close={() => setOpen(false)} />}</Suspense>
    </div>
  );
}
