import { clock } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { Fact, Facts } from '#web/ui/parts.tsx';
import { LastNumbers } from './floor-numbers.tsx';
import { nextOf, titleOf, whenWords } from './floor-words.ts';
import type { Handing } from './handover-list.ts';

/** What the record says, beside what a person writes: never in their words, never instead of them. */
export function HandoverFacts({ of, zone, nowMs }: { of: Handing; zone: string; nowMs: number }) {
  const { record, agenda, where } = of;
  const next = nextOf(agenda.todo.filter(({ what }) => what !== 'handover'));
  const newest = record.readings.at(-1);
  const running = record.sideEffects.filter(({ endedAtMs }) => endedAtMs === undefined);
  return (
    <section className="handover-facts" aria-label={t('handover.factsOf', { where })}>
      <Facts>
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
      </Facts>
    </section>
  );
}

function effectWords({ effect, grades }: Handing['record']['sideEffects'][number]): string {
  const name = effect.replaceAll('-', ' ');
  const grade = grades.at(-1)?.grade;
  return grade === undefined ? name : t('floor.effectGrade', { effect: name, grade });
}
