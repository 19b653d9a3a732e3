/** Listens for monitors as soon as it is known for which clinic: a server that was just set up has none yet. */
import { listTenants } from '#server/identity/address.actions.ts';
import type { MllpConfig } from '#server/platform/config.ts';
import type { Services } from '#server/platform/services.ts';
import { type DeviceListener, listenForDevices } from './device-listener.ts';

export type DeviceDoors = {
  /** Where it listens, having looked once more; none while there is no clinic, or monitors are not listened for. */
  ports(): Promise<number[]>;
  stop(): Promise<void>;
};

const lookEveryMs = 5_000;

/** One for each address that is set; each is one clinic's. */
export function openDeviceDoors(services: Services): DeviceDoors {
  const doors = services.config.mllp.map((at) => openDoor(services, at));
  return {
    ports: async () => (await Promise.all(doors.map((door) => door.port()))).flatMap((port) => port ?? []),
    stop: async () => {
      await Promise.all(doors.map((door) => door.stop()));
    },
  };
}

function openDoor(services: Services, at: MllpConfig) {
  const { log, config } = services;
  let listener: DeviceListener | undefined;
  let said = '';
  let turn: Promise<void> | undefined;
  const clinicNow = async (): Promise<string | undefined> => {
    const clinics = await listTenants(services);
    if (at.clinicId !== undefined) return clinics.find((id) => id === at.clinicId);
    return clinics.length === 1 ? clinics[0] : undefined;
  };
  const look = async (): Promise<void> => {
    try {
      const clinicId = await clinicNow();
      if (clinicId === undefined) {
        // The synthetic one is being made at its first start.
        if (!config.demo)
          note(
            'monitors are not listened for: there is no such clinic, or there are several and MLLP_CLINIC names none',
          );
        return;
      }
      listener = await listenForDevices(services, at, clinicId);
      clearInterval(timer);
      log.info({ host: at.host, port: listener.port, tls: at.tls !== undefined }, 'listening for monitors');
    } catch (error) {
      note(error instanceof Error ? error.message : String(error));
    }
  };
  const note = (why: string) => {
    if (why !== said) log.warn({ why }, 'no monitors');
    said = why;
  };
  const begin = (): Promise<void> => {
    turn ??= look().finally(() => {
      turn = undefined;
    });
    return turn;
  };
  const timer = setInterval(() => void begin(), lookEveryMs);
  timer.unref();
  void begin();
  return {
    port: async (): Promise<number | undefined> => {
      await turn;
      if (listener === undefined) await begin();
      return listener?.port;
    },
    stop: async (): Promise<void> => {
      clearInterval(timer);
      await turn;
      await listener?.stop();
    },
  };
}
