import { Radio, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { Dialog, FormEnd } from '#web/ui/dialog.tsx';
import { fieldErrors } from '#web/ui/form.ts';
import { focusFirstInvalid, Refusal, Submit } from '#web/ui/form-parts.tsx';
import { Notice } from '#web/ui/parts.tsx';
import { changeEntry, type Entry, type Evidence, type Fact } from './finder.queries.ts';

const kinds = ['claim', 'document', 'registry', 'contradiction'] as const;
const most = { words: 1_000, source: 200, link: 500, reason: 1_000 } as const;

/** What weighs most is decided by two people. */
const isForTwo = (kind: string) => kind === 'registry' || kind === 'contradiction';

type Values = {
  kind: string;
  words: string;
  source: string;
  link: string;
  foundOn: string;
  expiresOn: string;
  reason: string;
};
type Props = { entry: Entry; adding: { fact: Fact; like?: Evidence }; close: () => void };

const needed = ['kind', 'words', 'source', 'foundOn', 'expiresOn', 'reason'] as const;

/** What was found about one fact. Once taken up, it counts for a bounded time and is asked for again. */
export function EvidenceForm({ entry, adding: { fact, like }, close }: Props) {
  const [values, setValues] = useState<Values>({
    kind: like?.kind ?? '',
    words: like?.words ?? '',
    source: like?.source ?? '',
    link: like?.link ?? '',
    foundOn: like?.foundOn ?? entry.today,
    expiresOn: like?.expiresOn ?? '',
    reason: '',
  });
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const { busy, error, run } = useBusy();
  const set = (field: keyof Values, value: string) => setValues((now) => ({ ...now, [field]: value }));
  const faults = fieldErrors(error, {
    words: t('evidence.words'),
    source: t('evidence.source'),
    link: t('evidence.link'),
    foundOn: t('evidence.foundOn'),
    expiresOn: t('evidence.expiresOn'),
    reason: t('directory.reason'),
  });
  const missing = (field: keyof Values, label: string) =>
    tried && field !== 'link' && values[field].trim() === '' ? t('form.neededOf', { label }) : (faults[field] ?? null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (needed.some((field) => values[field].trim() === '')) return focusFirstInvalid(form.current);
    const { link, ...rest } = values;
    const given = Object.fromEntries(Object.entries(rest).map(([field, value]) => [field, value.trim()]));
    void run(async () => {
      const linked = link.trim() === '' ? {} : { link: link.trim() };
      await changeEntry(entry, '/evidence', { ...given, ...linked, fact: fact.fact });
    }).then((isDone) => isDone && close());
  };
  const input = (field: 'source' | 'link', label: string, hint: string) => (
    <TextInput
      label={label}
      description={hint}
      required={field === 'source'}
      maxLength={most[field]}
      value={values[field]}
      error={missing(field, label)}
      onChange={(event) => set(field, event.currentTarget.value)}
    />
  );
  const on = (field: 'foundOn' | 'expiresOn', label: string, hint?: string) => (
    <TextInput
      type="date"
      label={label}
      {...(hint === undefined ? {} : { description: hint })}
      required
      value={values[field]}
      error={missing(field, label)}
      onChange={(event) => set(field, event.currentTarget.value)}
    />
  );
  const area = (field: 'words' | 'reason', label: string, hint: string) => (
    <Textarea
      label={label}
      description={hint}
      required
      autosize
      minRows={2}
      maxLength={most[field]}
      value={values[field]}
      error={missing(field, label)}
      onChange={(event) => set(field, event.currentTarget.value)}
    />
  );
  return (
    <Dialog title={t('evidence.title', { fact: fact.title })} open close={close} wide>
      <form ref={form} className="stack g3" onSubmit={submit} noValidate>
        <p className="quiet">
          {fact.why} {t('evidence.counts', { list: fact.counts.join('; ') })}
        </p>
        <Radio.Group
          label={t('evidence.kind')}
          required
          value={values.kind}
          onChange={(value) => set('kind', value)}
          error={missing('kind', t('evidence.kind'))}
        >
          <div className="stack g05">
            {kinds.map((kind) => (
              <Radio
                key={kind}
                value={kind}
                label={t(`evidence.kind.${kind}`)}
                {...(kind === 'registry' && entry.own !== null
                  ? { disabled: true, description: t('evidence.notOwn') }
                  : {})}
              />
            ))}
          </div>
        </Radio.Group>
        {isForTwo(values.kind) && (
          <Notice state="blue" live>
            {t(entry.editors > 1 ? 'evidence.second' : 'evidence.secondAlone')}
          </Notice>
        )}
        {area('words', t('evidence.words'), t('evidence.wordsHint'))}
        {input('source', t('evidence.source'), t('evidence.sourceHint'))}
        {input('link', t('evidence.link'), t('evidence.linkHint'))}
        <div className="fields">
          {on('foundOn', t('evidence.foundOn'))}
          {on('expiresOn', t('evidence.expiresOn'), t('evidence.expiresHint', { count: entry.countsForMonths }))}
        </div>
        {area('reason', t('directory.reason'), t('directory.reasonHint'))}
        <Refusal error={error} />
        <FormEnd cancel={close}>
          <Submit busy={busy}>{t(isForTwo(values.kind) ? 'evidence.propose' : 'evidence.save')}</Submit>
        </FormEnd>
      </form>
    </Dialog>
  );
}
