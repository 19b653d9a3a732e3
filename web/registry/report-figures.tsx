import { type Count, isAbsent, type ReportFigures, type ReportGrade } from '#clinical/finder/finder.ts';
import { t } from '#web/platform/text.ts';
import { Card, Fact, Facts, Pill } from '#web/ui/parts.tsx';
import './registry.css';

/** A count as everyone reads it: the number, or why there is none. */
function Counted({ of }: { of: Count }) {
  if ('shown' in of) return <span className="mono">{of.shown.toLocaleString('en')}</span>;
  return <Pill state="unknown">{t(of.hidden === '1-10' ? 'figures.oneToTen' : 'figures.keptBack')}</Pill>;
}

const wordOf = (of: Count): string =>
  'shown' in of
    ? of.shown.toLocaleString('en')
    : t(of.hidden === '1-10' ? 'figures.oneToTen' : 'figures.keptBack').toLowerCase();

/** What the record does not hold, with the reason that is published. */
function Absent({ name, why }: { name: string; why: string }) {
  return (
    <Fact name={name}>
      <Pill state="unknown">{t('figures.absent')}</Pill> <span className="small quiet">{why}</span>
    </Fact>
  );
}

/** Every figure of a report in the order in which it is published: who and how complete, then what happened. */
export function ReportFiguresShown({
  figures,
  prices,
}: {
  figures: ReportFigures;
  prices: { absent: string } | object;
}) {
  const { people, completeness, outcomes, sessions, readings, transfers, waiting } = figures;
  return (
    <>
      <Card title={t('figures.people')}>
        <Facts>
          {isAbsent(people) ? (
            <Absent name={t('figures.began')} why={people.absent} />
          ) : (
            <Fact name={t('figures.began')}>
              <Counted of={people.began} />
            </Fact>
          )}
          {isAbsent(completeness) && <Absent name={t('figures.completeness')} why={completeness.absent} />}
          {isAbsent(outcomes) && <Absent name={t('figures.outcomes')} why={outcomes.absent} />}
          {isAbsent(waiting) && <Absent name={t('figures.waiting')} why={waiting.absent} />}
          {isAbsent(prices) && <Absent name={t('figures.prices')} why={prices.absent} />}
        </Facts>
      </Card>
      {!isAbsent(sessions) && (
        <Card title={t('figures.sessions')}>
          <Facts>
            <Fact name={t('figures.total')}>
              <Counted of={sessions.total} />
            </Fact>
            {sessions.byRoute.map(({ route, sessions: held }) => (
              <Fact key={route} name={t(`figures.route.${route}`)}>
                <Counted of={held} />
              </Fact>
            ))}
            {!isAbsent(transfers) && (
              <Fact name={t('figures.transfers')}>
                <Counted of={transfers.unplanned} />{' '}
                <span className="small quiet">{t('figures.unplanned', { total: wordOf(transfers.sessions) })}</span>
              </Fact>
            )}
          </Facts>
        </Card>
      )}
      {!isAbsent(readings) && (
        <Card title={t('figures.readings')}>
          <Facts>
            <Fact name={t('figures.due')}>
              <Counted of={readings.due} />
            </Fact>
            <Fact name={t('figures.late')}>
              <Counted of={readings.late} />
            </Fact>
          </Facts>
        </Card>
      )}
      <SideEffects of={figures.sideEffects} />
    </>
  );
}

const gradeWord = (grade: ReportGrade): string =>
  grade === 'not-stated' ? t('figures.notStated') : t('figures.grade', { grade });

const isNone = (count: Count): boolean => 'shown' in count && count.shown === 0;

function SideEffects({ of }: { of: ReportFigures['sideEffects'] }) {
  if (isAbsent(of))
    return (
      <Card title={t('figures.sideEffects')}>
        <Facts>
          <Absent name={t('figures.sideEffects')} why={of.absent} />
        </Facts>
      </Card>
    );
  const seen = of.effects.filter(({ grades }) => !grades.every(({ sessions }) => isNone(sessions)));
  const never = of.effects.filter((effect) => !seen.includes(effect));
  return (
    <Card title={t('figures.sideEffects')}>
      <p className="quiet">{t('figures.sideEffectsOf', { total: wordOf(of.sessions) })}</p>
      {seen.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by the keyboard
        <section className="report-table" aria-label={t('figures.sideEffects')} tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('figures.effect')}</th>
                {seen[0]?.grades.map(({ grade }) => (
                  <th key={grade} scope="col">
                    {gradeWord(grade)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {seen.map(({ effect, grades }) => (
                <tr key={effect}>
                  <th scope="row">{t(`effect.of.${effect}`)}</th>
                  {grades.map(({ grade, sessions }) => (
                    <td key={grade}>{wordOf(sessions)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {never.length > 0 && (
        <p className="small quiet">
          {t('figures.noneOfAny', { names: never.map(({ effect }) => t(`effect.of.${effect}`)).join('; ') })}
        </p>
      )}
    </Card>
  );
}
