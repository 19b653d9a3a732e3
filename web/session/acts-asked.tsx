import { Button } from '@mantine/core';
import { useState } from 'react';
import { type DataOf, type DoseKind, kinds, type Objection, objectionTo, readFact } from '#clinical/session/session.ts';
import { t } from '#web/platform/text.ts';
import { Notice } from '#web/ui/parts.tsx';
import { askedAt, NotKept, useKeeping } from './acts-kit.tsx';
import { givenHere } from './in-hand.ts';
import { ask, type SessionInHand } from './session-data.ts';

type Answer = { how: 'refused' | 'offline'; says: string; missing: readonly string[] } | { how: 'unsure' };
type Asks = DoseKind | 'left' | 'group-joined';

/** What the rules here say of an act that is still intended: the server’s own, asked without it. */
export function objectionHere<K extends Asks>(hand: SessionInHand, kind: K, data: DataOf<K>): Objection | undefined {
  const { session, floor, record, agenda, nowMs } = hand;
  const at = new Date(nowMs).toISOString();
  const read = readFact({
    ...{ id: crypto.randomUUID(), session: session.id, kind, v: kinds[kind].length, data: { ...data } },
    ...{ measuredAt: at, enteredAt: at, by: null, station: session.id, stationSeq: 0 },
    ...{ clockOffsetMs: 0, offsetCheckedAt: null },
  });
  if (!('fact' in read)) return { says: read.unread.says, missing: [] };
  const given = givenHere(session, floor, nowMs);
  return objectionTo(read.fact, { record, seen: agenda, given, head: session.head });
}

/**
 * Asks before it is done. Without a network the same rules are asked here, and what they allow is kept as a fact. What
 * has happened all the same is always kept.
 */
export function useAsking<K extends Asks>(hand: SessionInHand, kind: K) {
  const { busy, error, run, keep } = useKeeping(hand);
  const [answer, setAnswer] = useState<Answer>();
  const [asking, setAsking] = useState(false);
  const fact = (data: DataOf<K>, atMs?: number) => run(() => keep(kind, { ...data, as: 'fact' }, atMs));

  /** @returns whether it is done, and the sheet may close */
  async function intend(data: DataOf<K>, atMs?: number): Promise<boolean> {
    setAsking(true);
    setAnswer(undefined);
    let said: Awaited<ReturnType<typeof ask>> | undefined;
    const answered = await run(async () => {
      said = await ask({ session: hand.session.id, kind, data: { ...data, as: 'intent' }, ...askedAt(atMs) });
    });
    setAsking(false);
    if (!answered || said === undefined) return false;
    if (said.outcome === 'kept') return true;
    if (said.outcome === 'refused') {
      setAnswer({ how: 'refused', says: said.says, missing: (said.missing ?? []).map(({ says }) => says) });
      return false;
    }
    if (said.isUnsure) {
      setAnswer({ how: 'unsure' });
      return false;
    }
    const objection = objectionHere(hand, kind, { ...data, as: 'intent' });
    if (objection === undefined) return fact(data, atMs);
    setAnswer({ how: 'offline', says: objection.says, missing: objection.missing.map(({ says }) => says) });
    return false;
  }
  return { busy: busy || asking, error, answer, intend, fact, forget: () => setAnswer(undefined) };
}

/** An answer is no answer below the edge of the sheet. */
const seen = (box: HTMLElement | null) => box?.scrollIntoView({ block: 'nearest' });

type Props = {
  of: Pick<ReturnType<typeof useAsking>, 'answer' | 'error' | 'busy'>;
  anyway: () => void;
  again: () => void;
};

/** What came back, and that what happened is kept whatever a rule says. */
export function AskedAnswer({ of: { answer, error, busy }, anyway, again }: Props) {
  if (answer === undefined) return <NotKept error={error} />;
  if (answer.how === 'unsure')
    return (
      <div role="alert" className="stack g1">
        <Notice state="unknown" title={t('asked.unsureTitle')}>
          {t('asked.unsure')}
        </Notice>
        <Button size="lg" onClick={again} loading={busy}>
          {t('asked.again')}
        </Button>
      </div>
    );
  return (
    <div role="alert" className="stack g1" ref={seen}>
      <Notice
        state={answer.how === 'offline' ? 'amber' : 'red'}
        title={answer.how === 'offline' ? t('asked.offline', { says: answer.says }) : answer.says}
      >
        {answer.missing.length > 0 && (
          <>
            <p>{t('asked.missing')}</p>
            <ul className="plain-list">
              {answer.missing.map((says) => (
                <li key={says}>{says}</li>
              ))}
            </ul>
          </>
        )}
      </Notice>
      <Button size="lg" variant="outline" color="red" onClick={anyway} loading={busy}>
        {t('asked.anyway')}
      </Button>
      <p className="small quiet">{t('asked.anywayHow')}</p>
      <NotKept error={error} />
    </div>
  );
}
