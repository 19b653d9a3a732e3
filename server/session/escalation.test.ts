import http from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { projectLadder } from '#clinical/session/session.ts';
import { changeReach } from '#server/chart/reach.actions.ts';
import { comeOnSite, leaveSite } from '#server/chart/shift.actions.ts';
import { openDatabase } from '#server/platform/database.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import type { Services } from '#server/platform/services.ts';
import { aClimb, type Climbing, normalReading, redReading } from '../../tests/a-climb.ts';
import { aHangingMailServer, aMailServer, nobodyListens } from '../../tests/a-mail-server.ts';
import { aClinic, type Person } from '../../tests/builders.ts';
import { aServer, type TestServer } from '../../tests/services.ts';
import { readCalls } from './calls.actions.ts';
import { listSteps } from './escalation.queries.ts';
import { climb, type Memory } from './escalation.ts';
import { sendOwed } from './escalation-send.ts';
import { readLadder, signLadder } from './ladder.actions.ts';

const minute = 60_000;
const zeroMs = Date.now();
/** The 10-min readings are overdue from minute 15 on; the ladder counts from there. */
const overdueMin = 15;

let server: TestServer;
beforeAll(async () => {
  server = await aServer();
});
afterAll(() => server[Symbol.asyncDispose]());

/** The same server at another moment, and with another mail server. */
const at = (min: number, config: Partial<Services['config']> = {}): Services => ({
  ...server.services,
  config: { ...server.services.config, ...config },
  clock: () => new Date(zeroMs + min * minute),
});
/** A process that knows nothing of what was before, as after a restart. */
const look = (floor: Climbing, min: number, config: Partial<Services['config']> = {}) =>
  climb(at(min, config), floor.clinic.clinicId, new Map());
const send = (floor: Climbing, min: number, config: Partial<Services['config']> = {}) =>
  sendOwed(at(min, config), floor.clinic.clinicId);
const onSite = (person: Person, min = 0, hours = 8) =>
  comeOnSite(
    { ...person.ctx, now: new Date(zeroMs + min * minute) },
    { untilAt: new Date(zeroMs + (min + hours * 60) * minute).toISOString() },
  );
const told = async (floor: Climbing) =>
  (await floor.steps())
    .filter(({ what }) => what === 'told' || what === 'nobody')
    .map(({ what, place, by, whom }) => ({ what, place, by, whom }));
const names = (floor: Climbing) =>
  new Map([
    [floor.nurse.practitionerId, 'nurse'],
    [floor.okafor.practitionerId, 'okafor'],
    [floor.hale.practitionerId, 'hale'],
  ]);
const inWords = async (floor: Climbing) =>
  (await told(floor)).map(({ what, place, by, whom }) =>
    what === 'nobody' ? `${place} nobody` : `${place} ${names(floor).get(whom ?? '')} ${by}`,
  );
const whole = [
  '0 nurse app',
  '1 okafor app',
  '2 okafor mail',
  '2 okafor text',
  '3 hale app',
  '3 hale mail',
  '3 hale text',
];

