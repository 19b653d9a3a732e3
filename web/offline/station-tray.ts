/** What the outbox of this station holds, as screens show it, and what a person does with what was refused. */
import { isKind, kinds } from '#clinical/session/session.ts';
import { type Store, store } from '#web/platform/store.ts';
import type { RefusedFact } from './outbox.ts';
import { type Space, space } from './space.ts';
import { held, lookAgainAtFacts, outbox, sendNow, signedIn } from './station-outbox.ts';

export type OutboxState = Space & { waiting: number; sinceMs: number | undefined; refused: readonly RefusedFact[] };

const stateNow = (): OutboxState => {
  const { waiting, refused } = held.get();
  const [oldest] = waiting;
  return {
    ...space.get(),
    waiting: waiting.length,
    sinceMs: oldest === undefined ? undefined : Date.parse(oldest.enteredAt),
    refused,
  };
};
export const outboxState: Store<OutboxState> = store<OutboxState>(stateNow());
held.watch(() => outboxState.set(stateNow()));
space.watch(() => outboxState.set(stateNow()));

/** The session whose own screen is open and says all this in its own words; a screen that can't be shown says nothing. */
export const saidBySession: Store<string | undefined> = store<string | undefined>(undefined);

/** The list of what waits and of what was refused is on the screen. */
export const trayIsOpen: Store<boolean> = store<boolean>(false);

/** The same thing, said so that it can be kept; it happened when the first one did. */
export async function mend(id: string, data: object): Promise<void> {
  const refused = held.get().refused.find(({ event }) => event.id === id);
  const kind = refused?.event.kind;
  const v = kind !== undefined && isKind(kind) ? kinds[kind].length : (refused?.event.v ?? 1);
  await outbox.mend(id, { data, v, by: signedIn() });
  await lookAgainAtFacts();
  sendNow();
}

const dataMost = 2_000;
const noteMost = 1_000;

/** The session says what was discarded and why. */
export async function discard(id: string, note: string): Promise<void> {
  const refused = held.get().refused.find(({ event }) => event.id === id);
  if (refused === undefined) return;
  const { kind, measuredAt, data } = refused.event;
  const what = JSON.stringify(data).slice(0, dataMost);
  const text = `Discarded and not part of the record: ${kind}, ${measuredAt}, ${what}. Not kept because: ${refused.says.slice(0, noteMost / 2)} Reason for discarding: ${note.slice(0, noteMost)}`;
  await outbox.discard(id, { text, by: signedIn() });
  await lookAgainAtFacts();
  sendNow();
}
