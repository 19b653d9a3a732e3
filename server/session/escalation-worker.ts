import { listTenants } from '#server/identity/address.actions.ts';
import type { Services } from '#server/platform/services.ts';
import { climb, type Memory } from './escalation.ts';
import { sendOwed } from './escalation-send.ts';

export type Escalation = { stop(): Promise<void> };

/** Time passes without any signal: so often every clinic is looked at. */
const lookEveryMs = 5_000;
/** What a chair writes down comes in bursts. */
const soonMs = 250;

/** Starts what calls people when nobody answers. It runs in every server process; the database lets one of them at it. */
export function startEscalation(services: Services): Escalation {
  const { live, log } = services;
  const memories = new Map<string, Memory>();
  const soon = new Set<string>();
  let stopped = false;
  let turn: Promise<void> | undefined;
  let sending: Promise<void> | undefined;
  let again: NodeJS.Timeout | undefined;

  const quietly = async (what: string, clinicId: string, work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      log.error({ clinicId, err: error instanceof Error ? error.message : String(error) }, what);
    }
  };
  const lookAt = async (clinics: readonly string[]): Promise<void> => {
    for (const clinicId of clinics) {
      if (stopped) return;
      const memory = memories.get(clinicId) ?? new Map();
      memories.set(clinicId, memory);
      await quietly('escalation could not look at a clinic', clinicId, () => climb(services, clinicId, memory));
    }
    // Letters go beside it: a mail server that hangs does not hold the ladder up.
    sending ??= sendAll(clinics).finally(() => {
      sending = undefined;
    });
  };
  const sendAll = async (clinics: readonly string[]): Promise<void> => {
    for (const clinicId of clinics)
      if (!stopped) await quietly('escalation could not send', clinicId, () => sendOwed(services, clinicId));
  };
  const begin = (clinics: () => Promise<readonly string[]>): void => {
    if (stopped || turn !== undefined) return;
    turn = clinics()
      .then(lookAt)
      .catch((error: unknown) =>
        log.error({ err: error instanceof Error ? error.message : String(error) }, 'escalation could not look'),
      )
      .finally(() => {
        turn = undefined;
        if (soon.size > 0) lookSoon();
      });
  };
  const lookSoon = (): void => {
    again ??= setTimeout(() => {
      again = undefined;
      if (turn !== undefined) return;
      const clinics = [...soon];
      soon.clear();
      begin(() => Promise.resolve(clinics));
    }, soonMs);
  };
  const unsubscribe = live.subscribe('any', (clinicId) => {
    soon.add(clinicId);
    lookSoon();
  });
  const timer = setInterval(() => begin(() => listTenants(services)), lookEveryMs);
  timer.unref();
  begin(() => listTenants(services));
  return {
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      clearTimeout(again);
      unsubscribe();
      await turn;
      await sending;
    },
  };
}
