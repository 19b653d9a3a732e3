import { PasswordInput, Radio, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { checkSecond, secondPersonMin } from '#clinical/pharmacy/pharmacy.ts';
import { staffQuery, useFrame, useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';

/** What a second person proves themself with at this screen. */
export type SecondProof = { practitionerId: string; pin?: string; passphrase?: string; code?: string };

const witnesses = new Set(['medical-director', 'prescriber', 'nurse']);
const pinMost = 12;
const codeDigits = 6;
const digits = (text: string, most: number) => text.replace(/\D/g, '').slice(0, most);

/** Who watched: here with a factor of their own, or later at a screen of their own. Undefined waits; `missing` is not said yet. */
export function useSecond() {
  const station = useFrame()?.station;
  const [where, setWhere] = useState<'here' | 'later' | ''>('');
  const [who, setWho] = useState<string | null>(null);
  const [way, setWay] = useState<'pin' | 'passphrase'>(station === undefined ? 'passphrase' : 'pin');
  const [pin, setPin] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [code, setCode] = useState('');
  const me = useMe();
  const refused = who === null ? undefined : checkSecond(me.practitionerId ?? '', who)?.says;
  const proof = (): SecondProof | 'missing' | undefined => {
    if (where === 'later') return undefined;
    if (where === '' || who === null || refused !== undefined) return 'missing';
    if (way === 'pin') return pin === '' ? 'missing' : { practitionerId: who, pin };
    return passphrase === '' || code.length !== codeDigits ? 'missing' : { practitionerId: who, passphrase, code };
  };
  const clear = () => {
    setPin('');
    setPassphrase('');
    setCode('');
  };
  return {
    ...{ where, setWhere, who, setWho, way, setWay, pin, setPin, passphrase, setPassphrase, code, setCode },
    ...{ hasStation: station !== undefined, refused, proof, clear },
  };
}
type Second = ReturnType<typeof useSecond>;

/** The second person is asked for their own factor; whoever is signed in stays signed in. */
export function SecondPerson({ second, tried }: { second: Second; tried: boolean }) {
  const me = useMe();
  const staff = useQuery(staffQuery).data ?? [];
  const people = staff
    .filter(({ deactivatedAt, roles }) => deactivatedAt === null && roles.some((role) => witnesses.has(role)))
    .map(({ id, givenName, familyName }) => ({
      value: id,
      label: id === me.practitionerId ? t('second.you', { name: me.name }) : `${givenName} ${familyName}`,
    }));
  const { where, way } = second;
  return (
    <fieldset className="stack">
      <legend className="legend">{t('second.title')}</legend>
      <Radio.Group
        label={t('second.where')}
        required
        value={where}
        onChange={(value) => second.setWhere(value === 'later' ? 'later' : 'here')}
        error={tried && where === '' ? t('second.whereNeeded') : undefined}
      >
        <Radio value="here" label={t('second.here')} />
        <Radio value="later" label={t('second.later', { min: secondPersonMin.value })} />
      </Radio.Group>
      {where === 'here' && (
        <>
          <Select
            label={t('second.who')}
            required
            searchable
            nothingFoundMessage={t('form.nothingLikeIt')}
            data={people}
            value={second.who}
            onChange={second.setWho}
            error={second.refused ?? (tried && second.who === null ? t('second.whoNeeded') : undefined)}
          />
          {second.hasStation && (
            <Radio.Group
              label={t('second.way')}
              value={way}
              onChange={(value) => second.setWay(value === 'pin' ? 'pin' : 'passphrase')}
            >
              <div className="row">
                <Radio value="pin" label={t('second.byPin')} />
                <Radio value="passphrase" label={t('second.byPassphrase')} />
              </div>
            </Radio.Group>
          )}
          {way === 'pin' ? (
            <PasswordInput
              label={t('second.pin')}
              required
              inputMode="numeric"
              autoComplete="off"
              value={second.pin}
              onChange={(event) => second.setPin(digits(event.currentTarget.value, pinMost))}
              visibilityToggleButtonProps={{ 'aria-label': t('passphrase.show'), tabIndex: 0 }}
              error={tried && second.pin === '' ? t('second.proofNeeded') : undefined}
            />
          ) : (
            <div className="fields">
              <PasswordInput
                label={t('second.passphrase')}
                required
                autoComplete="off"
                value={second.passphrase}
                onChange={(event) => second.setPassphrase(event.currentTarget.value)}
                visibilityToggleButtonProps={{ 'aria-label': t('passphrase.show'), tabIndex: 0 }}
                error={tried && second.passphrase === '' ? t('second.proofNeeded') : undefined}
              />
              <TextInput
                label={t('second.code')}
                required
                inputMode="numeric"
                autoComplete="off"
                value={second.code}
                onChange={(event) => second.setCode(digits(event.currentTarget.value, codeDigits))}
                error={tried && second.code.length !== codeDigits ? t('second.proofNeeded') : undefined}
              />
            </div>
          )}
        </>
      )}
    </fieldset>
  );
}
