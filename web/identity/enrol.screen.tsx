import { Button } from '@mantine/core';
import { useState } from 'react';
import { arrived, leave } from '#web/platform/coming-and-going.ts';
import { t } from '#web/platform/text.ts';
import { KeyIcon, PasskeyIcon } from '#web/ui/icons.ts';
import { Notice } from '#web/ui/parts.tsx';
import { Threshold } from '#web/ui/threshold.tsx';
import { passkeysWork } from './passkey.ts';
import { PasskeyMaker } from './passkey-maker.tsx';
import { TotpMaker } from './totp-maker.tsx';

/** Before anything else: a second factor. A passkey where the device has one, else a code app. */
export function EnrolScreen() {
  const [way, setWay] = useState<'passkey' | 'totp'>();
  if (way === 'passkey')
    return (
      <Threshold title={t('enrol.passkeyTitle')} intro={t('enrol.passkeyIntro')}>
        <PasskeyMaker done={() => void arrived()} cancel={() => setWay(undefined)} />
      </Threshold>
    );
  if (way === 'totp')
    return (
      <Threshold title={t('enrol.totpTitle')}>
        <TotpMaker done={() => void arrived()} cancel={() => setWay(undefined)} />
      </Threshold>
    );
  return (
    <Threshold title={t('enrol.title')} intro={t('enrol.intro')}>
      <div className="stack g2">
        {passkeysWork() ? (
          <Button
            size="lg"
            variant="filled"
            leftSection={<PasskeyIcon size={24} aria-hidden />}
            onClick={() => setWay('passkey')}
          >
            {t('enrol.passkey')}
          </Button>
        ) : (
          <Notice state="plain">{t('enrol.noPasskeys')}</Notice>
        )}
        <p className="small quiet">{t('enrol.passkeyHint')}</p>
        <Button size="lg" leftSection={<KeyIcon size={24} aria-hidden />} onClick={() => setWay('totp')}>
          {t('enrol.totp')}
        </Button>
        <p className="small quiet">{t('enrol.totpHint')}</p>
      </div>
      <div className="row end">
        <Button variant="subtle" onClick={() => void leave()}>
          {t('shell.signOut')}
        </Button>
      </div>
    </Threshold>
  );
}
