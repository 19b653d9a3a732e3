import { Button } from '@mantine/core';
import { useState } from 'react';
import type { SideEffect } from '#clinical/session/session.ts';
import { clock } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { NotKept, sayKept, useKeeping } from './acts-kit.tsx';
import { ReasonDialog } from './acts-reason.tsx';
import type { SessionInHand } from './session-data.ts';
import { Grades } from './side-effect-grades.tsx';
import { EffectMore } from './side-effect-more.tsx';
import { effectWord, gradesOfAny } from './side-effect-words.ts';

export const isGoingOn = ({ endedAtMs }: SideEffect): boolean => endedAtMs === undefined;

/** What goes on: its grade, its end, or who takes it further. The record can’t be signed before one of the last two. */
export function RunningEffects({ hand, isOpenOnly = false }: { hand: SessionInHand; isOpenOnly?: boolean }) {
  const running = hand.record.sideEffects.filter((of) => isGoingOn(of) && (!isOpenOnly || of.handedOn === undefined));
  if (running.length === 0) return null;
  return (
    <section className="stack g1">
      <h3>{t('effect.running', { count: running.length })}</h3>
      <ul className="act-list card">
        {running.map((of) => (
          <Running key={of.id} of={of} hand={hand} />
        ))}
      </ul>
    </section>
  );
}

function Running({ of, hand }: { of: SideEffect; hand: SessionInHand }) {
  const { busy, error, run, keep } = useKeeping(hand);
  const [asking, setAsking] = useState<'grade' | 'hand-on' | 'more'>();
  const what = effectWord(of.effect);
  const grade = of.grades.at(-1)?.grade;
  const done = async (says: string, work: () => ReturnType<typeof keep>) =>
    run(async () => {
      const { event } = await work();
      sayKept(hand, says, event);
      setAsking(undefined);
    });
  return (
    <li className="effect-row">
      <div className="grow">
        <p className="strong">{what}</p>
        <p className="small quiet num">
          {t('effect.since', {
            time: clock(of.atMs, hand.floor.clinic.timeZone),
            grade: grade === undefined ? t('effect.notGraded') : t('effect.gradeNow', { grade }),
          })}
          {of.actions.length > 0 && ` · ${of.actions.at(-1)?.action}`}
          {of.serious !== undefined &&
            ` · ${t(of.serious.data.criteria.length === 0 ? 'effect.notSerious' : 'effect.isSerious')}`}
          {of.handedOn !== undefined && ` · ${t('effect.handedOn', { note: of.handedOn })}`}
        </p>
        <NotKept error={error} />
      </div>
      <div className="row g1">
        <Button size="lg" aria-label={`${t('effect.change')}: ${what}`} onClick={() => setAsking('grade')}>
          {t('effect.change')}
        </Button>
        <Button size="lg" aria-label={`${t('effect.details')}: ${what}`} onClick={() => setAsking('more')}>
          {t('effect.details')}
        </Button>
        <Button size="lg" aria-label={`${t('effect.handOn')}: ${what}`} onClick={() => setAsking('hand-on')}>
          {t('effect.handOn')}
        </Button>
        <Button
          size="lg"
          variant="filled"
          loading={busy}
          aria-label={`${t('effect.ended')}: ${what}`}
          onClick={() => void done(t('effect.endedOf', { what }), () => keep('side-effect-ended', { of: of.id }))}
        >
          {t('effect.ended')}
        </Button>
      </div>
      {asking === 'grade' && (
        <Dialog title={what} open close={() => setAsking(undefined)} above typed={() => false}>
          <Grades
            of={gradesOfAny(of.effect)}
            isClosed={busy}
            pick={(to) =>
              void done(t('effect.kept', { what, grade: to }), () =>
                keep('side-effect-changed', { of: of.id, grade: to }),
              )
            }
          />
        </Dialog>
      )}
      {asking === 'more' && <EffectMore of={of} hand={hand} close={() => setAsking(undefined)} />}
      {asking === 'hand-on' && (
        <ReasonDialog
          hand={hand}
          title={t('effect.handOnTitle', { what })}
          says={t('effect.handOnHow')}
          label={t('effect.handOnLabel')}
          act={t('effect.handOn')}
          close={() => setAsking(undefined)}
          error={error}
          onReason={(note) =>
            done(t('effect.handedOn', { note }), () => keep('side-effect-handed-on', { of: of.id, note }))
          }
        />
      )}
    </li>
  );
}

/** What is over can still be said to be serious, or what was done about it. */
export function EndedEffects({ hand }: { hand: SessionInHand }) {
  const [open, setOpen] = useState<string>();
  const ended = hand.record.sideEffects.filter((of) => !isGoingOn(of));
  const shown = ended.find(({ id }) => id === open);
  if (ended.length === 0) return null;
  return (
    <section className="stack g1">
      <h3>{t('effect.over', { count: ended.length })}</h3>
      <ul className="effect-more">
        {ended.map(({ id, effect, endedAtMs }) => (
          <li key={id}>
            <Button size="md" onClick={() => setOpen(id)} aria-label={`${t('effect.details')}: ${effectWord(effect)}`}>
              {t('effect.overAt', {
                what: effectWord(effect),
                time: clock(endedAtMs ?? 0, hand.floor.clinic.timeZone),
              })}
            </Button>
          </li>
        ))}
      </ul>
      {shown !== undefined && <EffectMore of={shown} hand={hand} close={() => setOpen(undefined)} />}
    </section>
  );
}
