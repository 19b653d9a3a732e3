import { Button } from '@mantine/core';
import { useState } from 'react';
import { cannotReasons, type MonitorLineSaid, type ValueName } from '#clinical/session/session.ts';
import { clock } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { Mark } from '#web/ui/parts.tsx';
import { type DigitName, type PadDraft, type Reason, typedIn, unitOf } from './pad-draft.ts';
import { CannotIcon } from './pad-icons.ts';
import { PadOffer } from './pad-offers.tsx';
import type { SessionInHand } from './session-data.ts';

type Look = 'ok' | 'amber' | 'red' | 'unknown';
type Props = {
  hand: SessionInHand;
  draft: PadDraft;
  looks: (name: DigitName) => Look;
  choose: (name: DigitName) => void;
  cannot: (names: readonly DigitName[], why: Reason | undefined) => void;
  /** A monitor measures this person, or did: the fields keep room for what it says. */
  isMeasured: boolean;
  offers: readonly MonitorLineSaid[];
  accept: (offer: MonitorLineSaid) => void;
};

const blocks: readonly { names: readonly DigitName[]; word: string }[] = [
  { names: ['systolicMmHg', 'diastolicMmHg'], word: t('pad.pressure') },
  { names: ['heartRatePerMin'], word: t('pad.of.heartRatePerMin') },
  { names: ['spo2Pct'], word: t('pad.of.spo2Pct') },
  { names: ['breathsPerMin'], word: t('pad.of.breathsPerMin') },
];

/** What is typed, large, with its unit. The last value is a small grey line and never a default. */
export function PadFields(props: Props) {
  return (
    <div className={`pad-fields${props.isMeasured ? ' pad-fields-offered' : ''}`}>
      {blocks.map((block) => (
        <PadBlock key={block.word} {...props} {...block} />
      ))}
    </div>
  );
}

const worst = (looks: readonly Look[]): Look =>
  (['red', 'amber', 'ok'] as const).find((look) => looks.includes(look)) ?? 'unknown';

function PadBlock({
  hand,
  draft,
  looks,
  choose,
  cannot,
  isMeasured,
  offers,
  accept,
  names,
  word,
}: Props & (typeof blocks)[number]) {
  const [asking, setAsking] = useState(false);
  const [first = 'systolicMmHg'] = names;
  const why = draft.cannot[first];
  const from = names.map((name) => draft.monitor[name]).find((one) => one !== undefined);
  const offer = offers.find(({ values }) => values.some(({ metric }) => metric === first));
  const look = worst(names.map(looks));
  const isActive = draft.active !== undefined && names.includes(draft.active);
  return (
    <section className={`pad-block pad-${look}${isActive ? ' pad-active' : ''}`} aria-label={word}>
      <div className="pad-word">
        <span className="strong">{first === 'spo2Pct' ? <SpO2 /> : word}</span>
        <span className="caption quiet num">{lastWords(hand, names)}</span>
      </div>
      <div className="pad-values">
        {why === undefined ? (
          <>
            <span className="pad-numbers num">
              {names.map((name, at) => (
                <span key={name} className="pad-number-of">
                  {at > 0 && <span className="pad-slash">/</span>}
                  <button
                    type="button"
                    className={`pad-number pad-number-${looks(name)}${draft.active === name ? ' pad-here' : ''}`}
                    aria-pressed={draft.active === name}
                    aria-label={t('pad.field', {
                      name: t(`pad.of.${name}`),
                      value: typedIn(draft, name) === '' ? t('pad.empty') : `${typedIn(draft, name)} ${unitOf(name)}`,
                    })}
                    onClick={() => choose(name)}
                    {...(name === 'systolicMmHg' ? { 'data-autofocus': true } : {})}
                  >
                    {typedIn(draft, name) === '' ? <span className="pad-caret" aria-hidden /> : typedIn(draft, name)}
                  </button>
                </span>
              ))}
            </span>
            <span className="caption quiet row g1">
              {unitOf(first)}
              {(look === 'red' || look === 'amber') && <Mark state={look} size={18} />}
            </span>
          </>
        ) : (
          <p className="pad-cannot-said">
            <Mark state="unknown" /> {t('pad.cannotBecause', { why: t(`pad.why.${why}`) })}
          </p>
        )}
      </div>
      <div className="pad-beside">
        {offer !== undefined && <PadOffer offer={offer} name={word} nowMs={hand.nowMs} accept={() => accept(offer)} />}
        {offer === undefined && isMeasured && (
          <span className="offer-from">
            {from !== undefined && t('monitor.accepted', { device: from.device })}
            {from?.isSimulated === true && ` (${t('monitor.simulated')})`}
          </span>
        )}
        <Button
          size="lg"
          className="pad-cannot"
          aria-label={why === undefined ? t('pad.cannotOf', { name: word }) : t('pad.cannotTakeBack')}
          onClick={() => (why === undefined ? setAsking(true) : cannot(names, undefined))}
          leftSection={<CannotIcon size={18} aria-hidden />}
        >
          {why === undefined ? t('pad.cannot') : t('pad.cannotTakeBack')}
        </Button>
      </div>
      {asking && (
        <Dialog
          title={t('pad.cannotWhy', { name: word })}
          open
          close={() => setAsking(false)}
          above
          typed={() => false}
        >
          <div className="stack">
            <div className="choices choices-2">
              {cannotReasons.map((reason) => (
                <Button
                  key={reason}
                  size="xl"
                  onClick={() => {
                    setAsking(false);
                    cannot(names, reason);
                  }}
                >
                  {t(`pad.why.${reason}`)}
                </Button>
              ))}
            </div>
            <p className="quiet">{t('pad.cannotStays')}</p>
          </div>
        </Dialog>
      )}
    </section>
  );
}

const SpO2 = () => (
  <>
    {t('value.spo')}
    <sub>2</sub>
  </>
);

function lastWords(hand: SessionInHand, names: readonly ValueName[]): string {
  const last = names.map((name) => hand.agenda.lastValues[name]);
  const [first] = last;
  if (first === undefined) return t('pad.noLast');
  const value = last.map((of) => (of === undefined || of.atMs !== first.atMs ? '–' : of.value)).join('/');
  return t('pad.last', { time: clock(first.atMs, hand.floor.clinic.timeZone), value });
}
