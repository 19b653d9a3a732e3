import { constants, PerformanceObserver } from 'node:perf_hooks';
import pg from 'pg';
import { z } from 'zod';
import { saveChair } from '#server/plan/chair.queries.ts';
import { readConfig } from '#server/platform/config.ts';
import { newId } from '#server/platform/ids.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import { type DeviceListener, listenForDevices } from '#server/session/device-listener.ts';
import { openSession } from '#server/session/session.actions.ts';
import { type Started, startServer } from '#server/start.ts';
import { aClinic, aPatient } from '../tests/builders.ts';
import { answer } from './processes.ts';

/** One server with many clinics at work, each with its own port for monitors. Nobody in them is real. */
export type ClinicAtWork = {
  clinicId: string;
  monitorPort: number;
  chairs: readonly ChairAtWork[];
  /** Of whoever looks at all chairs. */
  cookie: string;
};
/** Those treated here take turns. */
export type ChairAtWork = { chairId: string; patients: readonly string[]; session: string; cookie: string };
export type ManyOpened = { port: number; address: string; database: pg.ClientConfig; clinics: ClinicAtWork[] };

let started: Started | undefined;
const listeners: DeviceListener[] = [];
const patientsAtChair = 2;
const chairsOfNurse = 4;

async function open(given: { dataDir: string; clinics: number; chairs: number }): Promise<ManyOpened> {
  const config = readConfig({ DATA_DIR: given.dataDir, PORT: '0', LOG_LEVEL: 'error', PUBLIC_SITE: 'off' });
  started = await startServer(config, { step: (_what, work) => work() });
  const { services, address } = started;
  const clinics: ClinicAtWork[] = [];
  for (let number = 0; number < given.clinics; number += 1) {
    // Those left over go to the first ones.
    const chairs = Math.floor((given.chairs + given.clinics - 1 - number) / given.clinics);
    clinics.push(await oneClinic(number, chairs));
  }
  const { host = '', port = 0 } = services.db.where.owner;
  const database = { host, port, user: 'postgres', database: 'racemic' };
  await settled(database);
  return { port: Number(new URL(address).port), address, database, clinics };
}

async function oneClinic(number: number, chairCount: number): Promise<ClinicAtWork> {
  if (started === undefined) throw new RangeError('The server is not started.');
  const { services } = started;
  const clinic = await aClinic(services, `Clinic ${number + 1}`);
  const { clinicId } = clinic;
  const at = { host: '127.0.0.1', port: 0, allow: '127.0.0.1', clinicId, tls: undefined };
  const listener = await listenForDevices(services, at, clinicId);
  listeners.push(listener);
  const chairs: ChairAtWork[] = [];
  let nurse = await clinic.as('nurse');
  const { cookie } = nurse;
  for (let place = 1; place <= chairCount; place += 1) {
    if (place % chairsOfNurse === 0) nurse = await clinic.as('nurse');
    const chairId = newId();
    await inClinic(nurse.ctx, (tx) => saveChair(tx, { id: chairId, name: `Chair ${place}`, place }));
    const patients: string[] = [];
    for (let turn = 0; turn < patientsAtChair; turn += 1) {
      const givenName = `Jordan ${place} ${turn}`;
      patients.push((await aPatient(nurse, { givenName, familyName: `Sample ${number}` })).id);
    }
    const [patientId = ''] = patients;
    const { id: session } = await openSession(nurse.ctx, { patientId, chairId, plannedAt: new Date().toISOString() });
    chairs.push({ chairId, patients, session, cookie: nurse.cookie });
  }
  return { clinicId, monitorPort: listener.port, chairs, cookie };
}

/** What the database does by itself within a minute or two of so many new rows. */
async function settled(database: pg.ClientConfig): Promise<void> {
  const client = new pg.Client(database);
  await client.connect();
  await client.query('vacuum analyze');
  await client.end();
}

/** What was still in use after the collections of all memory since this was asked; a collection asked for would stop everyone. */
let heapAfter = Number.POSITIVE_INFINITY;
new PerformanceObserver((seen) => {
  // What kind of collection it was is left out of the types.
  const isWhole = seen
    .getEntries()
    .some(
      (entry) =>
        z.object({ kind: z.literal(constants.NODE_PERFORMANCE_GC_MAJOR) }).safeParse(Reflect.get(entry, 'detail'))
          .success,
    );
  if (isWhole) heapAfter = Math.min(heapAfter, process.memoryUsage().heapUsed);
}).observe({ entryTypes: ['gc'] });

/** Where nothing was collected, what is in use now. */
function memory(): { rss: number; heap: number } {
  const heap = Math.min(heapAfter, process.memoryUsage().heapUsed);
  heapAfter = Number.POSITIVE_INFINITY;
  return { rss: process.memoryUsage.rss(), heap };
}

answer({ open, memory }, async () => {
  await Promise.all(listeners.map((listener) => listener.stop()));
  await started?.stop();
});
