import { Button } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { get, remove } from '#web/platform/api.ts';
import type { Passkey } from '#web/platform/contract.ts';
import { ago, moment } from '#web/platform/format.ts';
import { queryClient, useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { Confirm, Dialog } from '#web/ui/dialog.tsx';
import { Refusal } from '#web/ui/form-parts.tsx';
import { AddIcon, PasskeyIcon } from '#web/ui/icons.ts';
import { Card } from '#web/ui/parts.tsx';
import { say } from '#web/ui/say.ts';
import { Empty, When } from '#web/ui/states.tsx';
import { passkeysWork } from './passkey.ts';
import { PasskeyMaker } from './passkey-maker.tsx';

const passkeysQuery = queryOptions({
  queryKey: ['passkeys'],
  queryFn: ({ signal }) => get<{ passkeys: Passkey[] }>('/api/me/passkeys', { signal }).then((found) => found.passkeys),
});

const refresh = () =>
  Promise.all([
    queryClient.invalidateQueries({ queryKey: ['passkeys'] }),
    queryClient.invalidateQueries({ queryKey: ['frame'] }),
  ]);

/** Passkeys of this person, each with its name and last use. */
export function Passkeys() {
  const { timeZone } = useMe();
  const asked = useQuery(passkeysQuery);
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<Passkey>();
  const { busy, error, run } = useBusy();
  return (
    <Card
      title={t('passkey.title')}
      flush
      aside={
        passkeysWork() && (
          <Button variant="subtle" leftSection={<AddIcon size={20} aria-hidden />} onClick={() => setAdding(true)}>
            {t('passkey.add')}
          </Button>
        )
      }
    >
      <When asked={asked} rows={1}>
        {(passkeys) =>
          passkeys.length === 0 ? (
            <Empty title={t('passkey.none')}>{t('passkey.noneHint')}</Empty>
          ) : (
            <ul className="rows">
              {passkeys.map((passkey) => (
                <li key={passkey.id}>
                  <PasskeyIcon size={24} aria-hidden />
                  <span className="row-main stack g05">
                    <span className="strong">{passkey.name}</span>
                    <span className="small quiet num">
                      {t('passkey.made', { time: moment(passkey.createdAt, timeZone) })} ·{' '}
                      {passkey.lastUsedAt === undefined
                        ? t('passkey.notUsed')
                        : t('passkey.used', { ago: ago(passkey.lastUsedAt) })}
                    </span>
                  </span>
                  <Button variant="subtle" color="red" onClick={() => setRemoving(passkey)}>
                    {t('act.remove')}
                  </Button>
                </li>
              ))}
            </ul>
          )
        }
      </When>
      {error !== undefined && (
        <div className="list-more">
          <Refusal error={error} title={t('passkey.notRemoved')} />
        </div>
      )}
      {adding && (
        <Dialog title={t('passkey.add')} open close={() => setAdding(false)}>
          <PasskeyMaker
            cancel={() => setAdding(false)}
            done={() => {
              setAdding(false);
              say(t('said.saved'));
              void refresh();
            }}
          />
        </Dialog>
      )}
      <Confirm
        title={t('passkey.removeTitle', { name: removing?.name ?? '' })}
        open={removing !== undefined}
        close={() => setRemoving(undefined)}
        act={t('act.remove')}
        danger
        busy={busy}
        onAct={() => {
          const gone = removing;
          setRemoving(undefined);
          if (gone) void run(() => remove(`/api/me/passkeys/${gone.id}`)).then(refresh);
        }}
      >
        {t('passkey.removeBody')}
      </Confirm>
    </Card>
  );
}
