import { useState } from 'react';
import { aldreteAnchors, modifiedAldrete, scoreModifiedAldrete } from '#clinical/scales/scales.ts';
import { t } from '#web/platform/text.ts';
import { NotKept, sayKept, useKeeping } from './acts-kit.tsx';
import { Choice } from './pad-choices.tsx';
import type { SessionInHand } from './session-data.ts';

const items = ['activity', 'breathing', 'circulation', 'consciousness', 'oxygen saturation'] as const;

/**
 * Five ratings at the chair; the fifth keeps them. None is worked out from readings: they are seen by a person. Once it
 * is met what was chosen stands there, closed; below the line or taken back, all five are asked anew.
 */
export function Aldrete({ hand, metBy }: { hand: SessionInHand; metBy: string | undefined }) {
  const isMet = metBy !== undefined;
  const { error, run, keep } = useKeeping(hand);
  const [answers, setAnswers] = useState<Readonly<Record<string, number>>>({});
  const [kept, setKept] = useState(answers);
  const shown = isMet ? kept : answers;
  const rate = (item: string, points: number) => {
    const next = { ...answers, [item]: points };
    setAnswers(next);
    const all = items.map((of) => next[of] ?? null);
    const { total } = scoreModifiedAldrete(all);
    if (total === null) return;
    void run(async () => {
      const { event } = await keep('rating', { scale: modifiedAldrete.name, answers: all, total });
      sayKept(hand, t('leave.aldreteDone', { total }), event);
      setKept(next);
      setAnswers({});
    });
  };
  return (
    <div className="aldrete">
      <p className="small quiet num">{metBy ?? t('leave.aldreteHow')}</p>
      {items.map((item) => (
        <fieldset key={item} className="aldrete-item" disabled={isMet}>
          <legend className="unseen">{t(`leave.aldrete.${item}`)}</legend>
          <span className="strong aldrete-word" aria-hidden>
            {t(`leave.aldrete.${item}`)}
          </span>
          <div className="choices choices-3">
            {aldreteAnchors.rows
              .filter((row) => row.item === item)
              .map(({ points, means }) => (
                <Choice
                  key={points}
                  isOn={shown[item] === points}
                  value={String(points)}
                  word={means}
                  before={t('leave.aldreteItem', { item: t(`leave.aldrete.${item}`) })}
                  pick={() => rate(item, points)}
                />
              ))}
          </div>
        </fieldset>
      ))}
      <NotKept error={error} />
    </div>
  );
}
