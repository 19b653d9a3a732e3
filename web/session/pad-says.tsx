import {
  type Interpretation,
  type Judgement,
  judgeIn,
  type ReadingFact,
  thresholds,
} from '#clinical/session/session.ts';
import { clock } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { Mark } from '#web/ui/parts.tsx';
import { parameterWord } from './floor-words.ts';
import { givenHere } from './in-hand.ts';
import type { SessionInHand } from './session-data.ts';

/** The judge of this session: the same one that the agenda asks. */
export function judgeOf({ record, agenda, session, floor, nowMs }: SessionInHand) {
  const given = givenHere(session, floor, nowMs);
  return { judge: judgeIn(record, given, nowMs, agenda.dosing), lines: given.lines ?? thresholds };
}

type Props = {
  hand: SessionInHand;
  judged: Interpretation;
  data: ReadingFact;
  open: string | undefined;
  atMs: number;
  repeatMin: number;
};

/** What the rules say of it, before it is saved: the abnormal with its rule and source, the unasked in one quiet line. */
export function PadSays({ hand, judged, data, open, atMs, repeatMin }: Props) {
  const { floor, session, agenda } = hand;
  const of = (state: Judgement['state']) => judged.judgements.filter((one) => one.state === state);
  const abnormal = [...of('red'), ...of('amber')];
  const unknown = [...new Set(of('not known').map(({ parameter }) => parameterWord(parameter)))];
  const isNothing = Object.keys(data).length === 1;
  if (isNothing && open === undefined) return <p className="pad-said quiet">{t('pad.nothingYet')}</p>;
  const worst = abnormal[0]?.state;
  const isRed = worst === 'red';
  const repeats = abnormal.length > 0 && agenda.dosing.startedAtMs !== undefined;
  // What to do next is said once, however many rules say it.
  const isSaidFirst = (at: number) => abnormal.findIndex(({ next }) => next === abnormal[at]?.next) === at;
  return (
    <section
      className={`pad-said${abnormal.length === 0 ? '' : isRed ? ' pad-said-red' : ' pad-said-amber'}`}
      aria-live="polite"
      aria-label={t('pad.saysLabel')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what is longer than its place is scrolled by keyboard too
      tabIndex={0}
    >
      {abnormal.length > 0 && (
        <>
          <ul className="act-list stack g05">
            {abnormal.map((one, at) => (
              <li key={`${one.parameter} ${one.says}`}>
                <p className={`pad-rule pad-rule-${one.state === 'red' ? 'red' : 'amber'}`}>
                  <Mark state={one.state === 'red' ? 'red' : 'amber'} />
                  <span>{t(one.state === 'red' ? 'pad.state.red' : 'pad.state.amber', { says: one.says })}</span>
                </p>
                {one.next !== '' && isSaidFirst(at) && <p>{one.next}</p>}
                <p className="caption quiet">
                  {t('acts.basis', { source: one.source, class: t(`acts.class.${one.provenance}`) })}
                </p>
              </li>
            ))}
          </ul>
          <p className="strong">{judged.giving.says}</p>
          <p className="small">
            {repeats && t('pad.repeat', { time: clock(atMs + repeatMin * 60_000, floor.clinic.timeZone) })}{' '}
            {session.protocol === null
              ? t('acts.noProtocol')
              : t('acts.protocol', { version: session.protocol.version })}
            .
          </p>
        </>
      )}
      {open !== undefined && (
        <p className="row g05 nowrap">
          <Mark state="unknown" />
          <span className="grow strong">{open}</span>
        </p>
      )}
      {abnormal.length === 0 && open === undefined && (
        <p className="row g05">
          <Mark state="plain" />
          <span className="grow">{t('pad.noObjection')}</span>
        </p>
      )}
      {unknown.length > 0 && (
        <p className="caption quiet">{t('pad.notKnown', { what: unknown.join(', ').toLowerCase() })}</p>
      )}
    </section>
  );
}
