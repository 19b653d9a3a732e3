import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { FormEnd } from '#web/ui/dialog.tsx';
import { Refusal, Submit } from '#web/ui/form-parts.tsx';
import { deviceName, makePasskey } from './passkey.ts';

/** Names a passkey and makes it: the device asks for a finger, a face or its own PIN. */
export function PasskeyMaker({ done, cancel }: { done: () => void; cancel: () => void }) {
  const [name, setName] = useState(deviceName);
  const { busy, error, run } = useBusy();
  return (
    <form
      className="stack g3"
      onSubmit={(event) => {
        event.preventDefault();
        void run(() => makePasskey(name.trim())).then((made) => made && done());
      }}
    >
      <TextInput
        label={t('passkey.name')}
        description={t('passkey.nameHint')}
        required
        maxLength={60}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Refusal error={error} title={t('passkey.notMade')} />
      <FormEnd cancel={cancel}>
        <Submit busy={busy}>{t('passkey.make')}</Submit>
      </FormEnd>
    </form>
  );
}
