import { Button } from '@mantine/core';
import { useState } from 'react';
import { type Answer, listedScales } from '#clinical/scales/scales.ts';
import { signedIn } from '#web/offline/station-outbox.ts';
import { clock } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { NotKept, sayKept, useKeeping } from './acts-kit.tsx';
import { Sheet } from './acts-sheet.tsx';
import { AtTime, useAtTime } from './acts-time.tsx';
import { Choice } from './pad-choices.tsx';
import { draftOf, keepDraft } from './pad-draft.ts';
import { anchorOf, type ChairScale, chairScales, dueScales, lastRated, scoredAs } from './rating-scales.ts';
import type { SessionInHand } from './session-data.ts';

type Props = { hand: SessionInHand; close: () => void };

/** Scales that are rated at the chair, item by item; the total is worked out and shown before it is kept. */
export function RatingSheet({ hand, close }: Props) {
  const [name, setName] = useState<ChairScale>();
  /** The one in hand was due when it was opened: what is due beside it comes next. */
  const [wasDue, setWasDue] = useState(false);
  const zone = hand.floor.clinic.timeZone;
  const due = dueScales(hand);
  const lastWords = (of: ChairScale) => {
    const said = lastRated(hand.record, of);
    if (said === undefined) return t('rating.notYet');
    const { to: most } = listedScales[of].total.value;
    const total =
      said.total === null
        ? t('absent.notKnown')
        : of === 'rass'
          ? String(said.total)
          : t('rating.ofMost', { total: said.total, most });
    return t(said.isOfSet ? 'rating.lastOfSet' : 'rating.last', { total, time: clock(said.atMs, zone) });
  };
  const lists = [chairScales.filter((of) => due.has(of)), chairScales.filter((of) => !due.has(of))];
  const open = (of: ChairScale) => {
    setName(of);
    setWasDue(due.has(of));
  };
  /** What is due beside it is rated next; else the sheet is done. */
  const done = (kept: ChairScale) =>
    wasDue && [...due.keys()].some((of) => of !== kept) ? setName(undefined) : close();
  return (
    <Sheet
      title={name === undefined ? t('rating.title') : listedScales[name].title}
      hand={hand}
      close={name === undefined ? close : () => setName(undefined)}
    >
      <div className="act-narrow stack">
        {name === undefined ? (
          <>
            <p>{t('rating.which')}</p>
            {lists.map(
              (list, at) =>
                list.length > 0 && (
                  <section key={at === 0 ? 'due' : 'others'} className="stack g1">
                    {due.size > 0 && <h2>{t(at === 0 ? 'rating.due' : 'rating.others')}</h2>}
                    <div className="choices choices-2">
                      {list.map((of) => {
                        const sinceMs = due.get(of);
                        return (
                          <Choice
                            key={of}
                            isOn={false}
                            value={listedScales[of].title}
                            word={
                              sinceMs === undefined
                                ? lastWords(of)
                                : t('rating.dueAt', { time: clock(sinceMs, zone), last: lastWords(of) })
                            }
                            pick={() => open(of)}
                          />
                        );
                      })}
                    </div>
                  </section>
                ),
            )}
          </>
        ) : (
          <Items key={name} name={name} hand={hand} close={() => done(name)} />
        )}
      </div>
    </Sheet>
  );
}

type ItemsProps = Props & { name: ChairScale };

/** Our own short words for each item: the form with its owner’s words lies beside, until a licensed clinic loads them. */
function Items({ name, hand, close }: ItemsProps) {
  const scale = listedScales[name];
  const { rows } = scale.items;
  const { busy, error, run, keep } = useKeeping(hand);
  const at = useAtTime(hand);
  const [answers, setAnswers] = useState<readonly Answer[]>(() => rows.map(() => null));
  const answered = answers.filter((answer) => answer !== null).length;
  const { total, band } = scoredAs(name, answers);
  const official = scale.officialText;
  const save = () =>
    void run(async () => {
      const { event } = await keep('rating', { scale: name, answers: [...answers], total }, at.atMs);
      if (name === 'cadss' && total !== null) intoPad(hand, total);
      sayKept(hand, t('rating.kept', { scale: scale.title, total: total ?? t('absent.notKnown') }), event);
      close();
    });
  return (
    <>
      <p className="small quiet">
        {official === undefined
          ? t('rating.ownWords', { licence: scale.licence.value.says })
          : t('rating.official', { from: official.from })}
      </p>
      <div>
        {rows.map((item, index) => {
          const said = answers[index];
          const word = official?.items[index] ?? item.label;
          return (
            <fieldset key={item.label} className="scale-item">
              <legend className="unseen">{word}</legend>
              <span className="strong" aria-hidden>
                {rows.length > 1 ? `${index + 1}. ` : ''}
                {word}
              </span>
              <div className="scale-points">
                {Array.from({ length: item.to - item.from + 1 }, (_, step) => item.from + step).map((points) => (
                  <Choice
                    key={points}
                    isOn={said === points}
                    value={points < 0 ? `−${-points}` : String(points)}
                    word={anchorOf(name, points)}
                    before={word}
                    pick={() => setAnswers(answers.with(index, said === points ? null : points))}
                  />
                ))}
              </div>
            </fieldset>
          );
        })}
      </div>
      <AtTime hand={hand} of={at} word={t('rating.ratedAt')} />
      <NotKept error={error} />
      <div className="scale-total">
        <p className="act-number num" role="status">
          {total === null ? t('rating.noTotal') : t('rating.total', { total, most: scale.total.value.to })}
          {band !== null && <small className="quiet"> {band}</small>}
        </p>
        <Button
          size="xl"
          variant="filled"
          className="act-main scale-keep"
          loading={busy}
          disabled={answered === 0 || at.wrong !== undefined}
          onClick={save}
        >
          <span className="act-main-word">{t('rating.keep')}</span>
          <span className="act-main-more">
            {answered === rows.length ? t('rating.all') : t('rating.open', { count: rows.length - answered })}
          </span>
        </Button>
      </div>
    </>
  );
}

/** The pad’s next set takes the total over, seen by whoever keeps it: dissociation is judged from readings. */
function intoPad(hand: SessionInHand, cadss: number): void {
  const by = signedIn();
  const draft = draftOf(hand.session.id, by);
  keepDraft(hand.session.id, by, { ...draft, chosen: { ...draft.chosen, cadss } });
}
