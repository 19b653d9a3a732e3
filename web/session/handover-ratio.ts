/** What somebody would watch if they took these over, against the ratio: said before the watch moves. */
import { type Ratio, ratioOf } from '#clinical/session/session.ts';
import { orderedRoute } from './floor-seats.ts';
import type { Handing } from './handover-list.ts';

type One = Pick<Handing, 'session' | 'agenda' | 'mark' | 'open'> & { record: Pick<Handing['record'], 'watch'> };

export type Would = { readonly chairs: readonly string[]; readonly ratio: Ratio };

/** Those they have, those that wait for their read-back, and these. */
export function wouldWatch(all: readonly One[], taker: string, these: readonly string[]): Would {
  const theirs = all.filter(
    ({ record, open, session }) => record.watch?.by === taker || open?.data.to === taker || these.includes(session.id),
  );
  const ratio = ratioOf(
    theirs.map(({ mark, session, agenda }) => ({
      ...{ chair: mark, route: orderedRoute(session), minutesSinceDose: agenda.minutesSinceDose },
    })),
  );
  return { chairs: theirs.map(({ mark }) => mark), ratio };
}
