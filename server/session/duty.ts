import { listLeftSite, listOnSite } from '#server/chart/shift.actions.ts';
import { listStaffStations } from '#server/identity/station.actions.ts';
import type { Context } from '#server/platform/context.ts';
import type { Tx } from '#server/platform/database.ts';
import type { Duty, EscalationStep } from './duty.shapes.ts';
import { listSteps, type StepRow } from './escalation.queries.ts';
import { ladderInForce } from './ladder.queries.ts';
import { newestSounds } from './sound.queries.ts';

/** What the floor shows beside its chairs. */
export async function readDuty(tx: Tx, ctx: Context, sessions: readonly string[]): Promise<Duty> {
  const { services, now } = ctx;
  const { ladder, version } = await ladderInForce(tx);
  const sounds = await newestSounds(tx, now);
  const stations = await listStaffStations(services, ctx.clinicId);
  return {
    onSite: (await listOnSite(tx, now)).map(({ practitionerId, fromAt, untilAt }) => ({
      id: practitionerId,
      fromMs: fromAt.getTime(),
      untilMs: untilAt.getTime(),
    })),
    leftSite: await listLeftSite(tx, now),
    ladder,
    ladderVersion: version,
    ways: { mail: services.config.smtpUrl !== undefined, text: services.config.textUrl !== undefined },
    steps: (await listSteps(tx, sessions)).map(stepOf),
    stations: stations.map(({ id, name }) => {
      const tested = sounds.find(({ stationId, what }) => stationId === id && what !== 'silenced');
      const silenced = sounds.find(({ stationId, what }) => stationId === id && what === 'silenced');
      return {
        id,
        name,
        tested:
          tested === undefined
            ? null
            : { atMs: tested.at.getTime(), heard: tested.what === 'heard', by: tested.practitionerId },
        silencedMs: silenced === undefined ? null : silenced.at.getTime(),
      };
    }),
  };
}

const stepOf = (row: StepRow): EscalationStep => ({
  ...{ id: row.id, session: row.sessionId, task: row.task, place: row.place, says: row.says, why: row.why },
  ...{ what: row.what, by: row.byWay, whom: row.practitionerId, ofStep: row.ofStep },
  ...{ sinceMs: row.sinceAt.getTime(), atMs: row.at.getTime() },
});
