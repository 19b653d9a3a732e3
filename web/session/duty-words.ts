/** What the floor says of who was called, who is next, and what did not arrive. The rule itself is the medicine's. */
import {
  type Agenda,
  type Climb,
  climbsOf,
  nextStep,
  prescribes,
  type Reachable,
  type SessionRecord,
  whomOf,
} from '#clinical/session/session.ts';
import type { Duty, EscalationStep } from '#server/session/duty.shapes.ts';
import type { Floor, FloorSession } from '#server/session/floor.shapes.ts';
import { clock } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import type { Records } from './floor-seats.ts';
import { shortName } from './floor-words.ts';

export type Called = {
  floor: Pick<Floor, 'duty' | 'people' | 'clinic'>;
  session: Pick<FloorSession, 'id' | 'order'>;
  record: SessionRecord;
  agenda: Agenda;
  nowMs: number;
};

/** What climbs at this chair now, as the server sees it too. */
export const climbsAt = ({ record, agenda }: Pick<Called, 'record' | 'agenda'>): Climb[] => climbsOf(record, agenda);

/**
 * "M. Okafor called 10:40, not acknowledged (e-mail failed). Next: R. Hale at 10:45." Empty where nothing is known of it.
 *
 * @param how `short` on a tile
 */
export function callWords(of: Called, climb: Climb | undefined, how: 'whole' | 'short' = 'whole'): string {
  const { duty, people, clinic } = of.floor;
  if (duty === undefined || climb === undefined) return '';
  const nameOf = (id: string | null | undefined) => {
    const person = people.find((one) => one.id === id);
    return person === undefined ? t('floor.someone') : shortName(person);
  };
  const steps = duty.steps.filter(({ session, task }) => session === of.session.id && task === climb.task);
  const told = steps.filter(({ what }) => what === 'told');
  const last = told.findLast(({ place }) => duty.ladder[climb.kind][place]?.whom !== 'watcher') ?? told.at(-1);
  const places = new Set(steps.flatMap(({ what, place }) => (what === 'told' || what === 'nobody' ? [place] : [])));
  const next = nextStep(climb, duty.ladder, places, of.nowMs);
  const before = told.flatMap(({ whom }) => (whom === null ? [] : [whom]));
  const whom = next === undefined ? undefined : whomOf(next.step, reachable(of, duty), before);
  const trouble = [
    ...new Set(told.filter((step) => step.whom === last?.whom).flatMap((step) => troubleOf(step, steps))),
  ];
  const at = (ms: number) => clock(ms, clinic.timeZone);
  const said = [
    ...(last === undefined
      ? []
      : [
          t(how === 'short' ? 'duty.calledShort' : 'duty.called', {
            who: nameOf(last.whom),
            time: at(last.atMs),
            but: trouble.length === 0 ? '' : ` (${trouble.join(', ')})`,
          }),
        ]),
    ...(next === undefined
      ? [t('duty.nextNobody')]
      : whom === undefined
        ? []
        : [t(how === 'short' ? 'duty.nextShort' : 'duty.next', { who: nameOf(whom), time: at(next.dueMs) })]),
  ];
  return said.join(how === 'short' ? '; ' : ' ');
}

/** What was done about what climbs at a chair, for a sentence of the whole floor. */
export const callsOf =
  (floor: Floor, records: Records, nowMs: number, how: 'whole' | 'short' = 'whole') =>
  (id: string, kind: Climb['kind']): string => {
    const session = floor.sessions.find((one) => one.id === id);
    const found = records.get(id);
    if (session === undefined || found === undefined) return '';
    return callWords(
      { floor, session, ...found, nowMs },
      climbsAt(found).find((climb) => climb.kind === kind),
      how,
    );
  };

/** What did not arrive is said, so that nobody counts on it. */
function troubleOf({ id, by }: EscalationStep, steps: readonly EscalationStep[]): string[] {
  if (by !== 'mail' && by !== 'text') return [];
  const outcomes = steps.filter(({ ofStep }) => ofStep === id);
  const failed = outcomes.findLast(({ what }) => what === 'failed');
  if (failed === undefined || outcomes.some(({ what }) => what === 'delivered')) return [];
  if (failed.why === 'not set up') return [t(`duty.notSetUp.${by}`)];
  return [t(`duty.${outcomes.some(({ what }) => what === 'given-up') ? 'givenUp' : 'failed'}.${by}`)];
}

function reachable({ floor, session, record }: Called, duty: Duty): Reachable {
  const watcher = record.watch?.by ?? undefined;
  const prescribers = floor.people.filter(({ roles }) => prescribes(roles)).map(({ id }) => id);
  return {
    watcher: watcher === undefined || duty.leftSite.includes(watcher) ? undefined : watcher,
    prescribersOnSite: duty.onSite.map(({ id }) => id).filter((id) => prescribers.includes(id)),
    signer: session.order?.signedBy,
    prescribers,
  };
}
