import { Select } from '@mantine/core';
import type { ComponentProps } from 'react';
import { zoneName } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { countries, languages, states } from './places-of-the-world.ts';

type Props = Omit<ComponentProps<typeof Select>, 'data' | 'label' | 'searchable'> & { label?: string };

const shared = {
  searchable: true,
  nothingFoundMessage: t('form.nothingLikeIt'),
  maxDropdownHeight: 320,
  limit: 400,
} as const;

/** Every time zone this browser knows, with what its clock says now. */
export function TimeZoneSelect({ label = t('choice.timeZone'), ...rest }: Props) {
  return <Select {...shared} label={label} data={timeZones()} {...rest} />;
}

let zones: { value: string; label: string }[] | undefined;
function timeZones(): { value: string; label: string }[] {
  zones ??= [...Intl.supportedValuesOf('timeZone'), 'UTC'].map((zone) => ({
    value: zone,
    label: zoneName(zone),
  }));
  return zones;
}

/** States that license, then countries by their code. */
export function JurisdictionSelect({ label = t('choice.jurisdiction'), ...rest }: Props) {
  return (
    <Select
      {...shared}
      label={label}
      data={[
        { group: t('choice.states'), items: states },
        { group: t('choice.countries'), items: countries() },
      ]}
      {...rest}
    />
  );
}

export function LanguageSelect({ label = t('choice.language'), ...rest }: Props) {
  return <Select {...shared} label={label} data={languages()} {...rest} />;
}
