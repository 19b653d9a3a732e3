import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type EventSource, eventSources, type SideEffectId, sideEffect } from '#clinical/chart/chart.ts';
import { graveSideEffect } from '#clinical/session/session.ts';
import { t } from '#web/platform/text.ts';
import { BackIcon } from '#web/ui/icons.ts';
import { NotKept, sayKept, useKeeping } from './acts-kit.tsx';
import { SmallSheet } from './acts-sheet.tsx';
import { AtTime, type AtWhen, useAtTime } from './acts-time.tsx';
import { Choice } from './pad-choices.tsx';
import type { SessionInHand } from './session-data.ts';
import { Grades } from './side-effect-grades.tsx';
import { GraveEffect } from './side-effect-grave.tsx';
import { EndedEffects, RunningEffects } from './side-effect-running.tsx';
import { effectWord, foundEffects, gradesOf, otherEffects, usualEffects } from './side-effect-words.ts';

type Props = { hand: SessionInHand; close: () => void };
type SheetProps = Props & { open: (act: 'readings' | 'emergency') => void };

/** Which, then how bad: the second tap keeps it, and ten seconds take it back. */
export function SideEffectSheet({ hand, close, open }: SheetProps) {
  const [which, setWhich] = useState<SideEffectId>();
  const [isMore, setMore] = useState(false);
  const [typed, setTyped] = useState('');
  const shown = typed.trim() !== '' ? foundEffects(typed) : isMore ? [...usualEffects, ...otherEffects] : usualEffects;
  const at = useAtTime(hand);
  const [graveId, setGrave] = useState<string>();
  const danger = hand.agenda.dangers.find(({ id }) => id === graveId);
  if (danger !== undefined)
    return (
      <SmallSheet title={t('effect.title')} hand={hand} close={close}>
        <GraveEffect danger={danger} close={close} open={open} />
      </SmallSheet>
    );
  return (
    <SmallSheet title={t('effect.title')} hand={hand} close={close} wide>
      {which === undefined ? (
        <>
          <RunningEffects hand={hand} />
          <p>{t('effect.which')}</p>
          <div className="choices choices-4">
            {shown.map((id) => (
              <Choice key={id} isOn={false} word={effectWord(id)} pick={() => setWhich(id)} />
            ))}
          </div>
          {shown.length === 0 && <p className="quiet">{t('effect.notFound')}</p>}
          <div className="effect-find">
            <TextInput
              size="lg"
              label={t('effect.find')}
              value={typed}
              autoComplete="off"
              onChange={({ currentTarget }) => setTyped(currentTarget.value)}
            />
            {!isMore && typed === '' && (
              <Button size="lg" onClick={() => setMore(true)}>
                {t('effect.more')}
              </Button>
            )}
          </div>
          <AtTime hand={hand} of={at} word={t('effect.began')} />
          <EndedEffects hand={hand} />
        </>
      ) : (
        <HowBad
          hand={hand}
          close={close}
          which={which}
          at={at}
          back={() => setWhich(undefined)}
          grave={(id) => {
            setWhich(undefined);
            setGrave(id);
          }}
        />
      )}
    </SmallSheet>
  );
}

type HowBadProps = Props & {
  which: SideEffectId;
  at: AtWhen;
  back: () => void;
  /** Kept with a grade that asks for more than a record. */
  grave: (id: string) => void;
};

const longest = 2_000;

function HowBad({ hand, close, which, at, back, grave }: HowBadProps) {
  const { busy, error, run, keep } = useKeeping(hand);
  const [note, setNote] = useState('');
  const [source, setSource] = useState<EventSource>();
  const what = effectWord(which);
  const said = note.trim();
  const isClosed = (which === 'other' && said === '') || at.wrong !== undefined;
  const { watch, act } = sideEffect(which);
  const save = (grade: number | undefined) =>
    void run(async () => {
      const data = {
        effect: which,
        ...(grade === undefined ? {} : { grade }),
        ...(said === '' ? {} : { note: said }),
        ...(source === undefined ? {} : { source }),
      };
      const { event } = await keep('side-effect-started', data, at.atMs);
      sayKept(hand, grade === undefined ? t('effect.keptNoGrade', { what }) : t('effect.kept', { what, grade }), event);
      if (grade !== undefined && grade >= graveSideEffect.value) grave(event.id);
      else close();
    });
  return (
    <>
      <div className="row g15 nowrap-c">
        <Button size="lg" onClick={back} leftSection={<BackIcon size={20} aria-hidden />}>
          {t('effect.another')}
        </Button>
        <h3 className="act-number">{what}</h3>
      </div>
      {which === 'other' && (
        <TextInput
          size="lg"
          label={t('effect.note')}
          value={note}
          maxLength={longest}
          onChange={({ currentTarget }) => setNote(currentTarget.value)}
          data-autofocus
        />
      )}
      <fieldset className="choice-line">
        <legend className="label">{t('effect.source')}</legend>
        <div className="choices choices-4">
          {eventSources.map((of) => (
            <Choice
              key={of}
              small
              isOn={source === of}
              word={t(`effect.source.${of}`)}
              pick={() => setSource(source === of ? undefined : of)}
            />
          ))}
        </div>
      </fieldset>
      <AtTime hand={hand} of={at} word={t('effect.began')} />
      {which !== 'other' && (
        <TextInput
          size="lg"
          label={t('effect.noteMore')}
          value={note}
          maxLength={longest}
          onChange={({ currentTarget }) => setNote(currentTarget.value)}
        />
      )}
      <p>{t('effect.grade')}</p>
      <Grades of={gradesOf(which).filter(({ grade }) => grade > 0)} pick={save} isClosed={busy || isClosed} />
      <Button size="lg" disabled={busy || isClosed} onClick={() => save(undefined)}>
        {t('effect.noGrade')}
      </Button>
      <NotKept error={error} />
      <div className="small quiet">
        {watch.length > 0 && <p>{t('effect.watch', { what: watch.join(' · ') })}</p>}
        {act.length > 0 && <p>{t('effect.do', { what: act.join(' ') })}</p>}
      </div>
    </>
  );
}
