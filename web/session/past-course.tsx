import { clock, day } from '#web/platform/format.ts';
import { useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import type { PatientSession } from './past.queries.ts';
import { effectWord } from './side-effect-words.ts';

/** A person's side effects across sessions: one row for each, one column for each session, the worst grade in the cell. */
export function CourseOfEffects({ sessions }: { sessions: readonly PatientSession[] }) {
  const me = useMe();
  const given = sessions.filter(({ startedMs }) => startedMs !== undefined).toReversed();
  const effects = [...new Set(given.flatMap(({ sideEffects }) => sideEffects.map(({ effect }) => effect)))];
  if (effects.length === 0) return <p className="quiet">{t('past.courseNone')}</p>;
  const worst = (session: PatientSession, effect: string) => session.sideEffects.filter((one) => one.effect === effect);
  return (
    <div className="stack g2">
      <p className="small quiet">{t('past.courseHow', { count: given.length })}</p>
      <div className="table-frame">
        <table className="past-course num">
          <thead>
            <tr>
              <th scope="col" aria-label={t('past.effects')} />
              {given.map(({ id, plannedAt }) => (
                <th key={id} scope="col">
                  <span className="past-day">{day(plannedAt)}</span>
                  <span className="unseen">{clock(plannedAt, me.timeZone)}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {effects.map((effect) => (
              <tr key={effect}>
                <th scope="row">{effectWord(effect)}</th>
                {given.map((session) => (
                  <Cell key={session.id} found={worst(session, effect)} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

/** The grade stands as a number; the shade repeats it, an octagonal edge says that it was serious. */
function Cell({ found }: { found: PatientSession['sideEffects'] }) {
  if (found.length === 0) return <td className="past-cell" />;
  const grades = found.flatMap(({ grade }) => grade ?? []);
  const grade = grades.length === 0 ? undefined : Math.max(...grades);
  const isSerious = found.some((one) => one.isSerious === true);
  const says = grade === undefined ? t('past.ungraded') : t('past.grade', { grade });
  return (
    <td className={`past-cell past-grade-${grade ?? 'none'}${isSerious ? ' past-serious' : ''}`}>
      <span aria-hidden>
        {grade ?? '?'}
        {isSerious && '!'}
      </span>
      <span className="unseen">
        {says}
        {isSerious && `, ${t('past.serious')}`}
      </span>
    </td>
  );
}
