import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { post, put } from '#web/platform/api.ts';
import { moment } from '#web/platform/format.ts';
import { maySee } from '#web/platform/may.ts';
import { useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { Confirm, Dialog, FormEnd } from '#web/ui/dialog.tsx';
import { Refusal, Submit } from '#web/ui/form-parts.tsx';
import { AddIcon } from '#web/ui/icons.ts';
import { Page } from '#web/ui/page.tsx';
import { Card, Pill } from '#web/ui/parts.tsx';
import { say } from '#web/ui/say.ts';
import { Empty, When } from '#web/ui/states.tsx';
import { type Chair, chairsQuery, refreshChairs } from './plan.queries.ts';

const longest = 60;
type Change = Partial<{ name: string; place: number; retired: boolean }>;

const change = (chair: Chair, to: Change) =>
  put(`/api/chairs/${chair.id}`, {
    version: chair.version,
    name: chair.name,
    place: chair.place,
    retired: chair.retiredAt !== null,
    ...to,
  });

/** Where patients sit: add, name, order, retire. The floor shows them in this order, always. */
export function ChairsScreen() {
  const me = useMe();
  const asked = useQuery(chairsQuery);
  const [naming, setNaming] = useState<Chair | 'new'>();
  const [retiring, setRetiring] = useState<Chair>();
  const { busy, error, run } = useBusy();
  const mayWrite = maySee(me, 'chair.write');
  const act = (work: () => Promise<unknown>, said: string) =>
    void run(async () => {
      await work();
      await refreshChairs();
      say(said);
    }).then((isDone) => isDone || void refreshChairs());
  return (
    <Page
      title={t('chairs.title')}
      intro={t('chairs.intro')}
      actions={
        mayWrite && (
          <Button variant="filled" leftSection={<AddIcon size={20} aria-hidden />} onClick={() => setNaming('new')}>
            {t('chairs.add')}
          </Button>
        )
      }
    >
      <Refusal error={error} />
      <Card flush>
        <When asked={asked} rows={3}>
          {(chairs) => {
            const inUse = chairs.filter(({ retiredAt }) => retiredAt === null);
            const retired = chairs.filter(({ retiredAt }) => retiredAt !== null);
            const swap = (one: Chair, other: Chair) =>
              act(async () => {
                await change(one, { place: other.place });
                await change(other, { place: one.place });
              }, t('chairs.moved'));
            return (
              <>
                {inUse.length === 0 ? (
                  <Empty title={t('chairs.none')}>{t('chairs.noneHint')}</Empty>
                ) : (
                  <ol className="rows">
                    {inUse.map((chair, at) => (
                      <Row key={chair.id} chair={chair}>
                        {mayWrite && (
                          <div className="row g1">
                            <MoveButton chair={chair} other={inUse[at - 1]} way="up" busy={busy} swap={swap} />
                            <MoveButton chair={chair} other={inUse[at + 1]} way="down" busy={busy} swap={swap} />
                            <Button
                              onClick={() => setNaming(chair)}
                              aria-label={t('chairs.renameOf', { name: chair.name })}
                            >
                              {t('chairs.rename')}
                            </Button>
                            <Button
                              variant="subtle"
                              color="red"
                              aria-label={t('chairs.retireOf', { name: chair.name })}
                              onClick={() => setRetiring(chair)}
                            >
                              {t('chairs.retire')}
                            </Button>
                          </div>
                        )}
                      </Row>
                    ))}
                  </ol>
                )}
                {retired.length > 0 && (
                  <details className="folded">
                    <summary>{t('chairs.retired', { count: retired.length })}</summary>
                    <ul className="rows">
                      {retired.map((chair) => (
                        <Row key={chair.id} chair={chair}>
                          {mayWrite && (
                            <Button onClick={() => act(() => change(chair, { retired: false }), t('chairs.back'))}>
                              {t('chairs.takeBack')}
                            </Button>
                          )}
                        </Row>
                      ))}
                    </ul>
                  </details>
                )}
              </>
            );
          }}
        </When>
      </Card>
      {naming !== undefined && <Name chair={naming} close={() => setNaming(undefined)} />}
      <Confirm
        title={t('chairs.retireTitle', { name: retiring?.name ?? '' })}
        open={retiring !== undefined}
        close={() => setRetiring(undefined)}
        act={t('chairs.retire')}
        danger
        onAct={() => {
          const gone = retiring;
          setRetiring(undefined);
          if (gone) act(() => change(gone, { retired: true }), t('chairs.isRetired'));
        }}
      >
        {t('chairs.retireBody')}
      </Confirm>
    </Page>
  );
}

function Row({ chair, children }: { chair: Chair; children?: ReactNode }) {
  const { timeZone } = useMe();
  return (
    <li>
      <span className="row-main strong">{chair.name}</span>
      {chair.retiredAt !== null && (
        <Pill state="plain">{t('chairs.retiredAt', { time: moment(chair.retiredAt, timeZone) })}</Pill>
      )}
      {children}
    </li>
  );
}

type MoveProps = {
  chair: Chair;
  other: Chair | undefined;
  way: 'up' | 'down';
  busy: boolean;
  swap: (one: Chair, other: Chair) => void;
};

function MoveButton({ chair, other, way, busy, swap }: MoveProps) {
  return (
    <Button
      disabled={other === undefined || busy}
      aria-label={t(`chairs.${way}Of`, { name: chair.name })}
      onClick={() => other && swap(chair, other)}
    >
      {t(`chairs.${way}`)}
    </Button>
  );
}

function Name({ chair, close }: { chair: Chair | 'new'; close: () => void }) {
  const [name, setName] = useState(chair === 'new' ? '' : chair.name);
  const { busy, error, run } = useBusy();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void run(async () => {
      const typed = name.trim();
      await (chair === 'new' ? post('/api/chairs', { name: typed }) : change(chair, { name: typed }));
      await refreshChairs();
      say(t('said.saved'));
    }).then((isDone) => isDone && close());
  };
  return (
    <Dialog
      title={chair === 'new' ? t('chairs.add') : t('chairs.renameTitle', { name: chair.name })}
      open
      close={close}
    >
      <form className="stack g3" onSubmit={submit}>
        <TextInput
          label={t('chairs.name')}
          description={t('chairs.nameHint')}
          required
          maxLength={longest}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Refusal error={error} />
        <FormEnd cancel={close}>
          <Submit busy={busy}>{t('act.save')}</Submit>
        </FormEnd>
      </form>
    </Dialog>
  );
}
