import { Gauge } from 'prom-client';
import type { Services } from '#server/platform/services.ts';
import { noteBeginning } from './anchor-beginning.ts';
import { anchorClinic, newestAnchor, openRemote } from './anchors.ts';
import { listClinics, type Sealed, startSealer } from './sealer.ts';
import { noteHeads } from './session-heads.ts';

export type AuditKeeper = {
  /** Links what is committed and carries the head out of the database now: at a signature, at shutdown. */
  anchorNow(clinicId: string): Promise<void>;
  status(clinicId: string): Promise<AuditStatus>;
  stop(): Promise<void>;
};

export type AuditStatus = {
  /** Links in the chain. */
  seq: number;
  /** Events waiting to be linked, and since when. */
  unsealed: number;
  unsealedSince: Date | null;
  lastAnchor: { seq: number; at: string } | undefined;
};

const anchorEveryMs = 60_000;
/** A signature waits no longer than this for slower transactions; what is left is anchored within the minute. */
const patienceMs = 1_000;

/** Starts the two things that keep the trail honest while the server runs: sealing and anchoring. */
export function startAudit(services: Services): AuditKeeper {
  const { db, log, config, metrics } = services;
  const sealer = startSealer(services);
  const remote = openRemote(config.anchorUrl, log);
  /** The heads of the sessions' logs go into the trail first, so that the anchor vouches for them too. */
  const anchor = async (clinicId: string): Promise<void> => {
    if (await noteHeads(services, clinicId)) await sealer.sealNow(clinicId, patienceMs);
    const line = await anchorClinic(services, clinicId);
    if (line !== undefined) remote.send(clinicId, line);
  };
  const noted = new Set<string>();
  const anchorAll = async (before: (clinicId: string) => Promise<unknown>): Promise<void> => {
    try {
      await remote.retry();
      for (const clinicId of await listClinics(db)) {
        await before(clinicId);
        await anchor(clinicId);
        if (noted.has(clinicId)) continue;
        if (await noteBeginning(services, clinicId)) {
          await before(clinicId);
          await anchor(clinicId);
        }
        noted.add(clinicId);
      }
    } catch (error) {
      log.error({ err: error instanceof Error ? error.message : String(error) }, 'audit chain could not be anchored');
    }
  };
  let turn: Promise<void> | undefined;
  const timer = setInterval(() => {
    turn ??= anchorAll(() => Promise.resolve()).finally(() => {
      turn = undefined;
    });
  }, anchorEveryMs);
  timer.unref();
  measure(metrics, () => sealer.state());
  return {
    anchorNow: async (clinicId) => {
      await sealer.sealNow(clinicId, patienceMs);
      await anchor(clinicId);
    },
    status: async (clinicId) => {
      const sealed = await sealer.sealNow(clinicId, 0);
      const lastAnchor = await newestAnchor(config.dataDir, clinicId);
      return { seq: sealed.seq, unsealed: sealed.waiting, unsealedSince: sealed.waitingSince, lastAnchor };
    },
    stop: async () => {
      clearInterval(timer);
      await turn;
      await sealer.stop();
      await anchorAll((clinicId) => sealer.sealNow(clinicId, patienceMs));
    },
  };
}

/** Prometheus asks at its own pace; the figures are those of the sealer's last look. */
function measure(registry: Services['metrics'], state: () => ReadonlyMap<string, Sealed>): void {
  const of = (name: string, help: string, value: (sealed: Sealed) => number) => {
    registry.removeSingleMetric(name);
    new Gauge({
      name,
      help,
      labelNames: ['clinic'],
      registers: [registry],
      collect() {
        for (const [clinic, sealed] of state()) this.set({ clinic }, value(sealed));
      },
    });
  };
  of('racemic_audit_links', 'Links in the audit chain', (sealed) => sealed.seq);
  of('racemic_audit_unsealed_events', 'Audit events that wait to be linked', (sealed) => sealed.waiting);
  of('racemic_audit_unsealed_seconds', 'How long the oldest of them has waited', (sealed) =>
    sealed.waitingSince === null ? 0 : (Date.now() - sealed.waitingSince.getTime()) / 1_000,
  );
}
