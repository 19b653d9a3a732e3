import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import {
  type DataOf,
  type RemsAsked,
  type RemsMoment,
  remsAskedOf,
  remsForm,
  remsMoments,
} from '#clinical/session/session.ts';
import { clock } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { Card, Pill } from '#web/ui/parts.tsx';
import { NotKept, sayKept, useKeeping } from './acts-kit.tsx';
import { Sheet } from './acts-sheet.tsx';
import { personOf } from './floor-seats.ts';
import { shortName } from './floor-words.ts';
import type { OpenAct } from './session-act.ts';
import type { SessionInHand } from './session-data.ts';

type Props = { hand: SessionInHand };

const isEsketamine = ({ agenda }: SessionInHand) => agenda.dosing.route === 'intranasal-esketamine';

/** All questions by the moment at which they are known. What nobody has answered stays open, and is never "no". */
export function RemsSheet({ hand, close }: Props & { close: () => void }) {
  const open = remsAskedOf(hand.record).filter(({ answered }) => answered === undefined).length;
  return (
    <Sheet
      title={t('rems.title')}
      hand={hand}
      close={close}
      aside={<p className="strong num act-aside">{t('rems.open', { count: open })}</p>}
    >
      <div className="act-narrow stack g15">
        <p className="quiet">{t('rems.how')}</p>
        {remsMoments.map((moment) => (
          <RemsPart key={moment} hand={hand} moment={moment} />
        ))}
        <p className="small quiet">{t('rems.unverified', { form: remsForm.value, source: remsForm.source })}</p>
      </div>
    </Sheet>
  );
}

/** The questions of one moment; nothing for anything but esketamine. */
export function RemsPart({ hand, moment }: Props & { moment: RemsMoment }) {
  if (!isEsketamine(hand)) return null;
  const asked = remsAskedOf(hand.record).filter((of) => of.moment === moment);
  const open = asked.filter(({ answered }) => answered === undefined).length;
  return (
    <section className="card" aria-label={t(`rems.moment.${moment}`)}>
      <header className="card-head">
        <h2>{t(`rems.moment.${moment}`)}</h2>
        <span className="quiet num">{t('rems.open', { count: open })}</span>
      </header>
      <ul className="act-list">
        {asked.map((question) => (
          <Question key={question.id} question={question} hand={hand} />
        ))}
      </ul>
    </section>
  );
}

function Question({ question, hand }: Props & { question: RemsAsked }) {
  const { id, says, answer, answered } = question;
  const { busy, error, run, keep } = useKeeping(hand);
  const [typed, setTyped] = useState('');
  const save = (value: DataOf<'rems-answer'>['answer']) =>
    void run(async () => {
      const { event } = await keep('rems-answer', { form: remsForm.value, question: id, answer: value });
      sayKept(hand, `${says} ${answerWords(value)}`, event);
      setTyped('');
    });
  const minutes = /^\d{1,3}$/.test(typed.trim()) ? Number(typed) : undefined;
  const value = answer === 'minutes' ? minutes : typed.trim() === '' ? undefined : typed.trim();
  return (
    <li className={`rems-row${answered === undefined ? ' rems-open' : ''}`}>
      <div>
        <p className="strong">{says}</p>
        {answered === undefined ? (
          <Pill state="unknown">{t('rems.notAnswered')}</Pill>
        ) : (
          <p className="small num">
            <strong>{answerWords(answered.data.answer)}</strong> · {saidBy(answered, hand)}
          </p>
        )}
        <NotKept error={error} />
      </div>
      {answer === 'yes-no' ? (
        <div className="row g1">
          {[true, false].map((of) => (
            <Button
              key={String(of)}
              size="lg"
              variant={answered?.data.answer === of ? 'light' : 'default'}
              aria-pressed={answered?.data.answer === of}
              aria-label={`${t(of ? 'acts.yes' : 'acts.no')}: ${says}`}
              loading={busy}
              onClick={() => save(of)}
            >
              {t(of ? 'acts.yes' : 'acts.no')}
            </Button>
          ))}
        </div>
      ) : (
        <div className="effect-find">
          <TextInput
            size="lg"
            aria-label={says}
            inputMode={answer === 'minutes' ? 'numeric' : 'text'}
            placeholder={t(answer === 'minutes' ? 'session.min' : 'rems.words')}
            value={typed}
            maxLength={2_000}
            error={typed !== '' && value === undefined ? t('rems.wholeMinutes') : undefined}
            onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          />
          <Button
            size="lg"
            loading={busy}
            disabled={value === undefined}
            onClick={() => {
              if (value !== undefined) save(value);
            }}
          >
            {t('effect.actionKeep')}
          </Button>
        </div>
      )}
    </li>
  );
}

const answerWords = (value: DataOf<'rems-answer'>['answer']): string =>
  typeof value === 'boolean'
    ? t(value ? 'acts.yes' : 'acts.no')
    : Array.isArray(value)
      ? value.join(', ')
      : String(value);

function saidBy({ atMs, by }: NonNullable<RemsAsked['answered']>, { floor }: SessionInHand): string {
  const who = personOf(floor, by);
  return t('gate.by', {
    who: who === undefined ? t('session.toBeClaimed') : shortName(who),
    time: clock(atMs, floor.clinic.timeZone),
  });
}

/** Beside the chart: how many questions are open, and the way to them. */
export function RemsCard({ hand, open }: Props & { open: OpenAct }) {
  if (!isEsketamine(hand)) return null;
  const asked = remsAskedOf(hand.record);
  const count = asked.filter(({ answered }) => answered === undefined).length;
  return (
    <Card>
      <div className="row g15 nowrap-c">
        <span className="grow">
          <strong>{t('rems.title')}</strong>{' '}
          <span className="quiet num">{t('rems.openOf', { count, all: asked.length })}</span>
        </span>
        <Button onClick={() => open('rems')}>{t('rems.act')}</Button>
      </div>
    </Card>
  );
}
