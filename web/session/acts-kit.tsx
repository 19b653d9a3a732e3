import { notifications } from '@mantine/notifications';
import { type DataOf, happenedAt, type Kind, type SessionEvent } from '#clinical/session/session.ts';
import { NotWritten } from '#web/offline/outbox.ts';
import { clock } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { Refusal } from '#web/ui/form-parts.tsx';
import { Notice } from '#web/ui/parts.tsx';
import { say } from '#web/ui/say.ts';
import { UndoWord } from './acts-undo.tsx';
import { type SessionInHand, serverNow, write } from './session-data.ts';

/** For how long a slip of the finger is taken back with one tap. */
const undoMs = 10_000;

/** The same moment on this device's clock: facts carry that, and how far it is off. */
const onThisClock = (atMs: number): number => Math.round(atMs - (serverNow() - Date.now()));

/** Writes facts of one session; what could not be written is said, and the sheet stays as it is. */
export function useKeeping(hand: SessionInHand) {
  const { busy, error, run, forget } = useBusy();
  const session = hand.session.id;
  /** @param atMs when it happened by the server's clock; left out: now */
  const keep = <K extends Kind>(kind: K, data: DataOf<K>, atMs?: number) =>
    write({ session, kind, data, ...(atMs === undefined ? {} : { measuredAtMs: onThisClock(atMs) }) });
  return { busy, error, run, forget, keep };
}

export const askedAt = (atMs: number | undefined) => (atMs === undefined ? {} : { measuredAtMs: onThisClock(atMs) });

/** The sentence of what was not kept. Full storage has its own; all else is said as everywhere. */
export function NotKept({ error }: { error: unknown }) {
  if (error instanceof NotWritten)
    return (
      <div role="alert">
        <Notice state="red" title={t('acts.notKept')}>
          {error.message}
        </Notice>
      </div>
    );
  return <Refusal error={error} />;
}

/** The word that stands now: one at a time, more would hide what is tapped next. */
let lastSaid = '';
export function hushKept(): void {
  notifications.hide(lastSaid);
}

/** A quiet word that it is kept, at the time when it happened, with a way back for ten seconds. Taking it back is a correction: the record shows both. */
export function sayKept(hand: SessionInHand, what: string, event: SessionEvent, ...withIt: SessionEvent[]): void {
  const { id } = event;
  const time = clock(happenedAt(event), hand.floor.clinic.timeZone);
  const takeBack = async () => {
    notifications.hide(id);
    const takeAllBack = async () => {
      for (const { id: of } of [event, ...withIt]) {
        const data = { of, change: { retracted: true }, reason: t('acts.undoReason') };
        await write({ session: hand.session.id, kind: 'correction', data });
      }
    };
    await takeAllBack().then(
      () => say(t('acts.undone')),
      (error: unknown) =>
        notifications.show({
          message: error instanceof Error ? error.message : t('acts.notKept'),
          color: 'red',
          role: 'alert',
          closeButtonProps: { 'aria-label': t('act.close') },
        }),
    );
  };
  hushKept();
  lastSaid = id;
  notifications.show({
    id,
    message: <UndoWord says={t('acts.keptAt', { what, time })} undo={() => void takeBack()} />,
    color: 'green',
    autoClose: undoMs,
    withCloseButton: false,
    role: 'status',
  });
}
