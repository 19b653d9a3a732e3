import { Radio, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { checkSecond, secondPersonMin } from '#clinical/pharmacy/pharmacy.ts';
import { staffQuery, useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { type Proof, ProofFields, useProof } from '#web/ui/proof.tsx';

/** What a second person proves themself with at this screen. */
export type SecondProof = { practitionerId: string } & Proof;

const witnesses = new Set(['medical-director', 'prescriber', 'nurse']);
/** Who watched: here with a factor of their own, or later at a screen of their own. Undefined waits; `missing` is not said yet. */
export function useSecond() {
  const [where, setWhere] = useState<'here' | 'later' | ''>('');
  const [who, setWho] = useState<string | null>(null);
  const own = useProof();
  const me = useMe();
  const refused = who === null ? undefined : checkSecond(me.practitionerId ?? '', who)?.says;
  const proof = (): SecondProof | 'missing' | undefined => {
    if (where === 'later') return undefined;
    if (where === '' || who === null || refused !== undefined) return 'missing';
    const proved = own.proof();
    return proved === 'missing' ? 'missing' : { practitionerId: who, ...proved };
  };
  return { where, setWhere, who, setWho, refused, own, proof, clear: own.clear };
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
  const { where } = second;
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
          <ProofFields of={second.own} tried={tried} />
        </>
      )}
    </fieldset>
  );
}
