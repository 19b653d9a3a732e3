import { Radio, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { post } from '#web/platform/api.ts';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { Dialog, FormEnd } from '#web/ui/dialog.tsx';
import { Refusal, Submit } from '#web/ui/form-parts.tsx';
import { say } from '#web/ui/say.ts';
import { type Request, refreshDirectory } from './finder.queries.ts';

const outcomes = ['done', 'refused'] as const;
const longest = 2_000;

/** How a message ends, and what is answered. The answer is written by hand: nothing is sent from here. */
export function SettleDialog({ request, close }: { request: Request; close: () => void }) {
  const [state, setState] = useState('');
  const [answer, setAnswer] = useState('');
  const [tried, setTried] = useState(false);
  const { busy, error, run } = useBusy();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (state === '' || answer.trim() === '') return;
    void run(async () => {
      try {
        await post(`/api/centers/requests/${request.id}/settle`, { state, answer: answer.trim() });
      } finally {
        await refreshDirectory();
      }
      say(t('directory.isSettled'));
    }).then((isDone) => isDone && close());
  };
  return (
    <Dialog title={t('requests.settleTitle')} open close={close}>
      <form className="stack g3" onSubmit={submit} noValidate>
        <p className="as-written quiet">{request.words}</p>
        <Radio.Group
          label={t('requests.outcome')}
          required
          value={state}
          onChange={setState}
          error={tried && state === '' ? t('requests.choose') : undefined}
        >
          <div className="stack g05">
            {outcomes.map((value) => (
              <Radio key={value} value={value} label={t(`requests.${value}`)} />
            ))}
          </div>
        </Radio.Group>
        <Textarea
          label={t('requests.answer')}
          description={t('requests.answerHint')}
          required
          autosize
          minRows={3}
          maxLength={longest}
          value={answer}
          error={tried && answer.trim() === '' ? t('form.neededOf', { label: t('requests.answer') }) : null}
          onChange={(event) => setAnswer(event.currentTarget.value)}
        />
        <Refusal error={error} />
        <FormEnd cancel={close}>
          <Submit busy={busy}>{t('requests.settle')}</Submit>
        </FormEnd>
      </form>
    </Dialog>
  );
}
