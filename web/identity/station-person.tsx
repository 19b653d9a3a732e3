import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { post } from '#web/platform/api.ts';
import { arrived, cameBack } from '#web/platform/coming-and-going.ts';
import type { StationPerson } from '#web/platform/contract.ts';
import { queryClient, useFrame } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { Refusal } from '#web/ui/form-parts.tsx';
import { PasskeyIcon } from '#web/ui/icons.ts';
import { Initials, Notice } from '#web/ui/parts.tsx';
import { passkeysWork, provePasskey } from './passkey.ts';
import { pinLengthOf, rememberPinLength } from './pin-length.ts';
import { PinPad } from './pin-pad.tsx';

type Props = { person: StationPerson; fullSignIn: () => void; cancel: () => void };

/** The chosen person's way in at this station. Somebody whose screen is only locked goes on where they were. */
export function StationPersonPanel({ person, fullSignIn, cancel }: Props) {
  const me = useFrame()?.me;
  const back = me?.accountId === person.accountId && me.locked;
  const [pin, setPin] = useState('');
  const { busy, error, run } = useBusy();
  const { accountId } = person;
  const navigate = useNavigate();

  const goOn = async () => {
    if (back) return cameBack();
    // What the person before typed goes with them.
    await navigate({ to: '/', ignoreBlocker: true });
    await arrived();
  };
  const enter = (typed: string) =>
    void run(async () => {
      try {
        if (back) await post('/api/unlock', { pin: typed }, { bare: true });
        else await post('/api/station/switch', { accountId, pin: typed }, { bare: true });
      } catch (refused) {
        setPin('');
        void queryClient.invalidateQueries({ queryKey: ['station-here'] });
        throw refused;
      }
      rememberPinLength(accountId, typed.length);
      await goOn();
    });
  const byPasskey = () =>
    void run(async () => {
      const response = await provePasskey();
      if (back) await post('/api/unlock', { passkey: response }, { bare: true });
      else await post('/api/sign-in/passkey', { response }, { bare: true });
      await goOn();
    });

  return (
    <div className="stack g2">
      <div className="station-chosen">
        <Initials of={person.initials.replaceAll('.', '')} size={56} tone="now" />
        <div className="grow">
          <h2 className="station-name">{person.name}</h2>
          <p className="quiet">{t('station.pinHere')}</p>
        </div>
        {passkeysWork() && person.hasPasskey && (
          <Button
            size="lg"
            variant="light"
            leftSection={<PasskeyIcon size={24} aria-hidden />}
            onClick={byPasskey}
            disabled={busy}
          >
            {t('station.passkey')}
          </Button>
        )}
      </div>
      <Refusal error={error} title={t('signIn.refused')} />
      {person.pinLocked ? (
        <Notice
          state="amber"
          title={t('station.pinLockedTitle')}
          actions={<Button onClick={fullSignIn}>{t('station.fullSignIn')}</Button>}
        >
          {t('station.pinLockedBody')}
        </Notice>
      ) : person.hasPin ? (
        <PinPad pin={pin} set={setPin} length={pinLengthOf(accountId)} enter={enter} cancel={cancel} busy={busy} />
      ) : (
        <Notice
          state="unknown"
          title={t('station.noPin')}
          actions={<Button onClick={fullSignIn}>{t('station.fullSignIn')}</Button>}
        >
          {t('station.noPinBody')}
        </Notice>
      )}
    </div>
  );
}
