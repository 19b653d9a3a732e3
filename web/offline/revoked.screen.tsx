import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { queryClient } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { Notice } from '#web/ui/parts.tsx';
import { Threshold } from '#web/ui/threshold.tsx';
import { type Wiped, wipeDevice } from './wipe.ts';

/** The owner revoked this station, perhaps because it was lost: what it keeps goes, at once and without asking. */
export function RevokedScreen() {
  const [wiped, setWiped] = useState<Wiped>();
  useEffect(() => {
    queryClient.clear();
    void wipeDevice().then(setWiped);
  }, []);
  return (
    <Threshold title={t('revoked.title')}>
      {wiped === undefined ? (
        <Notice state="amber" live>
          {t('revoked.wiping')}
        </Notice>
      ) : (
        <Notice state={wiped.left.length === 0 ? 'green' : 'red'} live>
          {t(wiped.left.length === 0 ? 'revoked.wiped' : 'revoked.partly')}
        </Notice>
      )}
      <p className="quiet">{t('revoked.next')}</p>
      <Button onClick={() => location.assign('/station')}>{t('revoked.enrol')}</Button>
    </Threshold>
  );
}
