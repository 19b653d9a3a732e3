/** Listens for monitors as soon as it is known for which clinic: a server that was just set up has none yet. */
import { listTenants } from '#server/identity/address.actions.ts';
import type { Services } from '#server/platform/services.ts';
import { type DeviceListener, listenForDevices } from './device-listener.ts';

export type DeviceDoor = {
  /** Where it listens; undefined while there is no clinic, or monitors are not listened for. */
  port(): number | undefined;
  stop(): Promise<void>;
};

const lookEveryMs = 5_000;

export function openDeviceDoor(services: Services): DeviceDoor {
  const { log, config } = services;
  const { mllp } = config;
  if (mllp === undefined) return { port: () => undefined, stop: () => Promise.resolve() };
  let listener: DeviceListener | undefined;
  let said = '';
  let turn: Promise<void> | undefined;
  const clinicNow = async (): Promise<string | undefined> => {
    const clinics = await listTenants(services);
    if (mllp.clinicId !== undefined) return clinics.find((id) => id === mllp.clinicId);
    return clinics.length === 1 ? clinics[0] : undefined;
  };
  const look = async (): Promise<void> => {
    try {
      const clinicId = await clinicNow();
      if (clinicId === undefined) {
        note('monitors are not listened for: there is no such clinic, or there are several and MLLP_CLINIC names none');
        return;
      }
      listener = await listenForDevices(services, mllp, clinicId);
      clearInterval(timer);
      log.info({ host: mllp.host, port: listener.port, tls: mllp.tls !== undefined }, 'listening for monitors');
    } catch (error) {
      note(error instanceof Error ? error.message : String(error));
    }
  };
  const note = (why: string) => {
    if (why !== said) log.warn({ why }, 'no monitors');
    said = why;
  };
  const begin = () => {
    turn ??= look().finally(() => {
      turn = undefined;
    });
  };
  const timer = setInterval(begin, lookEveryMs);
  timer.unref();
  begin();
  return {
    port: () => listener?.port,
    stop: async () => {
      clearInterval(timer);
      await turn;
      await listener?.stop();
    },
  };
}
