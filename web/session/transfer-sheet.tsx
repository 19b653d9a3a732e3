import type { ReactNode } from 'react';
import { transferSummary, transferValues } from '#clinical/session/session.ts';
import { clock, day, moment, today, yearsBetween } from '#web/platform/format.ts';
import { useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { clockWithSeconds } from './acts-time.tsx';
import { cardTitle } from './emergency-words.ts';
import { personOf } from './floor-seats.ts';
import { chairWords, shortName } from './floor-words.ts';
import type { SessionInHand } from './session-data.ts';

type Said = { id: string; atMs: number; says: string; by: string | null };

/** One page: who, what was given, the last half hour, what was done, and who was called. */
export function TransferSheet({ hand }: { hand: SessionInHand }) {
  const { floor, session, record, agenda, nowMs, waitingIds } = hand;
  const { name } = useMe();
  const { patient } = session;
  const zone = floor.clinic.timeZone;
  const calls = (floor.duty?.steps ?? [])
    .filter((step) => step.session === session.id)
    .map(({ whom, ...step }) => {
      const person = personOf(floor, whom);
      return { ...step, whom: person === undefined ? undefined : shortName(person) };
    });
  const of = transferSummary(record, agenda, nowMs, calls);
  const chair = floor.chairs.find(({ id }) => id === session.chairId)?.name;
  const who = (by: string | null) => {
    const person = personOf(floor, by);
    return person === undefined ? '' : `, ${shortName(person)}`;
  };
  const lines = (all: readonly Said[], nothing: string, seconds = false) =>
    all.length === 0 ? (
      <p className="transfer-none">{nothing}</p>
    ) : (
      <ul className="transfer-lines num">
        {all.map(({ id, atMs, says, by }) => (
          <li key={id}>
            <strong>{seconds ? clockWithSeconds(atMs, zone) : clock(atMs, zone)}</strong> {says}
            {who(by)}
          </li>
        ))}
      </ul>
    );
  const age = yearsBetween(patient.birthOn, today(zone, nowMs));
  return (
    <article className="transfer-sheet" aria-label={t('transfer.title')}>
      <header className="transfer-head">
        <div>
          <h2>{t('transfer.title')}</h2>
          <p>
            {floor.clinic.name} · {chair === undefined ? t('acts.noChair') : chairWords(chair)}
          </p>
        </div>
        <p className="transfer-printed num">
          {t('transfer.printed', { time: moment(nowMs, zone), who: name })}
          {waitingIds.size > 0 && (
            <>
              <br />
              {t('transfer.waiting', { count: waitingIds.size })}
            </>
          )}
        </p>
      </header>
      {floor.clinic.synthetic && <p className="transfer-synthetic">{t('transfer.synthetic')}</p>}
      <Who hand={hand} age={age} of={of} />
      <div className="transfer-two">
        <Part title={t('transfer.why')}>
          {of.emergencies.length === 0 ? (
            <p className="transfer-none">{t('transfer.noCard')}</p>
          ) : (
            <ul className="transfer-lines num">
              {of.emergencies.map(({ id, card, atMs, closed }) => (
                <li key={id}>
                  <strong>{clockWithSeconds(atMs, zone)}</strong> {cardTitle(card)}:{' '}
                  {closed === undefined
                    ? t('transfer.isOpen')
                    : t('transfer.closed', { time: clock(closed.atMs, zone), outcome: closed.outcome })}
                </li>
              ))}
            </ul>
          )}
        </Part>
        <Part title={t('transfer.calls')}>{lines(of.calls, t('transfer.noCalls'), true)}</Part>
      </div>
      <Part title={t('transfer.given')}>{lines(of.given, t('transfer.noGiven'))}</Part>
      <Part title={t('transfer.readings')}>
        <Readings of={of} zone={zone} />
      </Part>
      <div className="transfer-two">
        <Part title={t('transfer.done')}>{lines(of.done, t('transfer.noDone'), true)}</Part>
        <Part title={t('transfer.effects')}>
          {lines(
            of.sideEffects.map((one) => ({
              ...one,
              says: one.isOpen ? `${one.says}, ${t('transfer.goesOn')}` : one.says,
            })),
            t('transfer.noEffects'),
          )}
        </Part>
      </div>
      {of.left > 0 && <p className="transfer-end strong">{t('transfer.left', { count: of.left })}</p>}
      <p className="transfer-end">{t('transfer.end')}</p>
    </article>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="transfer-part">
      <h3>{title}</h3>
      {children}
    </section>
  );
}

/** Two identifiers, and what the next people ask first. Not known is said. */
function Who({ hand, age, of }: { hand: SessionInHand; age: number; of: ReturnType<typeof transferSummary> }) {
  const { patient } = hand.session;
  const notKnown = t('transfer.notKnown');
  const real = patient.allergies.filter(({ kind }) => kind !== 'no-known-allergies');
  const allergies =
    patient.allergies.length === 0
      ? notKnown
      : real.length === 0
        ? t('session.noAllergies')
        : real
            .map(({ substance, reaction }) => (reaction === '' ? substance : `${substance} (${reaction})`))
            .join(', ');
  const more = patient.handOver;
  const medicines = more?.medicines.map(({ name, dose, frequency }) =>
    [name, dose, frequency].filter((part) => part !== '').join(' '),
  );
  const contact = more?.contact;
  return (
    <dl className="transfer-who">
      <div className="transfer-name">
        <dt>{t('transfer.patient')}</dt>
        <dd className="num">
          <strong>
            {patient.familyName}, {patient.givenName}
          </strong>{' '}
          {t('transfer.identity', {
            birth: day(patient.birthOn),
            age,
            number: patient.number,
            sex: more?.sexForClinicalUse ?? notKnown,
          })}
        </dd>
      </div>
      <Line name={t('transfer.allergies')}>{allergies}</Line>
      <Line name={t('transfer.medicines')}>{listed(medicines, notKnown)}</Line>
      <Line name={t('transfer.problems')}>
        {listed(
          more?.problems.map(({ name }) => name),
          notKnown,
        )}
      </Line>
      <Line name={t('transfer.contact')}>
        {contact === undefined || contact === null
          ? notKnown
          : `${contact.name} (${contact.relation}), ${contact.phone}`}
      </Line>
      <Line name={t('transfer.escort')}>{of.escort ?? notKnown}</Line>
      <Line name={t('transfer.weight')}>{of.weight ?? t('transfer.notWeighed')}</Line>
      <Line name={t('transfer.fasting')}>{of.fasting ?? notKnown}</Line>
      <Line name={t('transfer.dissociation')}>
        {of.dissociation.length === 0
          ? notKnown
          : of.dissociation.map(({ atMs, says }) => `${says} (${clock(atMs, hand.floor.clinic.timeZone)})`).join('; ')}
      </Line>
    </dl>
  );
}

const listed = (all: readonly string[] | undefined, notKnown: string) =>
  all === undefined ? notKnown : all.length === 0 ? t('transfer.noneWritten') : all.join(', ');

function Line({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Baseline, every set of the last half hour, and the least and most of the whole session. */
function Readings({ of, zone }: { of: ReturnType<typeof transferSummary>; zone: string }) {
  const none = t('transfer.dash');
  const row = (label: string, id: string, reading: (typeof of.readings)[number] | undefined) => (
    <tr key={id}>
      <th scope="row">{label}</th>
      {transferValues.map(({ name }) => (
        <td key={name}>{reading?.data[name] ?? none}</td>
      ))}
    </tr>
  );
  const extreme = (which: 'low' | 'high') => (
    <tr key={which}>
      <th scope="row">{t(`transfer.${which}`)}</th>
      {transferValues.map(({ name }) => {
        const found = of.extremes.find((one) => one.name === name)?.[which];
        return <td key={name}>{found === undefined ? none : `${found.value} (${clock(found.atMs, zone)})`}</td>;
      })}
    </tr>
  );
  return (
    <div className="transfer-scroll">
      <table className="transfer-table num">
        <thead>
          <tr>
            <th scope="col">{t('transfer.time')}</th>
            {transferValues.map(({ name, says, unit }) => (
              <th key={name} scope="col">
                {says}, {unit}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {row(
            of.baseline === undefined
              ? t('transfer.baselineNone')
              : t('transfer.baseline', { time: clock(of.baseline.atMs, zone) }),
            'baseline',
            of.baseline,
          )}
          {of.readings.map((reading) => row(clock(reading.atMs, zone), reading.id, reading))}
          {extreme('low')}
          {extreme('high')}
        </tbody>
      </table>
    </div>
  );
}
