/** Gives a dose: asked first while there is a network, kept as a fact where it has happened or is none that was ordered. */
import { useState } from 'react';
import type { DataOf, DoseKind } from '#clinical/session/session.ts';
import { useAsking } from './acts-asked.tsx';
import { useKeeping } from './acts-kit.tsx';
import { useAtTime } from './acts-time.tsx';
import type { SessionInHand } from './session-data.ts';

type GivenKind = Exclude<DoseKind, 'dose-started'>;

/**
 * @param why of what is not as ordered: that is a fact with its explanation, since nobody can be asked to allow it
 */
export function useGiving<K extends GivenKind>(hand: SessionInHand, kind: K, done: () => void) {
  const asking = useAsking(hand, kind);
  const keeping = useKeeping(hand);
  const at = useAtTime(hand);
  const [tried, setTried] = useState<DataOf<K>>();
  const finish = (isDone: boolean) => {
    if (isDone) done();
  };
  const give = async (data: DataOf<K>, of: { why?: string | undefined; isFact: boolean }) => {
    setTried(data);
    if (of.why !== undefined) {
      const why = of.why;
      finish(
        await keeping.run(async () => {
          const { event } = await keeping.keep(kind, { ...data, as: 'fact' }, at.atMs);
          await keeping.keep('deviation-explained', { of: event.id, why });
        }),
      );
    } else finish(await (of.isFact ? asking.fact(data, at.atMs) : asking.intend(data, at.atMs)));
  };
  return {
    at,
    busy: asking.busy || keeping.busy,
    give,
    answer: { answer: asking.answer, error: asking.error ?? keeping.error, busy: asking.busy },
    anyway: () => void (tried !== undefined && asking.fact(tried, at.atMs).then(finish)),
    again: () => void (tried !== undefined && asking.intend(tried, at.atMs).then(finish)),
  };
}
