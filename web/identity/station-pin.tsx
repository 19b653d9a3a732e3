import { PasswordInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { post } from '#web/platform/api.ts';
import type { Frame } from '#web/platform/contract.ts';
import { useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { FormEnd } from '#web/ui/dialog.tsx';
import { Refusal, Submit } from '#web/ui/form-parts.tsx';
import { Card } from '#web/ui/parts.tsx';
import { say } from '#web/ui/say.ts';
import { pinLeast, pinMost, rememberPinLength } from './pin-length.ts';

/** A PIN for this station only: the next time, a name and these digits are enough here. */
export function StationPin({ station }: { station: NonNullable<Frame['station']> }) {
  const me = useMe();
  const [pin, setPin] = useState('');
  const [again, setAgain] = useState('');
  const [tried, setTried] = useState(false);
  const { busy, error, run } = useBusy();
  const short = pin.length < pinLeast;
  const differs = pin !== again;
  const save = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (short || differs) return;
    void run(() => post('/api/station/pin', { pin })).then((saved) => {
      if (!saved) return;
      rememberPinLength(me.accountId, pin.length);
      setPin('');
      setAgain('');
      setTried(false);
      say(t('stationPin.saved', { name: station.name }));
    });
  };
  const digitsOnly = (text: string) => text.replace(/\D/g, '').slice(0, pinMost);
  return (
    <Card title={t('stationPin.title', { name: station.name })}>
      <form className="stack g2" onSubmit={save} noValidate>
        <p className="quiet">{t('stationPin.intro')}</p>
        <div className="fields">
          <PasswordInput
            label={t('stationPin.pin')}
            required
            inputMode="numeric"
            autoComplete="off"
            value={pin}
            onChange={(event) => setPin(digitsOnly(event.currentTarget.value))}
            visibilityToggleButtonProps={{ 'aria-label': t('passphrase.show'), tabIndex: 0 }}
            error={tried && short ? t('stationPin.short', { least: pinLeast }) : undefined}
          />
          <PasswordInput
            label={t('stationPin.again')}
            required
            inputMode="numeric"
            autoComplete="off"
            value={again}
            onChange={(event) => setAgain(digitsOnly(event.currentTarget.value))}
            visibilityToggleButtonProps={{ 'aria-label': t('passphrase.show'), tabIndex: 0 }}
            error={tried && !short && differs ? t('stationPin.differs') : undefined}
          />
        </div>
        <Refusal error={error} />
        <FormEnd>
          <Submit busy={busy}>{t('stationPin.set')}</Submit>
        </FormEnd>
      </form>
    </Card>
  );
}
