import { Switch, TextInput } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { get, put } from '#web/platform/api.ts';
import { queryClient, useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { FormEnd } from '#web/ui/dialog.tsx';
import { Refusal, Submit } from '#web/ui/form-parts.tsx';
import { Card } from '#web/ui/parts.tsx';
import { say } from '#web/ui/say.ts';
import { When } from '#web/ui/states.tsx';

type Reach = { byMail: boolean; textNumber: string | null };

const reachQuery = queryOptions({
  queryKey: ['reach'],
  queryFn: ({ signal }) => get<Reach>('/api/reach', { signal }),
});

/** How somebody wants to be told when nobody answers at a chair: their own to say. */
export function ReachCard() {
  const asked = useQuery(reachQuery);
  return (
    <Card title={t('reach.title')}>
      <When asked={asked} rows={2}>
        {(reach) => <Form key={JSON.stringify(reach)} reach={reach} />}
      </When>
    </Card>
  );
}

function Form({ reach }: { reach: Reach }) {
  const { email } = useMe();
  const [byMail, setByMail] = useState(reach.byMail);
  const [number, setNumber] = useState(reach.textNumber ?? '');
  const [isAsked, setAsked] = useState(false);
  const { busy, error, run } = useBusy();
  const bare = number.replace(/[\s().-]/g, '');
  const isRight = bare === '' || /^\+[1-9]\d{6,14}$/.test(bare);
  const save = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (!isRight) return;
    void run(async () => {
      await put('/api/reach', { byMail, textNumber: bare === '' ? null : bare });
      await queryClient.invalidateQueries({ queryKey: reachQuery.queryKey });
      say(t('reach.saved'));
    });
  };
  return (
    <form className="stack g2" onSubmit={save}>
      <p className="quiet">{t('reach.intro')}</p>
      <Switch
        label={t('reach.mail', { email })}
        checked={byMail}
        onChange={({ currentTarget }) => setByMail(currentTarget.checked)}
      />
      <TextInput
        label={t('reach.text')}
        description={t('reach.textHint')}
        type="tel"
        value={number}
        maxLength={30}
        error={isAsked && !isRight ? t('reach.textWrong') : undefined}
        onChange={({ currentTarget }) => setNumber(currentTarget.value)}
      />
      <Refusal error={error} />
      <FormEnd>
        <Submit busy={busy}>{t('reach.save')}</Submit>
      </FormEnd>
    </form>
  );
}
