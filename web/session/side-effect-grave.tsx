import { Button } from '@mantine/core';
import type { Danger } from '#clinical/session/session.ts';
import { t } from '#web/platform/text.ts';
import { Notice } from '#web/ui/parts.tsx';
import { firstUp } from './danger-band.tsx';
import { cardTitle } from './emergency-words.ts';

type Props = { danger: Danger; close: () => void; open: (act: 'readings' | 'emergency') => void };

/** Kept, and not the end of it: readings now, and the card that fits. */
export function GraveEffect({ danger, close, open }: Props) {
  return (
    <div className="stack">
      <Notice state="red" live title={t('effect.grave', { what: firstUp(danger.says) })}>
        {t('effect.graveHow')}
      </Notice>
      <Button size="xl" variant="filled" onClick={() => open('readings')} data-autofocus>
        {t('session.act.readings')}
      </Button>
      {danger.card !== undefined && (
        <Button size="xl" variant="filled" color="red" onClick={() => open('emergency')}>
          {t('session.danger.card', { card: cardTitle(danger.card) })}
        </Button>
      )}
      <Button size="lg" onClick={close}>
        {t('effect.graveLater')}
      </Button>
    </div>
  );
}
