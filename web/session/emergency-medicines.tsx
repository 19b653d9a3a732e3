import { Button } from '@mantine/core';
import {
  drugName,
  type EmergencyCard,
  type GivenDose,
  type RepeatClock,
  repeatClock,
  type SignedDose,
} from '#clinical/session/session.ts';
import type { Floor } from '#server/session/floor.shapes.ts';
import { clock, day, today } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { LockIcon } from '#web/ui/icons.ts';
import { Card, Mark } from '#web/ui/parts.tsx';
import { DrugLabel } from './drug-label.tsx';
import { byWeightWords, doseWords, limitWords } from './emergency-words.ts';
import { stopwatch } from './floor-words.ts';
import { SignedIcon } from './session-icons.ts';

type Props = {
  card: EmergencyCard;
  floor: Floor;
  weightGrams: number | undefined;
  nowMs: number;
  /** What was given of a signed row since the card was opened. */
  givenOf: (dose: SignedDose) => readonly GivenDose[];
  give: (dose: SignedDose) => void;
  /** Something that stands on no card. */
  other: () => void;
};

/** What the director signed, each with its label and its clock. What is not signed has a name and no dose. */
export function Medicines({ card, floor, weightGrams, nowMs, givenOf, give, other }: Props) {
  const zone = floor.clinic.timeZone;
  const list = floor.emergency?.doses;
  const signed =
    list === undefined || list === null
      ? undefined
      : t('dose.signedBy', { who: list.signedByName, day: day(today(zone, Date.parse(list.signedAt))) });
  return (
    <Card title={t('card.medicines')} aside={<span className="caption quiet">{t('card.medicinesHow')}</span>} flush>
      <ul className="dose-rows">
        {card.doses.map((dose) => (
          <li key={dose.row} className="dose-row" data-dose={dose.row}>
            <DrugLabel drug={dose.drug} />
            <div className="stack g05 grow">
              <p className="strong num">{doseWords(dose)}</p>
              <DoseNotes dose={dose} weightGrams={weightGrams} />
              {signed !== undefined && (
                <p className="caption dose-signed">
                  <SignedIcon size={16} aria-hidden /> {signed}
                </p>
              )}
              <RepeatLine of={repeatClock(dose, givenOf(dose), nowMs, weightGrams)} nowMs={nowMs} zone={zone} />
            </div>
            <Button
              size="lg"
              className="dose-give"
              aria-label={t('dose.giveOf', { drug: dose.drug, dose: doseWords(dose) })}
              onClick={() => give(dose)}
            >
              {t('medicine.act')}
            </Button>
          </li>
        ))}
        {hiddenNames(card).map((drug) => (
          <li key={drug} className="dose-row dose-row-hidden">
            <DrugLabel drug={drug} hidden />
            <div className="stack g05 grow">
              <p className="strong row g05">
                <LockIcon size={20} aria-hidden /> {t('dose.hidden')}
              </p>
              <p className="small quiet">{t('dose.hiddenWhy')}</p>
            </div>
          </li>
        ))}
      </ul>
      <div className="card-pad stack g1">
        <p className="small quiet">{card.aboutDoses}</p>
        <Button size="lg" onClick={other}>
          {t('card.given')}
        </Button>
      </div>
    </Card>
  );
}

/** A drug of which no row is signed, by name, once; of a drug with a signed row the other rows stay away. */
function hiddenNames({ doses, hidden }: EmergencyCard): string[] {
  const shown = new Set(doses.map(({ drug }) => drugName(drug)));
  return [...new Set(hidden.map(({ drug }) => drugName(drug)))].filter((name) => !shown.has(name));
}

/** By weight, again when, at most how much, for whom not, who stands behind it. */
export function DoseNotes({ dose, weightGrams }: { dose: SignedDose; weightGrams: number | undefined }) {
  const byWeight = byWeightWords(dose, weightGrams);
  const limits = limitWords(dose);
  return (
    <>
      {byWeight !== undefined && <p className="small strong num">{byWeight}</p>}
      {limits !== '' && <p className="small num">{limits}</p>}
      {dose.needsSecond && <p className="small">{t('dose.second')}</p>}
      {dose.note !== '' && <p className="small quiet">{dose.note}</p>}
      <p className="caption quiet">
        {t(dose.basis.verified ? 'dose.basis' : 'dose.basisUnread', {
          source: dose.basis.source,
          class: t(`acts.class.${dose.basis.class}`),
        })}
      </p>
    </>
  );
}

/** Counts down, says when it may be given, and says overdue: a time that has passed is never the next one. */
export function RepeatLine({ of, nowMs, zone }: { of: RepeatClock; nowMs: number; zone: string }) {
  if (of.state === 'not-given') return null;
  if (of.state === 'once' || of.state === 'none-left')
    return <p className="small strong">{t(of.state === 'once' ? 'dose.givenOnce' : 'dose.noneLeft')}</p>;
  if (of.state === 'wait')
    return (
      <p className="small strong num" role="timer">
        {t('dose.wait', { left: stopwatch(of.nextMs - nowMs), time: clock(of.nextMs, zone) })}
      </p>
    );
  return (
    <p className="row g05 nowrap small strong num" role="timer">
      <Mark state={of.state === 'now' ? 'amber' : 'red'} size={18} />
      {of.state === 'now'
        ? t('dose.now', { left: stopwatch(of.untilMs - nowMs) })
        : t('dose.overdue', { time: stopwatch(nowMs - of.sinceMs) })}
    </p>
  );
}
