import { TwoIdentifiers } from '#web/chart/who-is-this.tsx';
import { clock } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { Fact, Facts } from '#web/ui/parts.tsx';
import { allergyWords } from './acts-sheet.tsx';
import { LastNumbers } from './floor-numbers.tsx';
import { mg, nextOf, titleOf, whenWords } from './floor-words.ts';
import type { Handing } from './handover-list.ts';
import { drugWordsOf, routeOf } from './session-route.ts';

/** What the record says, beside what a person writes: never in their words, never instead of them. */
export function HandoverFacts({ of, zone, nowMs }: { of: Handing; zone: string; nowMs: number }) {
  const { record, agenda, session, where } = of;
  const next = nextOf(agenda.todo.filter(({ what }) => what !== 'handover'));
  const newest = record.readings.at(-1);
  const running = record.sideEffects.filter(({ endedAtMs }) => endedAtMs === undefined);
  const open = agenda.deviations.filter(({ isExplained }) => !isExplained);
  return (
    <section className="handover-facts" aria-label={t('handover.factsOf', { where })}>
      <Facts>
        <Fact name={t('handover.who')}>
          <TwoIdentifiers {...session.patient} />
        </Fact>
        <Fact name={t('handover.allergies')}>
          <strong>{allergyWords(of)}</strong>
        </Fact>
        <Fact name={t('handover.dose')}>
          <span className="num">{doseWords(of, zone)}</span>
        </Fact>
        <Fact name={t('handover.next')}>
          {next === undefined ? t('floor.nothingDue') : `${titleOf(next)} ${whenWords(next, nowMs)}`}
        </Fact>
        <Fact name={t('handover.effects')}>
          {running.length === 0 ? (
            <span className="absent">{t('handover.noEffects')}</span>
          ) : (
            running.map(effectWords).join(', ')
          )}
        </Fact>
        <Fact name={t('handover.last')}>
          {newest === undefined ? (
            <span className="absent">{t('handover.noReading')}</span>
          ) : (
            <span className="num">
              {clock(newest.atMs, zone)}
              <LastNumbers record={record} agenda={agenda} nowMs={nowMs} />
            </span>
          )}
        </Fact>
        <Fact name={t('handover.deviations')}>
          {open.length === 0 ? (
            <span className="absent">{t('handover.noDeviations')}</span>
          ) : (
            <ul className="handover-open">
              {open.map(({ of: fact, rule, says }) => (
                <li key={`${fact}:${rule}`}>{says}</li>
              ))}
            </ul>
          )}
        </Fact>
      </Facts>
    </section>
  );
}

/** What is ordered, and what was given of it: the one is never taken for the other. */
function doseWords({ session, record, agenda }: Handing, zone: string): string {
  const route = routeOf({ record, session });
  const drug = route === undefined ? t('floor.noDrug') : drugWordsOf(route);
  const { startedAtMs, givenUg } = agenda.dosing;
  return [
    session.order === null
      ? t('handover.noOrder', { drug })
      : t('handover.ordered', { drug, amount: mg(session.order.doseUg) }),
    startedAtMs === undefined
      ? t('handover.nothingGiven')
      : t('handover.givenSince', { amount: mg(givenUg), time: clock(startedAtMs, zone) }),
  ].join('; ');
}

function effectWords({ effect, grades }: Handing['record']['sideEffects'][number]): string {
  const name = effect.replaceAll('-', ' ');
  const grade = grades.at(-1)?.grade;
  return grade === undefined ? name : t('floor.effectGrade', { effect: name, grade });
}
