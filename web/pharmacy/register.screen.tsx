import { Button, Select, TextInput } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { day } from '#web/platform/format.ts';
import { maySee } from '#web/platform/may.ts';
import { staffQuery, useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { PrintIcon } from '#web/ui/icons.ts';
import { Page } from '#web/ui/page.tsx';
import { Card } from '#web/ui/parts.tsx';
import { Failed, Loading } from '#web/ui/states.tsx';
import { filterIn, type RegisterFilter, registerPage, stockQuery } from './pharmacy.queries.ts';
import { RegisterTable, registerKinds } from './register-table.tsx';

const nothing: Required<Omit<RegisterFilter, 'itemId'>> = {
  ...{ locationId: '', productId: '', practitionerId: '', kind: '', from: '', until: '' },
};

/** The perpetual register: nothing in it is changed or taken out; a mistake is another row. */
export function RegisterScreen() {
  const me = useMe();
  const [filter, setFilter] = useState(nothing);
  const stock = useQuery(stockQuery).data;
  const staff = useQuery(staffQuery).data ?? [];
  const asked = useInfiniteQuery({
    queryKey: ['pharmacy', 'register', 'pages', filterIn(filter)],
    queryFn: ({ pageParam }) => registerPage(filter, pageParam === '' ? undefined : pageParam),
    initialPageParam: '',
    getNextPageParam: ({ rows, more }) => (more ? rows.at(-1)?.id : undefined),
  });
  const set = (key: keyof typeof nothing) => (value: string | null) => setFilter({ ...filter, [key]: value ?? '' });
  const rows = asked.data?.pages.flatMap((page) => page.rows);
  const choices = [
    { key: 'locationId', data: (stock?.locations ?? []).map(({ id, name }) => ({ value: id, label: name })) },
    { key: 'productId', data: (stock?.products ?? []).map(({ id, name }) => ({ value: id, label: name })) },
    {
      key: 'practitionerId',
      data: staff.map(({ id, givenName, familyName }) => ({ value: id, label: `${givenName} ${familyName}` })),
    },
    { key: 'kind', data: registerKinds.map((kind) => ({ value: kind, label: t(`register.kind.${kind}`) })) },
  ] as const;
  return (
    <Page
      title={t('register.title')}
      intro={t('register.intro')}
      actions={
        <>
          <Button leftSection={<PrintIcon size={20} aria-hidden />} onClick={() => print()}>
            {t('act.print')}
          </Button>
          {maySee(me, 'register.read') && (
            <a className="button-link" href={`/api/pharmacy/register.csv?${filterIn(filter)}`} download="register.csv">
              {t('register.export')}
            </a>
          )}
        </>
      }
    >
      <p className="print-only small">{t('register.shown', { of: shown(filter, choices) })}</p>
      <div className="no-print">
        <Card title={t('register.filter')}>
          <div className="fields">
            {choices.map(({ key, data }) => (
              <Select
                key={key}
                label={t(`register.by.${key}`)}
                placeholder={t('register.all')}
                clearable
                searchable
                clearButtonProps={{ 'aria-label': t('register.clear') }}
                nothingFoundMessage={t('form.nothingLikeIt')}
                data={data}
                value={filter[key] === '' ? null : filter[key]}
                onChange={set(key)}
              />
            ))}
            {(['from', 'until'] as const).map((key) => (
              <TextInput
                key={key}
                type="date"
                label={t(`register.by.${key}`)}
                value={filter[key]}
                onChange={(event) => set(key)(event.currentTarget.value)}
              />
            ))}
          </div>
        </Card>
      </div>
      <Card flush>
        {rows === undefined ? (
          asked.error ? (
            <Failed error={asked.error} again={() => void asked.refetch()} />
          ) : (
            <Loading rows={4} />
          )
        ) : (
          <>
            <RegisterTable rows={rows} products={stock?.products ?? []} />
            {asked.hasNextPage && (
              <div className="list-more">
                <Button loading={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>
                  {t('act.more')}
                </Button>
              </div>
            )}
          </>
        )}
      </Card>
    </Page>
  );
}

type Choice = { key: keyof typeof nothing; data: readonly { value: string; label: string }[] };

/** Which rows a printed page holds, in words: a page that leaves something out says so. */
function shown(filter: typeof nothing, choices: readonly Choice[]): string {
  const chosen = choices.flatMap(({ key, data }) => data.filter(({ value }) => value === filter[key]));
  const days = (['from', 'until'] as const).flatMap((key) =>
    filter[key] === '' ? [] : [`${t(`register.by.${key}`)} ${day(filter[key])}`],
  );
  const words = [...chosen.map(({ label }) => label), ...days];
  return words.length === 0 ? t('register.all') : words.join(', ');
}
