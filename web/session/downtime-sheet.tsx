import './downtime.css';
import type { ReactNode } from 'react';
import { orderInWords } from '#clinical/plan/plan.ts';
import { type Agenda, givenOf, type SessionRecord, thresholds } from '#clinical/session/session.ts';
import type { Floor, FloorSession } from '#server/session/floor.shapes.ts';
import { clock, day, moment, today } from '#web/platform/format.ts';
import { useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { LinesInWords } from './downtime-lines.tsx';
import { DowntimeReadings } from './downtime-readings.tsx';
import { personOf } from './floor-seats.ts';
import { chairWords, mg } from './floor-words.ts';

export type SheetProps = { floor: Floor; session: FloorSession; record: SessionRecord; agenda: Agenda; nowMs: number };

/** One page of paper that carries a session on: who it is, what is ordered, what is known, and lines to write on. */
export function DowntimeSheet(props: SheetProps) {
  const { floor, session, nowMs } = props;
  const { name } = useMe();
  const zone = floor.clinic.timeZone;
  const chair = floor.chairs.find(({ id }) => id === session.chairId)?.name;
  const lines = givenOf(session, today(zone, nowMs)).lines ?? thresholds;
  return (
    <article className="sheet" aria-label={t('down.titleOf', { initials: session.patient.initials })}>
      <header className="down-head">
        <div>
          <h2>{t('down.title')}</h2>
          <p>
            {floor.clinic.name} · {chair === undefined ? t('down.noChair') : chairWords(chair)}
          </p>
        </div>
        <p className="down-printed num">
          {t('down.printed', { time: moment(nowMs, zone), who: name })}
          <br />
          {t('down.asOf', { time: clock(nowMs, zone) })}
        </p>
      </header>
      <Who session={session} />
      <div className="down-two">
        <Ordered {...props} />
        <Known {...props} />
      </div>
      <h3>{t('down.readings')}</h3>
      <DowntimeReadings {...props} />
      <p className="down-small">{t('down.cannotOften')}</p>
      <h3>{t('down.pumpLine')}</h3>
      <ul className="down-blanks">
        {pumpBlanks.map((what) => (
          <Blank key={what}>{t(what)}</Blank>
        ))}
        <Blank wide>{t('down.medicine')}</Blank>
      </ul>
      <LinesInWords lines={lines} />
      <ul className="down-blanks">
        <Blank wide>{leavingWords(props)}</Blank>
        <Blank>{t('down.escort')}</Blank>
        <Blank>{t('down.emergencyPhone')}</Blank>
        <Blank>{t('down.prescriberPhone')}</Blank>
        <Blank wide>{t('down.signature')}</Blank>
      </ul>
    </article>
  );
}

const pumpBlanks = [
  'down.pumpStart',
  'down.pumpRate',
  'down.pumpPause',
  'down.pumpResume',
  'down.pumpStop',
  'down.pumpVolume',
  'down.pumpWaste',
] as const;

function Blank({ wide = false, children }: { wide?: boolean; children: ReactNode }) {
  return <li className={wide ? 'down-blank down-blank-wide' : 'down-blank'}>{children}</li>;
}

/** Two identifiers, and the allergies: written none is said, and so is nothing written. */
function Who({ session: { patient } }: Pick<SheetProps, 'session'>) {
  const real = patient.allergies.filter(({ kind }) => kind !== 'no-known-allergies');
  const allergies =
    patient.allergies.length === 0
      ? t('session.allergiesNotKnown')
      : real.length === 0
        ? t('session.noAllergies')
        : t('session.allergy', {
            what: real
              .map(({ substance, reaction }) => (reaction ? `${substance} (${reaction})` : substance))
              .join(', '),
          });
  return (
    <section className="down-who">
      <p className="down-name num">
        <strong>
          {patient.familyName}, {patient.givenName}
        </strong>
        <span>{t('down.born', { day: day(patient.birthOn) })}</span>
        <span>{t('down.number', { number: patient.number })}</span>
      </p>
      <p className="down-allergy">
        <strong>{allergies}.</strong> {t('down.confirm')}
      </p>
    </section>
  );
}

function Line({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="down-line">
      <dt>{name}</dt>
      <dd className="num">{children}</dd>
    </div>
  );
}

function Ordered({ floor, session }: SheetProps) {
  const { order, protocol } = session;
  if (order === null)
    return (
      <section>
        <h3>{t('down.order')}</h3>
        <p className="down-stop">{t('down.noOrder')}</p>
      </section>
    );
  const signer = personOf(floor, order.signedBy);
  return (
    <section>
      <h3>{t('down.order')}</h3>
      {order.state !== 'active' && <p className="down-stop">{t('down.orderEnded', { state: order.state })}</p>}
      <dl>
        <Line name={t('down.dose')}>{t('down.doseOf', { drug: order.drug, dose: mg(order.doseUg) })}</Line>
        <Line name={t('down.route')}>{orderInWords(order)}</Line>
        {order.route === 'iv' && <Pumped order={order} />}
        <Line name={t('down.valid')}>
          {t('down.validOf', { from: day(order.validFrom), until: day(order.validUntil) })}
        </Line>
        <Line name={t('down.signedBy')}>{signer?.name ?? t('floor.someone')}</Line>
        {protocol !== null && (
          <Line name={t('down.protocol')}>
            {t('down.protocolOf', { title: protocol.title, version: protocol.version })}
          </Line>
        )}
      </dl>
    </section>
  );
}

function Pumped({ order }: { order: Extract<NonNullable<FloorSession['order']>, { route: 'iv' }> }) {
  const volumeUl = Math.ceil((order.doseUg * 1_000) / order.concentrationUgPerMl);
  return (
    <>
      <Line name={t('down.concentration')}>
        {t('down.mgPerMl', { value: thousandths(order.concentrationUgPerMl) })}
      </Line>
      <Line name={t('down.pump')}>
        {t('down.pumpOf', {
          rate: thousandths(order.pumpRateUlPerH),
          volume: thousandths(volumeUl),
          min: order.overMin,
        })}
      </Line>
    </>
  );
}

/** Whole micrograms and microlitres as the thousandfold unit: 52 500 is "52.5". */
const thousandths = (whole: number): string => String(whole / 1_000);

function Known({ floor, record, agenda, nowMs }: SheetProps) {
  const zone = floor.clinic.timeZone;
  const at = (ms: number | undefined, otherwise: string) => (ms === undefined ? otherwise : clock(ms, zone));
  const { dosing, earliestLeaveMs, isEarliestFirm } = agenda;
  const effects = record.sideEffects.filter(({ endedAtMs }) => endedAtMs === undefined);
  const watcher = personOf(floor, record.watch?.by);
  return (
    <section>
      <h3>{t('down.known')}</h3>
      <dl>
        <Line name={t('down.phase')}>{agenda.phaseSays}</Line>
        <Line name={t('down.arrived')}>{at(record.arrived?.atMs, t('down.notArrived'))}</Line>
        <Line name={t('down.identity')}>{at(record.identity?.atMs, t('absent.notKnown'))}</Line>
        <Line name={t('down.start')}>{at(dosing.startedAtMs, t('down.notStarted'))}</Line>
        {dosing.startedAtMs !== undefined && (
          <Line name={t('down.given', { time: clock(nowMs, zone) })}>
            {t('down.givenOf', { mg: (dosing.givenUg / 1_000).toFixed(1) })}
          </Line>
        )}
        {dosing.endedAtMs !== undefined && <Line name={t('down.end')}>{clock(dosing.endedAtMs, zone)}</Line>}
        <Line name={t('down.leave')}>
          {earliestLeaveMs === undefined
            ? t('absent.notKnown')
            : t(isEarliestFirm ? 'down.leaveAt' : 'down.leaveAbout', { time: clock(earliestLeaveMs, zone) })}
        </Line>
        <Line name={t('down.effects')}>
          {effects.length === 0
            ? t('down.none')
            : effects.map(({ effect, atMs }) => `${effect.replaceAll('-', ' ')} ${clock(atMs, zone)}`).join(', ')}
        </Line>
        <Line name={t('down.watch')}>{watcher?.name ?? t('down.nobodyWatches')}</Line>
      </dl>
    </section>
  );
}

const leavingWords = ({ agenda, floor }: SheetProps): string =>
  agenda.earliestLeaveMs === undefined
    ? t('down.leavingUnknown')
    : t('down.leaving', { time: clock(agenda.earliestLeaveMs, floor.clinic.timeZone) });
