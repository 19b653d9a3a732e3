import { Button } from '@mantine/core';
import { t } from '#web/platform/text.ts';

export function UndoWord({ says, undo }: { says: string; undo: () => void }) {
  return (
    <span className="undo-word">
      <span className="undo-said">{t('acts.kept', { what: says })}</span>
      <Button size="lg" onClick={undo}>
        {t('acts.undo')}
      </Button>
    </span>
  );
}
