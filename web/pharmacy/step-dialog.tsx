import { Radio, Select, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { checkStep, judgementOf, judgements, stepKinds } from '#clinical/pharmacy/pharmacy.ts';
import { today } from '#web/platform/format.ts';
import { useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { Dialog, FormEnd } from '#web/ui/dialog.tsx';
import { Fieldset, focusFirstInvalid, Refusal, Submit } from '#web/ui/form-parts.tsx';
import { say } from '#web/ui/say.ts';
import type { Asks, Discrepancy } from './pharmacy.queries.ts';
import { useSending } from './sending.ts';

const longest = 1_000;
const shortest = 3;
type Props = { of: Discrepancy; asks: Asks; close: () => void };

/** One step: a note, what it was, what was reported, that it is settled. The rules say which one can come now. */
export function StepDialog({ of, asks, close }: Props) {
  const { timeZone } = useMe();
  const [kind, setKind] = useState<(typeof stepKinds)[number] | ''>('');
  const [judgement, setJudgement] = useState<string | null>(null);
  const [facts, setFacts] = useState<Readonly<Record<string, string>>>({});
  const [words, setWords] = useState('');
  const [doneOn, setDoneOn] = useState('');
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const { busy, error, send } = useSending();
  const isJudging = kind === 'judged';
  const isReport = kind === 'notice-sent' || kind === 'form-106-filed';
  const needsFacts = isJudging && judgement !== null && judgement !== 'explained';
  const stop = kind === '' ? undefined : checkStep(kind, of.steps)?.says;
  const isUnanswered = (factor: string) => (facts[factor] ?? '').trim() === '';
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const isUnsaid =
      kind === '' ||
      stop !== undefined ||
      words.trim().length < shortest ||
      (isJudging && judgement === null) ||
      (isReport && doneOn === '') ||
      (needsFacts && asks.some(({ factor }) => isUnanswered(factor)));
    if (isUnsaid) return focusFirstInvalid(form.current);
    const answers = Object.fromEntries(asks.map(({ factor }) => [factor, (facts[factor] ?? '').trim()]));
    const answer = await send(`discrepancies/${of.id}/steps`, {
      kind,
      words: words.trim(),
      ...(isJudging ? { judgement } : {}),
      ...(needsFacts ? { facts: answers } : {}),
      ...(isReport ? { doneOn } : {}),
    });
    if (answer === undefined) return;
    say(t(`step.is.${kind}`));
    close();
  };
  return (
    <Dialog title={t('step.title')} open close={close} wide>
      <form ref={form} className="stack g3" onSubmit={(event) => void submit(event)} noValidate>
        <p className="quiet num">{of.says}</p>
        <Radio.Group
          label={t('step.kind')}
          required
          value={kind}
          onChange={(value) => setKind(stepKinds.find((one) => one === value) ?? '')}
          error={stop ?? (tried && kind === '' ? t('form.neededOf', { label: t('step.kind') }) : undefined)}
        >
          {stepKinds.map((one) => (
            <Radio key={one} value={one} label={t(`discrepancies.did.${one}`)} />
          ))}
        </Radio.Group>
        {isJudging && (
          <Select
            label={t('step.judgement')}
            description={judgementOf(of.steps) === undefined ? undefined : t('step.newest')}
            required
            data={judgements.map((value) => ({ value, label: t(`discrepancies.judged.${value}`) }))}
            value={judgement}
            onChange={setJudgement}
            error={tried && judgement === null ? t('form.neededOf', { label: t('step.judgement') }) : undefined}
          />
        )}
        {needsFacts && (
          <Fieldset title={t('step.facts')} hint={t('step.factsHint')}>
            {asks.map(({ factor, asks: question }) => (
              <TextInput
                key={factor}
                label={question}
                required
                maxLength={longest}
                autoComplete="off"
                value={facts[factor] ?? ''}
                onChange={(event) => setFacts({ ...facts, [factor]: event.currentTarget.value })}
                error={tried && isUnanswered(factor) ? t('form.needed') : undefined}
              />
            ))}
          </Fieldset>
        )}
        {isReport && (
          <TextInput
            type="date"
            label={t('step.doneOn')}
            required
            max={today(timeZone)}
            value={doneOn}
            onChange={(event) => setDoneOn(event.currentTarget.value)}
            error={tried && doneOn === '' ? t('form.neededOf', { label: t('step.doneOn') }) : undefined}
          />
        )}
        <Textarea
          label={t('step.words')}
          description={t('step.wordsHint')}
          required
          autosize
          minRows={2}
          maxLength={longest}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          error={tried && words.trim().length < shortest ? t('form.neededOf', { label: t('step.words') }) : undefined}
        />
        <Refusal error={error} />
        <FormEnd cancel={close}>
          <Submit busy={busy}>{t('act.save')}</Submit>
        </FormEnd>
      </form>
    </Dialog>
  );
}
