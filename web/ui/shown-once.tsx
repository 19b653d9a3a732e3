import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '#web/platform/text.ts';
import { CopyIcon, PrintIcon } from './icons.ts';
import { say } from './say.ts';

type Props = { text: string; copied: string; printable?: boolean; children?: ReactNode };

/** Something that is shown this once: to copy, and where it helps, to print. */
export function ShownOnce({ text, copied, printable = false, children }: Props) {
  const copy = async () => {
    await navigator.clipboard.writeText(copied);
    say(t('act.copied'));
  };
  return (
    <div className="stack g1">
      <div className="shown-once mono">{children ?? text}</div>
      <div className="row g1 no-print">
        <Button leftSection={<CopyIcon size={20} aria-hidden />} onClick={() => void copy().catch(() => undefined)}>
          {t('act.copy')}
        </Button>
        {printable && (
          <Button leftSection={<PrintIcon size={20} aria-hidden />} onClick={() => print()}>
            {t('act.print')}
          </Button>
        )}
      </div>
    </div>
  );
}
