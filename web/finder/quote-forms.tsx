import { Button, Checkbox, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { post } from '#web/platform/api.ts';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { Dialog, FormEnd } from '#web/ui/dialog.tsx';
import { Refusal, Submit } from '#web/ui/form-parts.tsx';
import { Notice } from '#web/ui/parts.tsx';
import { changeEntry, type Entry, type Quote, type Quoted } from './finder.queries.ts';

const longestText = 60_000;
const longestAnswer = 1_000;
const nameOf = ({ rule, words }: Quoted) => `${rule} ${words}`;

/** An editor pastes a page, the rules quote it, the editor chooses. */
export function ReadPageDialog({ entry, close }: { entry: Entry; close: () => void }) {
  const [text, setText] = useState('');
  const [link, setLink] = useState(entry.website ?? '');
  const [foundOn, setFoundOn] = useState(entry.today);
  const [found, setFound] = useState<readonly Quoted[]>();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [tried, setTried] = useState(false);
  const { busy, error, run } = useBusy();
  const isMissing = tried && text.trim() === '';
  const look = () => {
    setTried(true);
    if (text.trim() === '') return;
    void run(async () => {
      const answer = await post<{ found: Quoted[] }>('/api/centers/wording', { text }, { reads: true });
      setFound(answer.found);
      setChosen([]);
    });
  };
  const show = () => {
    const wanted = (found ?? []).filter((one) => chosen.includes(nameOf(one)));
    void run(async () => {
      await changeEntry(entry, '/quotes', {
        text,
        foundOn,
        chosen: wanted.map(({ rule, words }) => ({ rule, words })),
        ...(link.trim() === '' ? {} : { link: link.trim() }),
      });
    }).then((isDone) => isDone && close());
  };
  const isRead = found !== undefined && found.length > 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isRead) return look();
    if (chosen.length > 0) show();
  };
  return (
    <Dialog title={t('quotes.readTitle')} open close={close} wide>
      <form className="stack g3" onSubmit={submit} noValidate>
        <Textarea
          label={t('quotes.text')}
          description={t('quotes.textHint')}
          required
          autosize
          minRows={5}
          maxRows={12}
          maxLength={longestText}
          value={text}
          error={isMissing ? t('form.neededOf', { label: t('quotes.text') }) : null}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setFound(undefined);
          }}
        />
        <div className="fields">
          <TextInput label={t('quotes.link')} value={link} onChange={(event) => setLink(event.currentTarget.value)} />
          <TextInput
            type="date"
            label={t('quotes.foundOn')}
            required
            value={foundOn}
            onChange={(event) => setFoundOn(event.currentTarget.value)}
          />
        </div>
        {found?.length === 0 && (
          <Notice state="plain" live>
            {t('quotes.nothing')}
          </Notice>
        )}
        {isRead && (
          <Checkbox.Group label={t('quotes.choose')} value={[...chosen]} onChange={setChosen}>
            <div className="stack g1">
              {found.map((one) => (
                <Checkbox
                  key={nameOf(one)}
                  value={nameOf(one)}
                  label={`“${one.words}”`}
                  description={`${one.title}. ${one.says}`}
                />
              ))}
            </div>
          </Checkbox.Group>
        )}
        <Refusal error={error} />
        <FormEnd cancel={close}>
          {isRead ? (
            <Button type="submit" variant="filled" loading={busy} disabled={chosen.length === 0}>
              {t('quotes.show')}
            </Button>
          ) : (
            <Submit busy={busy}>{t('quotes.look')}</Submit>
          )}
        </FormEnd>
      </form>
    </Dialog>
  );
}

type Props = { entry: Entry; quote: Quote; close: () => void };

/** When the center heard that its words are quoted. */
export function ToldDialog({ entry, quote, close }: Props) {
  const [toldOn, setToldOn] = useState(entry.today);
  const { busy, error, run } = useBusy();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (toldOn === '') return;
    void run(async () => {
      await changeEntry(entry, `/quotes/${quote.id}/told`, { toldOn });
    }).then((isDone) => isDone && close());
  };
  return (
    <Dialog title={t('quotes.toldTitle')} open close={close}>
      <form className="stack g3" onSubmit={submit}>
        <p className="as-written quiet">“{quote.words}”</p>
        <TextInput
          type="date"
          label={t('quotes.toldOn')}
          required
          value={toldOn}
          onChange={(event) => setToldOn(event.currentTarget.value)}
        />
        <Refusal error={error} />
        <FormEnd cancel={close}>
          <Submit busy={busy}>{t('act.save')}</Submit>
        </FormEnd>
      </form>
    </Dialog>
  );
}

/** What the center answered, word for word. */
export function AnswerDialog({ entry, quote, close }: Props) {
  const [answer, setAnswer] = useState(quote.answer ?? '');
  const { busy, error, run } = useBusy();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (answer.trim() === '') return;
    void run(async () => {
      await changeEntry(entry, `/quotes/${quote.id}/answer`, { answer: answer.trim() });
    }).then((isDone) => isDone && close());
  };
  return (
    <Dialog title={t('quotes.answerTitle')} open close={close}>
      <form className="stack g3" onSubmit={submit}>
        <p className="as-written quiet">“{quote.words}”</p>
        <Textarea
          label={t('quotes.answerWords')}
          required
          autosize
          minRows={3}
          maxLength={longestAnswer}
          value={answer}
          onChange={(event) => setAnswer(event.currentTarget.value)}
        />
        <Refusal error={error} />
        <FormEnd cancel={close}>
          <Submit busy={busy}>{t('act.save')}</Submit>
        </FormEnd>
      </form>
    </Dialog>
  );
}
