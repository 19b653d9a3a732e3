import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { moment } from '#web/platform/format.ts';
import { useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { PrintIcon } from '#web/ui/icons.ts';
import { Card, Pill } from '#web/ui/parts.tsx';
import { Empty, When } from '#web/ui/states.tsx';
import { type PatientSession, pastQuery } from './past.queries.ts';
import { CourseOfEffects } from './past-course.tsx';
import { effectWord } from './side-effect-words.ts';
import './past.css';

/** Every session of a person, newest first, and how the side effects went across them. */
export function PastSessionsScreen() {
  const { id } = useParams({ from: '/patients/$id' });
  const asked = useInfiniteQuery(pastQuery(id));
  return (
    <div className="stack g3">
      <h2>{t('past.title')}</h2>
      <When asked={asked} rows={4}>
        {({ pages }) => {
          const sessions = pages.flatMap((page) => page.sessions);
          if (sessions.length === 0)
            return (
              <Card>
                <Empty title={t('past.none')}>{t('past.noneHint')}</Empty>
              </Card>
            );
          return (
            <>
              <Card title={t('past.course')}>
                <CourseOfEffects sessions={sessions} />
              </Card>
              <Card flush>
                <ul className="past">
                  {sessions.map((session) => (
                    <Row key={session.id} session={session} />
                  ))}
                </ul>
              </Card>
              {asked.hasNextPage && (
                <Button
                  className="no-print"
                  loading={asked.isFetchingNextPage}
                  onClick={() => void asked.fetchNextPage()}
                >
                  {t('past.older')}
                </Button>
              )}
            </>
          );
        }}
      </When>
    </div>
  );
}

const ugPerMg = 1_000;

function Row({ session }: { session: PatientSession }) {
  const me = useMe();
  const when = moment(session.plannedAt, me.timeZone);
  const { route, givenUg, lowestSpo2Pct, leftHow, phase, openConflicts, isSigned, emergencies } = session;
  return (
    <li className="past-row">
      <p className="past-when num">
        <strong>{when}</strong>
      </p>
      <dl className="past-facts">
        <Said name={t('past.given')}>
          {route === undefined ? (
            t('past.nothingGiven')
          ) : (
            <>
              <span className="num">{t('past.mg', { mg: givenUg / ugPerMg })}</span> {t(`past.route.${route}`)}
            </>
          )}
        </Said>
        <Said name={t('past.pressure')}>{pressureWords(session)}</Said>
        <Said name={t('past.spo2')}>{lowestSpo2Pct ?? t('absent.notKnown')}</Said>
        <Said name={t('past.effects')}>{effectsWords(session)}</Said>
        <Said name={t('past.ended')}>
          {leftHow === undefined
            ? t(phase === 'expected' ? 'past.planned' : 'past.running')
            : t(`session.how.${leftHow}`)}
        </Said>
      </dl>
      <div className="past-marks">
        {emergencies.length > 0 && <Pill state="red">{t('past.emergency')}</Pill>}
        {openConflicts > 0 && <Pill state="red">{t('past.conflicts', { count: openConflicts })}</Pill>}
        {!isSigned && phase === 'left' && <Pill state="amber">{t('past.unsigned')}</Pill>}
        <Button
          component="a"
          href={`/api/sessions/${session.id}/record.pdf`}
          target="_blank"
          rel="noopener"
          className="no-print"
          leftSection={<PrintIcon size={20} aria-hidden />}
          aria-label={t('past.recordOf', { day: when })}
        >
          {t('past.record')}
        </Button>
      </div>
    </li>
  );
}

function Said({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt className="small quiet">{name}</dt>
      <dd className="num">{children}</dd>
    </div>
  );
}

const pair = ({ systolic, diastolic }: { systolic: number; diastolic?: number | undefined }) =>
  `${systolic}/${diastolic ?? '?'}`;

function pressureWords({ before, highest, highestDiastolic }: PatientSession): string {
  if (highest === undefined) return t('absent.notKnown');
  const most =
    highestDiastolic === undefined
      ? pair(highest)
      : t('past.both', { systolic: pair(highest), diastolic: pair(highestDiastolic) });
  if (before === undefined) return t('past.highest', { highest: most });
  return t('past.change', { before: pair(before), highest: most });
}

function effectsWords({ sideEffects }: PatientSession): string {
  if (sideEffects.length === 0) return t('past.noEffects');
  return sideEffects
    .map(({ effect, grade, isSerious, hasEnded }) => {
      const word = effectWord(effect);
      return [
        grade === undefined ? t('past.effectPlain', { effect: word }) : t('past.effectGraded', { effect: word, grade }),
        ...(isSerious === true ? [t('past.serious')] : []),
        ...(hasEnded ? [] : [t('past.goesOn')]),
      ].join(', ');
    })
    .join('; ');
}
