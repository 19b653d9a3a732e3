import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { t } from '#web/platform/text.ts';
import { SearchIcon } from '#web/ui/icons.ts';
import { Page } from '#web/ui/page.tsx';
import { Card } from '#web/ui/parts.tsx';
import { Empty, When } from '#web/ui/states.tsx';
import { centersQuery } from './finder.queries.ts';
import { ListingPill } from './listing.tsx';

const longest = 100;

/** Every entry by a part of its name, also those that no public list shows. */
export function CentersScreen() {
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed.trim(), 200);
  const asked = useQuery({ ...centersQuery(q), placeholderData: keepPreviousData });
  return (
    <Page title={t('centers.title')} intro={t('centers.intro')}>
      <search>
        <TextInput
          type="search"
          label={t('centers.find')}
          leftSection={<SearchIcon size={20} aria-hidden />}
          maxLength={longest}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </search>
      <Card flush>
        <When asked={asked} rows={4}>
          {(centers) =>
            centers.length === 0 ? (
              <Empty title={t(q === '' ? 'centers.empty' : 'centers.none')}>{t('centers.noneHint')}</Empty>
            ) : (
              <ul className="rows">
                {centers.map(({ id, name, city, state, listing, claimedOn }) => (
                  <li key={id} className="row-link">
                    <Link to="/directory/centers/$id" params={{ id }}>
                      <span className="row-main">
                        <span className="strong">{name}</span>
                        {city !== null && state !== null && (
                          <span className="small quiet"> {t('centers.place', { city, state })}</span>
                        )}
                      </span>
                      <ListingPill listing={listing} claimedOn={claimedOn} />
                    </Link>
                  </li>
                ))}
              </ul>
            )
          }
        </When>
      </Card>
    </Page>
  );
}
