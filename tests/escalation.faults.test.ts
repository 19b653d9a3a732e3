import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { projectLadder } from '#clinical/session/session.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import { listSteps } from '#server/session/escalation.queries.ts';
import { type Chance, chance } from '#simulator/chance.ts';
import { aClimb, type Climbing } from './a-climb.ts';
import { aMailServer, type MailServer } from './a-mail-server.ts';
import { endDatabase, until } from './embedded-folder.ts';
import { beside, clusterOf, type Running, run } from './running.ts';

/** A real server that is killed in the middle of calling people, again and again, and started again. */

const seed = Number(process.env.SEED ?? 20_261_125);
const kills = Math.max(4, Math.round(Number(process.env.RACEMIC_FAULTS ?? 150) / 100));
const patients = 8;
/** As many letters as one server has in its hands at once. */
const inHand = 4;

const dataDir = mkdtempSync(join(tmpdir(), 'racemic-escalation-faults-'));
let office: MailServer;
let server: Running;
let services: ReturnType<typeof beside>;
let floor: Climbing;
let sessions: string[];

const start = async () => {
  server = run({ DATA_DIR: dataDir, SMTP_URL: office.url });
  return server.address;
};

beforeAll(async () => {
  office = await aMailServer({ slowMs: 60 });
  services = beside(dataDir, await start());
}, 90_000);
afterAll(async () => {
  await services?.close();
  server.process.kill('SIGTERM');
  await server.ended;
  await endDatabase(clusterOf(dataDir));
  await office[Symbol.asyncDispose]();
  rmSync(dataDir, { recursive: true, force: true });
}, 60_000);

const steps = () => inClinic(floor.nurse.ctx, (tx) => listSteps(tx, sessions));
const messageIds = () => office.heard.map(({ text }) => /^Message-ID: <(\S+)@/m.exec(text)?.[1] ?? '');

test('killed in the middle, it neither loses a step nor tells one twice; a letter may come again under its own id', async () => {
  const roll: Chance = chance(seed);
  // Overdue for half an hour already: every step of every patient is owed the moment a server looks.
  floor = await aClimb(services, Date.now() - 45 * 60_000);
  sessions = [floor.session];
  for (let count = 1; count < patients; count += 1) sessions.push(await floor.another());
  for (let kill = 0; kill < kills; kill += 1) {
    const before = office.heard.length;
    await until(async () => office.heard.length > before || (await isSettled()));
    await pause(Math.floor(roll.next() * 120));
    server.process.kill('SIGKILL');
    await server.ended;
    await start();
  }
  await until(isSettled);
  const rows = await steps();
  const told = rows.filter(({ what }) => what === 'told');
  const once = new Set(told.map(({ sessionId, task, place, byWay }) => [sessionId, task, place, byWay].join()));
  expect(once.size).toBe(told.length);
  for (const session of sessions) {
    const places = rows.filter(
      ({ sessionId, what }) => sessionId === session && (what === 'told' || what === 'nobody'),
    );
    // The whole ladder, and at least the newest of its repeats.
    for (const [place] of projectLadder.value.overdue.entries())
      expect(
        places.some((row) => row.place === place),
        `${session} ${place}`,
      ).toBe(true);
  }
  const mails = told.filter(({ byWay }) => byWay === 'mail');
  const delivered = rows.filter(({ what, byWay }) => what === 'delivered' && byWay === 'mail');
  expect(new Set(delivered.map(({ ofStep }) => ofStep))).toEqual(new Set(mails.map(({ id }) => id)));
  expect(delivered).toHaveLength(mails.length);
  expect(new Set(messageIds())).toEqual(new Set(mails.map(({ id }) => id)));
  expect(office.heard.length - mails.length).toBeLessThanOrEqual(kills * inHand);
}, 240_000);

test('stopped as it should be, it sends nothing again when it comes back', async () => {
  const [rows, letters] = [(await steps()).length, office.heard.length];
  server.process.kill('SIGTERM');
  await server.ended;
  await start();
  await pause(6_000);
  const more = (await steps()).slice(rows).filter(({ what }) => what === 'told');
  // Only a repeat of the ladder may have come due meanwhile.
  expect(more.every(({ place }) => place >= projectLadder.value.overdue.length)).toBe(true);
  expect(office.heard.length - letters).toBe(more.filter(({ byWay }) => byWay === 'mail').length);
}, 60_000);

/** Every letter that was owed has an outcome, and every patient has been called to the end of the ladder. */
async function isSettled(): Promise<boolean> {
  const rows = await steps();
  const ended = new Set(
    rows.filter(({ what }) => what === 'delivered' || what === 'given-up').map(({ ofStep }) => ofStep),
  );
  const letters = rows.filter(({ what, byWay }) => what === 'told' && byWay !== 'app');
  const last = projectLadder.value.overdue.length - 1;
  const reached = sessions.every((session) =>
    rows.some(({ sessionId, place }) => sessionId === session && place >= last),
  );
  return reached && letters.every(({ id }) => ended.has(id));
}
