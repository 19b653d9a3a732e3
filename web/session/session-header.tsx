import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { groupOf } from '#clinical/session/session.ts';
import { clock, day, today, yearsBetween } from '#web/platform/format.ts';
import { maySee } from '#web/platform/may.ts';
import { useFrame, useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { appearance, setAppearance } from '#web/ui/appearance.ts';
import { BackIcon, CautionIcon, DoneIcon, NotKnownIcon, SeenIcon, StopIcon } from '#web/ui/icons.ts';
import { useHeading } from '#web/ui/page.tsx';
import { WhoIsHere } from '#web/ui/who-is-here.tsx';
import { ChairMark } from './floor-mark.tsx';
import { personOf } from './floor-seats.ts';
import { twinsOf } from './floor-twins.ts';
import { chairMark, shortName } from './floor-words.ts';
import { SavedState } from './saved-state.tsx';
import type { OpenAct } from './session-act.ts';
import { type SessionInHand, useRecords } from './session-data.ts';
import { ConfirmedIcon, QuietIcon } from './session-icons.ts';

/** How long a name stays on the screen of a room that others can look into. */
const nameShownMs = 10_000;

/** Who sits here, by two identifiers, with the allergy: these never fold. */
export function SessionHeader({ hand, open }: { hand: SessionInHand; open: OpenAct }) {
  const { session, floor, record, nowMs } = hand;
  const { patient } = session;
  const zone = floor.clinic.timeZone;
  const group = groupOf(session.groupId, record);
  const frame = useFrame();
  const heading = useHeading(t('session.title', { initials: patient.initials }));
  const confirmer = personOf(floor, record.identity?.by);
  return (
    <header className="top session-top no-print">
      <Link to="/floor" className="back top-back">
        <BackIcon size={22} aria-hidden />
        <span className="no-phone">{t('floor.title')}</span>
        <span className="unseen only-phone">{t('floor.title')}</span>
      </Link>
      {group !== undefined && (
        <Link to="/groups/$id" params={{ id: group }} className="button-link">
          {t('group.toGroup')}
        </Link>
      )}
      <Chair hand={hand} open={open} />
      <div className="who-is">
        <div className="row g1 nowrap-c">
          <h1 ref={heading} tabIndex={-1} className="who-initials">
            {patient.initials}
          </h1>
          <span className="who-age">
            {t('session.years', { years: yearsBetween(patient.birthOn, today(zone, nowMs)) })}
          </span>
          <ShowName name={`${patient.givenName} ${patient.familyName}`} />
        </div>
        <p className="who-ids num">
          <span>{t('session.born', { day: day(patient.birthOn) })}</span>
          <span className="who-dot" aria-hidden>
            {' · '}
          </span>
          <span>{t('session.number', { number: patient.number })}</span>
          {record.identity === undefined ? (
            <span className="absent who-identity">{t('session.identityNotConfirmed')}</span>
          ) : (
            <span className="say-green who-identity">
              <ConfirmedIcon size={18} aria-hidden />{' '}
              {t('session.identityAt', {
                time: clock(record.identity.atMs, zone),
                who: confirmer === undefined ? t('session.toBeClaimed') : shortName(confirmer),
              })}
            </span>
          )}
        </p>
      </div>
      <div className="who-cautions">
        <TwinLine hand={hand} />
        <AllergyLine allergies={patient.allergies} />
      </div>
      <div className="grow" />
      {frame?.demo && <span className="synthetic">{t('shell.synthetic')}</span>}
      <QuietButton />
      <SavedState />
      <WhoIsHere />
    </header>
  );
}

/** Where they sit, and the way to another chair while they are here. */
function Chair({ hand: { session, floor, record }, open }: { hand: SessionInHand; open: OpenAct }) {
  const me = useMe();
  const chair = floor.chairs.find(({ id }) => id === session.chairId);
  const mayMove = record.phase !== 'left' && maySee(me, 'session.open');
  return (
    <ChairMark
      mark={chair === undefined ? '–' : chairMark(chair.name, chair.place)}
      initials={session.patient.initials}
      isLarge
      onMove={mayMove ? () => open('chair') : undefined}
    />
  );
}

/** Somebody with the same initials, or nearly the same name, is on the floor today: the birth date tells them apart. */
function TwinLine({ hand: { floor, session } }: { hand: SessionInHand }) {
  const records = useRecords();
  const says = twinsOf(floor, records).get(session.id)?.says;
  if (says === undefined) return null;
  return (
    <p className="allergy who-twin say-amber num" role="note">
      <CautionIcon size={22} aria-hidden />
      <span>{t('twin.check', { says: says.charAt(0).toUpperCase() + says.slice(1) })}</span>
    </p>
  );
}

/** Ten seconds, then initials again. */
function ShowName({ name }: { name: string }) {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (!shown) return;
    const timer = setTimeout(() => setShown(false), nameShownMs);
    return () => clearTimeout(timer);
  }, [shown]);
  return shown ? (
    <span className="who-name-shown" role="status">
      {name}
    </span>
  ) : (
    <Button
      size="compact-lg"
      className="show-name"
      onClick={() => setShown(true)}
      leftSection={<SeenIcon size={20} aria-hidden />}
    >
      {t('session.showName')}
    </Button>
  );
}

type Allergies = SessionInHand['session']['patient']['allergies'];

/** Nothing written is not "none": it is not known, and says so. */
function AllergyLine({ allergies }: { allergies: Allergies }) {
  const real = allergies.filter(({ kind }) => kind !== 'no-known-allergies');
  if (allergies.length === 0)
    return (
      <p className="allergy allergy-unknown">
        <NotKnownIcon size={22} aria-hidden />
        {t('session.allergiesNotKnown')}
      </p>
    );
  if (real.length === 0)
    return (
      <p className="allergy allergy-none">
        <DoneIcon size={22} aria-hidden />
        {t('session.noAllergies')}
      </p>
    );
  const said = real.map(({ substance, reaction }) => (reaction === '' ? substance : `${substance} (${reaction})`));
  return (
    <p className="allergy allergy-red">
      <StopIcon size={22} aria-hidden />
      <span>{t('session.allergy', { what: said.join(', ') })}</span>
    </p>
  );
}

/** One tap: dark, calm, no sounds at this chair. One tap back. */
function QuietButton() {
  const isQuiet = appearance.use().sensory === 'quiet';
  return (
    <Button
      variant={isQuiet ? 'filled' : 'default'}
      className="quiet-button"
      aria-pressed={isQuiet}
      onClick={() => setAppearance({ sensory: isQuiet ? 'usual' : 'quiet' })}
      leftSection={<QuietIcon size={20} aria-hidden />}
    >
      {t('session.quiet')}
    </Button>
  );
}