describe('an overdue reading climbs', () => {
  test('by the minutes of the ladder: who watches, the prescriber on site, by mail and text, the next person', async () => {
    const floor = await aClimb(server.services, zeroMs);
    await onSite(floor.hale);
    await onSite(floor.okafor, 1);
    const seen: number[] = [];
    for (const min of [14, 16, 19, 21, 22.5, 25.5]) {
      await look(floor, min);
      seen.push((await told(floor)).length);
    }
    expect(seen).toEqual([0, 1, 1, 2, 4, 7]);
    expect(await inWords(floor)).toEqual(whole);
    // Then again and again, with an end.
    for (let min = 26; min < 200; min += 1) await look(floor, min);
    const last = (await told(floor)).at(-1)?.place;
    expect(last).toBe(3 + projectLadder.value.mostAgain);
  });

  test('with nobody to watch and no prescriber on site, each gap is written down and nobody waits for it', async () => {
    const floor = await aClimb(server.services, zeroMs, false);
    await look(floor, 16);
    expect(await inWords(floor)).toEqual(['0 nobody', '1 nobody', '2 okafor mail', '2 okafor text']);
  });

  test('a prescriber is on site until the end of their shift, or until they leave, and never the day after', async () => {
    const floor = await aClimb(server.services, zeroMs, false);
    await onSite(floor.hale, -24 * 60 + 10, 8);
    await onSite(floor.okafor, -60, 1.2);
    await look(floor, 16);
    expect((await inWords(floor))[1]).toBe('1 nobody');
    const other = await aClimb(server.services, zeroMs, false);
    await onSite(other.hale, -60);
    await leaveSite({ ...other.hale.ctx, now: new Date(zeroMs + 5 * minute) });
    await look(other, 16);
    expect((await inWords(other))[1]).toBe('1 nobody');
  });

  test('who has left the site watches nobody there', async () => {
    const floor = await aClimb(server.services, zeroMs);
    await onSite(floor.nurse, -60);
    await leaveSite({ ...floor.nurse.ctx, now: new Date(zeroMs + 5 * minute) });
    await look(floor, 16);
    expect((await inWords(floor))[0]).toBe('0 nobody');
  });

  test('one that has been taken late ends it, and letters that have not left stay', async () => {
    const floor = await aClimb(server.services, zeroMs);
    await look(floor, 23);
    await floor.facts([[23, 'reading', normalReading]]);
    await look(floor, 24);
    await send(floor, 24, { smtpUrl: (await nobodyListens()).url });
    const rows = await floor.steps();
    expect(rows.filter(({ what }) => what === 'over')).toHaveLength(1);
    expect(rows.filter(({ what }) => what === 'given-up').map(({ why }) => why)).toEqual([
      'not needed any more',
      'not needed any more',
    ]);
  });
});

describe('a process that goes on', () => {
  test('says at every moment what one says that knows nothing of before, and forgets a log when the person has left', async () => {
    const written: [before: number, facts: Parameters<Climbing['facts']>[0]][] = [
      [17, [[16.5, 'task-acknowledged', { task: 'reading@10' }]]],
      [20, [[19, 'reading', redReading]]],
      [24, [[23, 'reading', normalReading]]],
      [41, [[40.5, 'reading', redReading]]],
      [60, [[59, 'left', { how: 'against-advice', as: 'fact' }]]],
    ];
    const course = async (memory: () => Memory) => {
      const floor = await aClimb(server.services, zeroMs);
      await onSite(floor.okafor);
      for (let min = 14; min < 70; min += 0.5) {
        for (const [before, facts] of written) if (before === min) await floor.facts(facts);
        await climb(at(min), floor.clinic.clinicId, memory());
      }
      return { said: await inWords(floor), ended: (await floor.steps()).map(({ what }) => what), floor };
    };
    const kept: Memory = new Map();
    const [fresh, going] = [await course(() => new Map()), await course(() => kept)];
    expect(fresh.ended).toContain('acknowledged');
    expect(fresh.ended).toContain('over');
    expect([going.said, going.ended]).toEqual([fresh.said, fresh.ended]);
    expect([...kept]).toEqual([[going.floor.session, { lastSeq: expect.any(Number) }]]);
    // What is written after that is read again as a whole.
    await going.floor.facts([[80, 'note', { text: 'Rang from home.' }]]);
    expect(await climb(at(81), going.floor.clinic.clinicId, kept)).toBe(0);
  });
});

describe('“I have it”', () => {
  test.each([0, 1, 2, 3, 4])(
    'after step %s: who has it and when is written down, and nobody else is called',
    async (place) => {
      const floor = await aClimb(server.services, zeroMs);
      await onSite(floor.okafor);
      const min = [16, 21, 23, 26, 36][place] ?? 0;
      for (let now = 15; now <= min; now += 1) await look(floor, now);
      const before = await told(floor);
      expect(before.at(-1)?.place).toBe(place);
      await floor.facts([[min + 0.5, 'task-acknowledged', { task: 'reading@10' }]], floor.hale);
      await look(floor, min + 1);
      expect((await floor.steps()).at(-1)).toMatchObject({
        what: 'acknowledged',
        task: 'reading@10',
        whom: floor.hale.practitionerId,
      });
      await look(floor, min + 2);
      expect((await told(floor)).filter(({ place: of }) => of > place)).toEqual([]);
    },
  );

  test('to have it is not to have done it: what becomes overdue later climbs anew', async () => {
    const floor = await aClimb(server.services, zeroMs);
    await look(floor, 16);
    await floor.facts([[17, 'task-acknowledged', { task: 'reading@10' }]]);
    await look(floor, 26);
    const rows = await floor.steps();
    expect(rows.filter(({ what, place }) => what === 'told' && place === 0).map(({ task }) => task)).toEqual([
      'reading@10',
      'reading@20',
    ]);
  });
});

