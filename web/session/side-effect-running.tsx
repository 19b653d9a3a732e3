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
  const [asking, setAsking] = useState<'grade' | 'hand-on'>();
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
          {of.handedOn !== undefined && ` · ${t('effect.handedOn', { note: of.handedOn })}`}
        </p>
        <NotKept error={error} />
      </div>
      <div className="row g1">
        <Button size="lg" aria-label={`${t('effect.change')}: ${what}`} onClick={() => setAsking('grade')}>
          {t('effect.change')}
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
