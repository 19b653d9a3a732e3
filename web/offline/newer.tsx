import { Button } from '@mantine/core';
import { t } from '#web/platform/text.ts';
import { Notice } from '#web/ui/parts.tsx';
import { loadNewer, newerWaits } from './service-worker.ts';

/** Says that a newer program is there; not at the chair, where nobody stops to load it. */
export function Newer() {
  const worker = newerWaits.use();
  if (worker === undefined) return null;
  return (
    <div className="silent-band newer no-print">
      <Notice state="blue" live actions={<Button onClick={() => loadNewer(worker)}>{t('shell.loadNow')}</Button>}>
        {t('shell.newVersion')}
      </Notice>
    </div>
  );
}
