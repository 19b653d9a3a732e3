import { PasswordInput, Radio, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useFrame } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';

/** What somebody else proves themself with at this screen: their PIN of this station, or passphrase and code. */
export type Proof = { pin: string } | { passphrase: string; code: string };

const pinMost = 12;
const codeDigits = 6;
const digits = (text: string, most: number) => text.replace(/\D/g, '').slice(0, most);

export function useProof() {
  const station = useFrame()?.station;
  const [way, setWay] = useState<'pin' | 'passphrase'>(station === undefined ? 'passphrase' : 'pin');
  const [pin, setPin] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [code, setCode] = useState('');
  const proof = (): Proof | 'missing' => {
    if (way === 'pin') return pin === '' ? 'missing' : { pin };
    return passphrase === '' || code.length !== codeDigits ? 'missing' : { passphrase, code };
  };
  /** Nothing of it stays in a field. */
  const clear = () => {
    setPin('');
    setPassphrase('');
    setCode('');
  };
  return {
    way,
    setWay,
    pin,
    setPin,
    passphrase,
    setPassphrase,
    code,
    setCode,
    proof,
    clear,
    hasStation: station !== undefined,
  };
}

type Props = { of: ReturnType<typeof useProof>; tried: boolean };

/** The fields that the other person types themself; whoever is signed in stays signed in. */
export function ProofFields({ of, tried }: Props) {
  const needed = (isMissing: boolean) => (tried && isMissing ? t('second.proofNeeded') : undefined);
  const show = { 'aria-label': t('passphrase.show'), tabIndex: 0 };
  return (
    <>
      {of.hasStation && (
        <Radio.Group
          label={t('second.way')}
          value={of.way}
          onChange={(value) => of.setWay(value === 'pin' ? 'pin' : 'passphrase')}
        >
          <div className="row">
            <Radio value="pin" label={t('second.byPin')} />
            <Radio value="passphrase" label={t('second.byPassphrase')} />
          </div>
        </Radio.Group>
      )}
      {of.way === 'pin' ? (
        <PasswordInput
          label={t('second.pin')}
          required
          inputMode="numeric"
          autoComplete="off"
          value={of.pin}
          onChange={(event) => of.setPin(digits(event.currentTarget.value, pinMost))}
          visibilityToggleButtonProps={show}
          error={needed(of.pin === '')}
        />
      ) : (
        <div className="fields">
          <PasswordInput
            label={t('second.passphrase')}
            required
            autoComplete="off"
            value={of.passphrase}
            onChange={(event) => of.setPassphrase(event.currentTarget.value)}
            visibilityToggleButtonProps={show}
            error={needed(of.passphrase === '')}
          />
          <TextInput
            label={t('second.code')}
            required
            inputMode="numeric"
            autoComplete="off"
            value={of.code}
            onChange={(event) => of.setCode(digits(event.currentTarget.value, codeDigits))}
            error={needed(of.code.length !== codeDigits)}
          />
        </div>
      )}
    </>
  );
}
