import { Button } from '@mantine/core';
import { type Danger, redTask, takenBy } from '#clinical/session/session.ts';
import { clock } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { StopIcon } from '#web/ui/icons.ts';
import { cardTitle } from './emergency-words.ts';
import { personOf } from './floor-seats.ts';
import { shortName } from './floor-words.ts';
import type { OpenAct } from './session-act.ts';
import type { SessionInHand } from './session-data.ts';

export const firstUp = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);

/** What is dangerous beside the readings stays in sight until it is over, with the acts that end it. */
export function DangerBands({ hand, open }: { hand: SessionInHand; open: OpenAct }) {
  return hand.agenda.dangers.map((danger) => (
    <section key={danger.id} className="band band-red" role="alert">
      <StopIcon size={28} aria-hidden className="mark-red" />
      <p className="grow num">
        <strong>{firstUp(danger.says)}.</strong> {hadBy(danger, hand)}
      </p>
      {danger.kind === 'rate' ? (
        <Button onClick={() => open('pump')}>{t('session.act.pump')}</Button>
      ) : (
        <>
          <Button onClick={() => open('readings')}>{t('session.act.readings')}</Button>
          {danger.card !== undefined && (
            <Button color="red" variant="filled" onClick={() => open('emergency')}>
              {t('session.danger.card', { card: cardTitle(danger.card) })}
            </Button>
          )}
        </>
      )}
    </section>
  ));
}

/** Who has it; until somebody does, that a call goes out. */
function hadBy({ id }: Danger, { record, floor }: SessionInHand): string {
  const had = takenBy(record, { task: redTask(id), kind: 'red', sinceMs: 0 });
  if (had === undefined) return t('session.danger.called');
  const who = personOf(floor, had.by);
  return t('session.danger.had', {
    who: who === undefined ? t('floor.someone') : shortName(who),
    time: clock(had.atMs, floor.clinic.timeZone),
  });
}