describe('a red accepted reading', () => {
  test('calls who watches and the prescriber on site at once, with nothing overdue', async () => {
    const floor = await aClimb(server.services, zeroMs);
    await onSite(floor.okafor);
    await floor.facts([[9, 'reading', redReading]]);
    await look(floor, 9);
    expect(await inWords(floor)).toEqual(['0 nurse app', '1 okafor app']);
    expect((await floor.steps())[0]?.task).toMatch(/^red@/);
  });

  test('that was taken again and is no longer red ends the call', async () => {
    const floor = await aClimb(server.services, zeroMs);
    await floor.facts([[9, 'reading', redReading]]);
    await look(floor, 9);
    await floor.facts([[11, 'reading', normalReading]]);
    await look(floor, 12);
    expect((await floor.steps()).at(-1)).toMatchObject({ what: 'over' });
  });
});

describe('by mail and text', () => {
  test('the letter says the chair and what is due, and nothing of a person', async () => {
    await using office = await aMailServer();
    const floor = await aClimb(server.services, zeroMs);
    await look(floor, 26);
    await send(floor, 26, { smtpUrl: office.url });
    expect(office.heard).toHaveLength(2);
    const { givenName, familyName, birthOn, number } = floor.patient;
    for (const { text } of office.heard) {
      expect(text).toMatch(/^Subject: Chair 2: 10-min readings overdue\r$/m);
      expect(text).toMatch(/^Message-ID: <[0-9a-f-]{36}@localhost>\r$/m);
      // An id is made of random digits: three of them may be those of a pressure.
      const words = text.replaceAll(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g, '');
      for (const secret of [givenName, familyName, birthOn, number, 'Q.Z', 'QZ', '124', 'etamine'])
        expect(words).not.toContain(secret);
    }
    const rows = await floor.steps();
    expect(rows.filter(({ what, by }) => what === 'delivered' && by === 'mail')).toHaveLength(2);
    // Nobody gave a number: that is written down, and not tried again.
    expect(rows.filter(({ what, by }) => what === 'given-up' && by === 'text').map(({ why }) => why)).toEqual([
      'no address',
      'no address',
    ]);
    await send(floor, 40, { smtpUrl: office.url });
    expect(office.heard).toHaveLength(2);
  });

  test('a text goes to the number that its person gave, through the gateway; who wants no mail gets none', async () => {
    const got: { body: unknown; token: string | undefined }[] = [];
    let status = 503;
    const gateway = http.createServer((request, answer) => {
      let body = '';
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => {
        got.push({ body: JSON.parse(body), token: request.headers.authorization });
        answer.writeHead(status).end('no such number +17025550142');
      });
    });
    await new Promise<void>((ready) => gateway.listen(0, '127.0.0.1', ready));
    const address = gateway.address();
    const textUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/send`;
    try {
      const floor = await aClimb(server.services, zeroMs);
      await changeReach(floor.okafor.ctx, { byMail: false, textNumber: '+17025550142' });
      await look(floor, 23);
      await send(floor, 23, { textUrl, textToken: 'a-long-token' });
      const failed = (await floor.steps()).filter(({ what }) => what === 'failed');
      expect(failed).toMatchObject([{ by: 'text', why: 'http-503' }]);
      status = 202;
      await send(floor, 23.1, { textUrl, textToken: 'a-long-token' });
      expect(got).toHaveLength(1);
      await send(floor, 24, { textUrl, textToken: 'a-long-token' });
      expect(got).toHaveLength(2);
      expect(got[1]?.body).toEqual(got[0]?.body);
      expect(got[1]).toEqual({
        token: 'Bearer a-long-token',
        body: {
          id: expect.stringMatching(/^[0-9a-f-]{36}$/),
          to: '+17025550142',
          text: expect.stringMatching(/^Chair 2: 10-min readings overdue\. Nobody has it yet\. http:\S+\/floor$/),
        },
      });
      const rows = await floor.steps();
      expect(rows.filter(({ what, by }) => what === 'delivered' && by === 'text')).toHaveLength(1);
      expect(rows.filter(({ what, by }) => what === 'given-up' && by === 'mail')).toMatchObject([
        { why: 'no address' },
      ]);
    } finally {
      gateway.close();
    }
  });

  test('a mail server that refuses: written down as failed, tried again, and the next step comes at its minute', async () => {
    const { url, port } = await nobodyListens();
    const floor = await aClimb(server.services, zeroMs);
    await look(floor, 23);
    await send(floor, 23, { smtpUrl: url });
    await look(floor, 25.5);
    expect(await inWords(floor)).toEqual([
      '0 nurse app',
      '1 nobody',
      '2 okafor mail',
      '2 okafor text',
      '3 hale app',
      '3 hale mail',
      '3 hale text',
    ]);
    expect((await floor.steps()).filter(({ what, by }) => what === 'failed' && by === 'mail')).toMatchObject([
      { why: 'ESOCKET', whom: floor.okafor.practitionerId },
    ]);
    await using office = await aMailServer({ port });
    await send(floor, 26, { smtpUrl: office.url });
    expect(office.heard).toHaveLength(2);
    expect((await floor.steps()).filter(({ what, by }) => what === 'delivered' && by === 'mail')).toHaveLength(2);
  });

  test('it is tried six times, further and further apart, then given up', async () => {
    const { url } = await nobodyListens();
    const floor = await aClimb(server.services, zeroMs);
    await look(floor, 22.5);
    for (let min = 23; min < 60; min += 0.1) await send(floor, min, { smtpUrl: url });
    const mail = (await floor.steps()).filter(({ by }) => by === 'mail').map(({ what }) => what);
    expect(mail).toEqual(['told', ...Array.from({ length: 6 }, () => 'failed'), 'given-up']);
  }, 60_000);

  test('a mail server that hangs holds up nobody: the ladder goes on while it is silent', async () => {
    await using office = await aHangingMailServer();
    const floor = await aClimb(server.services, zeroMs);
    await look(floor, 23);
    const sending = send(floor, 23, { smtpUrl: office.url });
    await expect.poll(office.asked).toBe(1);
    await look(floor, 25.5);
    expect((await told(floor)).at(-1)?.place).toBe(3);
    await sending;
    expect((await floor.steps()).filter(({ what }) => what === 'failed')).toMatchObject([
      { by: 'mail', why: 'ETIMEDOUT' },
    ]);
  }, 40_000);

  test('without a mail server the step fails in words, and is not tried for ever', async () => {
    const floor = await aClimb(server.services, zeroMs);
    await look(floor, 23);
    await send(floor, 23);
    const mail = (await floor.steps()).filter(({ by }) => by === 'mail').map(({ what, why }) => [what, why]);
    expect(mail).toEqual([
      ['told', null],
      ['failed', 'not set up'],
      ['given-up', 'not set up'],
    ]);
  });
});

describe('several servers on one database', () => {
  test('tell each step once and send each letter once', async () => {
    await using office = await aMailServer({ slowMs: 30 });
    const floor = await aClimb(server.services, zeroMs);
    await onSite(floor.okafor);
    const db = openDatabase(server.services.db.where, { clinic: 8, identity: 2, public: 1 });
    try {
      const processes = [server.services, { ...server.services, db }].map(({ db: own }) => (min: number) => ({
        ...at(min, { smtpUrl: office.url }),
        db: own,
      }));
      for (const min of [16, 21, 23, 26, 36])
        await Promise.all(
          processes.flatMap((of) =>
            Array.from({ length: 4 }, async () => {
              await climb(of(min), floor.clinic.clinicId, new Map());
              await sendOwed(of(min), floor.clinic.clinicId);
            }),
          ),
        );
      expect((await inWords(floor)).filter((words) => !words.startsWith('4'))).toEqual(whole);
      const ids = office.heard.map(({ text }) => /^Message-ID: (\S+)\r$/m.exec(text)?.[1]);
      expect(ids).toHaveLength(3);
      expect(new Set(ids).size).toBe(3);
    } finally {
      await db.close();
    }
  });
});

describe('in the app', () => {
  test('who is called sees it, that they saw it is written down once, and it goes when somebody has it', async () => {
    const floor = await aClimb(server.services, zeroMs);
    await look(floor, 16);
    const ctx = { ...floor.nurse.ctx, now: new Date(zeroMs + 16 * minute) };
    expect(await readCalls(ctx)).toMatchObject({
      calls: [
        { session: floor.session, says: 'Chair 2: 10-min readings overdue', initials: expect.any(String), values: '' },
      ],
    });
    await readCalls(ctx);
    expect((await floor.steps()).map(({ what }) => what)).toEqual(['told', 'delivered']);
    expect(await readCalls(floor.hale.ctx)).toEqual({ calls: [] });
    await floor.facts([[17, 'task-acknowledged', { task: 'reading@10' }]]);
    await look(floor, 17);
    expect(await readCalls(ctx)).toEqual({ calls: [] });
  });

  test('who is called for a red reading sees who it is and every red value, the worst first; no letter does', async () => {
    const floor = await aClimb(server.services, zeroMs);
    await floor.facts([
      [14, 'reading', { systolicMmHg: 125, diastolicMmHg: 118, spo2Pct: 86, symptoms: [], source: 'by-hand' }],
    ]);
    await look(floor, 14);
    const { calls } = await readCalls({ ...floor.nurse.ctx, now: new Date(zeroMs + 14 * minute) });
    const red = calls.find(({ task }) => task.startsWith('red@'));
    expect(red?.values).toMatch(/^Oxygen saturation 86 %\. .*125\/118 mmHg/);
    expect(red?.initials).toMatch(/^\p{L}\.\p{L}\.$/u);
    await server.services.db.inClinicTransaction(floor.clinic.clinicId, (tx) =>
      tx.updateTable('patient').set({ restricted: true }).execute(),
    );
    const hidden = await readCalls({ ...floor.nurse.ctx, now: new Date(zeroMs + 14 * minute) });
    expect(hidden.calls.map(({ initials, values }) => [initials, values])).toEqual(calls.map(() => ['', '']));
    // What a letter and a text say.
    for (const { says } of calls) expect(says).not.toMatch(/86|118/);
  });

  test('another clinic sees none of it', async () => {
    const floor = await aClimb(server.services, zeroMs);
    await look(floor, 16);
    const elsewhere = await (await aClinic(server.services)).as('nurse');
    expect(await inClinic(elsewhere.ctx, (tx) => listSteps(tx, [floor.session]))).toEqual([]);
    expect(
      await readCalls({ ...elsewhere.ctx, by: { ...elsewhere.ctx.by, practitionerId: floor.nurse.practitionerId } }),
    ).toEqual({ calls: [] });
  });
});

describe('the ladder of a clinic', () => {
  test('is the project’s, unsigned, until a director signs one; the climb goes by it from then on', async () => {
    const floor = await aClimb(server.services, zeroMs);
    expect(await readLadder(floor.okafor.ctx)).toMatchObject({ version: null, ladder: projectLadder.value });
    const own = {
      ...projectLadder.value,
      overdue: [
        { afterMin: 0, whom: 'watcher' as const, by: ['app' as const] },
        { afterMin: 2, whom: 'next-person' as const, by: ['app' as const] },
      ],
    };
    await signLadder(floor.okafor.ctx, { version: 1, ladder: own, reason: 'a small clinic' });
    expect(await readLadder(floor.okafor.ctx)).toMatchObject({
      version: 1,
      ladder: own,
      signed: { by: floor.okafor.practitionerId },
    });
    await look(floor, overdueMin + 2.5);
    expect(await inWords(floor)).toEqual(['0 nurse app', '1 okafor app']);
    await expect(signLadder(floor.okafor.ctx, { version: 1, ladder: own, reason: 'once more' })).rejects.toMatchObject({
      reason: 'changed-by-someone-else',
    });
  });
});
