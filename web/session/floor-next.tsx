import { Button } from '@mantine/core';
import type { Agenda, SessionRecord } from '#clinical/session/session.ts';
import { clock } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { CautionIcon, DoneIcon, LockIcon, NotKnownIcon, StopIcon } from '#web/ui/icons.ts';
import { isDueNow, isLate, nextOf, titleOf, toneOf, whenWords } from './floor-words.ts';
import { ClockIcon } from './session-icons.ts';

type Props = {
  record: SessionRecord;
  agenda: Agenda;
  nowMs: number;
  zone: string;
  /** Who was called for what is late here, and who is next. */
  calls?: string;
  /** Of a practitioner, as the floor names them. */
  nameOf: (id: string | null | undefined) => string;
  onHave?: ((task: string) => void) | undefined;
};

const nextShape = { red: StopIcon, amber: CautionIcon, plain: ClockIcon } as const;

/** The next thing to do at this chair: the largest block, and where one says "I have it". */
export function NextBlock(props: Props) {
  const { agenda, record } = props;
  const late = agenda.todo.some(isLate);
  if (record.firstDose === undefined && record.phase !== 'left' && agenda.toStart.length > 0 && !late)
    return <OpenItems title={t('floor.gate', { count: agenda.toStart.length })} answers={agenda.toStart} />;
  if (agenda.leaving.ready && record.phase !== 'left')
    return (
      <div className="tile-next tile-next-green">
        <DoneIcon size={28} aria-hidden />
        <div className="grow">
          <p className="tile-next-title">{t('floor.allMet', { count: agenda.leaving.criteria.length })}</p>
          <p className="small">{t('floor.letGoNext')}</p>
        </div>
      </div>
    );
  const next = nextOf(agenda.todo);
  if (agenda.phase4 === 4 && record.phase !== 'left' && !late && !agenda.todo.some(isDueNow)) {
    const open = agenda.leaving.criteria.filter(({ answer }) => answer !== 'met');
    return <OpenItems title={t('floor.leaving', { count: open.length })} answers={open} />;
  }
  if (next !== undefined) return <TodoBlock {...props} next={next} />;
  return (
    <div className="tile-next tile-next-plain">
      <DoneIcon size={28} aria-hidden />
      <p className="tile-next-title">{t('floor.nothingDue')}</p>
    </div>
  );
}

function TodoBlock({
  record,
  nowMs,
  zone,
  nameOf,
  onHave,
  next,
  calls = '',
}: Props & { next: Agenda['todo'][number] }) {
  const tone = toneOf(next);
  const Shape = nextShape[tone];
  const have = next.acknowledged;
  const told = record.told.findLast(({ data }) => data.task === next.id);
  const small = [
    ...(isLate(next) && next.atMs !== undefined
      ? [t('floor.wasDue', { what: titleOf(next), time: clock(next.atMs, zone) })]
      : next.what === 'repeat'
        ? [next.says]
        : []),
    ...(told === undefined
      ? []
      : [t(`floor.told.${told.data.how}`, { whom: told.data.whom, time: clock(told.atMs, zone) })]),
    ...(isLate(next) && have === undefined && calls !== '' ? [calls] : []),
    ...(have === undefined ? [] : [t('floor.hasIt', { who: nameOf(have.by), time: clock(have.atMs, zone) })]),
  ];
  return (
    <div className={`tile-next tile-next-${tone}`}>
      <Shape size={28} aria-hidden />
      <div className="grow">
        <Title todo={next} nowMs={nowMs} />
        {small.length > 0 && <p className="small">{small.join(' · ')}</p>}
      </div>
      {isLate(next) && have === undefined && onHave !== undefined ? (
        <Button variant="filled" color="red" onClick={() => onHave(next.id)}>
          {t('floor.iHaveIt')}
        </Button>
      ) : (
        next.atMs !== undefined && <span className="tile-next-clock num">{clock(next.atMs, zone)}</span>
      )}
    </div>
  );
}

/** What is late begins with how late; the rest begins with what it is. */
function Title({ todo, nowMs }: { todo: Agenda['todo'][number]; nowMs: number }) {
  const when = whenWords(todo, nowMs);
  if (isLate(todo)) return <p className="tile-next-title tile-next-late">{when}</p>;
  return (
    <p className="tile-next-title">
      {titleOf(todo)} <span className="tile-next-when">{when}</span>
    </p>
  );
}

type Answered = readonly { readonly answer: 'met' | 'not met' | 'not known' }[];

/** A list that has to be settled first: the gate before the dose, the criteria before leaving. */
function OpenItems({ title, answers }: { title: string; answers: Answered }) {
  const notMet = answers.filter(({ answer }) => answer === 'not met').length;
  const notKnown = answers.filter(({ answer }) => answer === 'not known').length;
  return (
    <div className="tile-next tile-next-unknown">
      {notMet > 0 ? <LockIcon size={28} aria-hidden /> : <NotKnownIcon size={28} aria-hidden />}
      <div className="grow">
        <p className="tile-next-title">{title}</p>
        <p className="small num">{t('floor.gateParts', { notMet, notKnown })}</p>
      </div>
    </div>
  );
}
