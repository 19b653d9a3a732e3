import { Button } from '@mantine/core';
import { redTask } from '#clinical/session/session.ts';
import { clock } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { StopIcon } from '#web/ui/icons.ts';
import { type Called, callWords, climbsAt } from './duty-words.ts';
import { hadWords, nextOf, whenWords } from './floor-words.ts';

/** Whether a red reading is what stands at this chair: nobody has it yet, and nothing but its repeat comes next. */
export function isRedFirst({ record, agenda }: Pick<Called, 'record' | 'agenda'>): boolean {
  const next = nextOf(agenda.todo);
  return climbsAt({ record, agenda }).some(({ kind }) => kind === 'red') && next?.what === 'repeat';
}

/** A red reading that nobody has yet: who was called, who is next, and the tap that says "I have it". */
export function RedCall({ onHave, ...of }: Called & { onHave?: ((task: string) => void) | undefined }) {
  const red = climbsAt(of).find(({ kind }) => kind === 'red');
  if (red === undefined) {
    const { latest } = of.agenda;
    const { people, clinic } = of.floor;
    const [danger] = of.agenda.dangers;
    const red = danger?.id ?? (latest?.judged.state === 'red' ? latest.id : undefined);
    const had = red === undefined ? '' : hadWords(of.record, red, people, clinic.timeZone);
    return had === '' ? null : <p className="small strong num">{had}</p>;
  }
  const danger = of.agenda.dangers.find(({ id }) => redTask(id) === red.task);
  const words = callWords(of, red, 'short');
  const repeat = isRedFirst(of) ? nextOf(of.agenda.todo) : undefined;
  const said = [
    ...(danger?.kind === 'rate' ? [danger.told] : []),
    ...(repeat === undefined ? [] : [t('duty.repeat', { when: whenWords(repeat, of.nowMs) })]),
    words === '' ? t('duty.notCalledYet') : words,
  ];
  return (
    <div className="tile-next tile-next-red">
      <StopIcon size={28} aria-hidden />
      <div className="grow">
        <p className="tile-next-title">
          {danger?.short ?? t('duty.redTitle')}{' '}
          <span className="num">{clock(red.sinceMs, of.floor.clinic.timeZone)}</span>
        </p>
        <p className="small">{said.join('; ')}</p>
      </div>
      {onHave !== undefined && (
        <Button variant="filled" color="red" onClick={() => onHave(red.task)}>
          {t('floor.iHaveIt')}
        </Button>
      )}
    </div>
  );
}
