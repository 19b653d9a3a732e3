import { createHash } from 'node:crypto';
import pg from 'pg';
import { templates } from '#clinical/plan/plan.ts';
import { kitItems } from '#clinical/session/session.ts';
import { newId } from '#server/platform/ids.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import { saveReport } from '#server/registry/registry.queries.ts';
import { openIntake } from '#server/session/device-intake.ts';
import { saveStep } from '#server/session/escalation.queries.ts';
import { saveSound } from '#server/session/sound.queries.ts';
import { vitalsMessage } from './a-monitor.ts';
import { aFurnishedPharmacy } from './a-pharmacy.ts';
import { aReport } from './a-report.ts';
import { aClinic, anOrder, aPatient, type Person, type TestClinic } from './builders.ts';
import type { TestServer } from './services.ts';

/** A clinic with something of every kind in it, for tests that knock on its doors from outside. */
export type Furnished = {
  clinic: TestClinic;
  owner: Person;
  patientId: string;
  sessionId: string;
  itemId: string;
  deviceId: string;
  drillId: string;
  incidentId: string;
};

export async function aFurnishedClinic(server: TestServer, name: string): Promise<Furnished> {
  const clinic = await aClinic(server.services, name);
  const owner = await clinic.as('owner', 'medical-director', 'compliance', 'nurse');
  const colleague = await clinic.as('nurse');
  const { id } = await aPatient(owner, { familyName: name });
  const must = async (method: string, path: string, body: object) => {
    const answer = await server.request(method, path, { as: owner, body });
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  };
  await must('POST', `/api/patients/${id}/allergies`, { kind: 'allergy', substance: 'latex' });
  await must('POST', `/api/patients/${id}/medicines`, { name: 'sertraline' });
  await must('POST', `/api/patients/${id}/problems`, { name: 'depression', code: 'F33.2' });
  await must('PUT', `/api/patients/${id}/care-team`, { practitionerIds: [owner.practitionerId] });
  await orders(must, id);
  const prepared = await emergencies(must, owner);
  const [session, station] = [newId(), newId()];
  const moment = '2026-11-25T10:00:00.000Z';
  await must('POST', '/api/sessions', { id: session, patientId: id, plannedAt: moment });
  const arrived = { id: newId(), session, kind: 'arrived', v: 1, data: {}, by: owner.practitionerId, station };
  const clock = { measuredAt: moment, enteredAt: moment, stationSeq: 1, clockOffsetMs: 0, offsetCheckedAt: null };
  await must('POST', '/api/sessions/events', { events: [{ ...arrived, ...clock }] });
  await must('POST', `/api/practitioners/${owner.practitionerId}/licences`, {
    kind: 'registered nurse',
    number: 'RN1',
    place: 'US-NV',
  });
  await must('POST', '/api/stations', { name: 'Tablet 1' });
  const invited = {
    givenName: 'In',
    familyName: 'Vited',
    email: `invited.${id.slice(-6)}@example.org`,
    roles: ['nurse'],
  };
  await must('POST', '/api/invitations', invited);
  await must('POST', `/api/practitioners/${colleague.practitionerId}/recovery`, {});
  const { db } = server.services;
  const passkey = {
    name: 'Key',
    publicKey: 'none',
    credentialId: newId(),
    counter: 0,
    deviceType: 'none',
    backedUp: false,
  };
  await db.identity
    .insertInto('passkey')
    .values({ id: newId(), accountId: owner.accountId, ...passkey })
    .execute();
  const { itemId } = await aFurnishedPharmacy(clinic, owner, session);
  await openedOnce(server, clinic, id);
  await reported(owner);
  await called(must, owner, session);
  const deviceId = await measured(server, owner, session);
  return { ...prepared, clinic, owner, patientId: id, sessionId: session, itemId, deviceId };
}

/** A monitor that measures the session, with a row of its message that could not be read. */
async function measured({ services, request }: TestServer, owner: Person, sessionId: string): Promise<string> {
  const intake = openIntake(services, owner.ctx.clinicId);
  const one = (pulse: number | string) =>
    vitalsMessage({ device: 'MON-1', id: newId(), at: new Date(), values: { pulse } });
  await intake.take(Buffer.from(one('---')), '127.0.0.1:1');
  await intake.take(Buffer.from(one(70)), '127.0.0.1:1');
  const { id } = await services.db.inClinicTransaction(owner.ctx.clinicId, (tx) =>
    tx.selectFrom('device').select('id').executeTakeFirstOrThrow(),
  );
  const as = owner;
  await request('POST', `/api/devices/${id}/assign`, { as, body: { sessionId } });
  await intake.take(Buffer.from(one(71)), '127.0.0.1:1');
  await intake.stop();
  return id;
}

type Must = (method: string, path: string, body: object) => Promise<void>;

/** A signed list of doses, a drill with its debrief, a check of the kit, an incident, the director's own intervals. */
async function emergencies(must: Must, { practitionerId }: Person): Promise<{ drillId: string; incidentId: string }> {
  const reason = 'made for a test';
  const now = new Date().toISOString();
  const choices = [{ row: 'anaphylaxis-adrenaline-im', needsSecond: true }];
  const [first, drill, incident] = [newId(), newId(), newId()];
  await must('POST', '/api/emergency-doses', { id: first, version: 1, choices, reason });
  await must('POST', `/api/emergency-doses/${first}/withdraw`, { reason });
  await must('POST', '/api/emergency-doses', { version: 2, choices, reason });
  await must('POST', '/api/emergency-intervals', { version: 0, drillDays: 90, kitDays: 14, reason });
  await must('POST', '/api/drills', { id: drill, card: 'anaphylaxis', plannedOn: '2026-12-01', scenario: '' });
  await must('POST', `/api/drills/${drill}/start`, { people: [practitionerId] });
  const steps = [{ id: newId(), what: 'step', says: 'Call.', at: now }];
  await must('POST', `/api/drills/${drill}/steps`, { steps });
  await must('POST', `/api/drills/${drill}/end`, { how: 'done', outcome: '' });
  const toChange = [{ what: 'a second stool', ownerId: practitionerId, dueOn: '2026-12-24' }];
  const debrief = { heldAt: now, people: [practitionerId], wentWell: 'fast', toChange };
  await must('POST', `/api/drills/${drill}/debriefs`, debrief);
  const items = kitItems.map((item) => ({ item, state: 'there', note: '' }));
  await must('POST', '/api/emergency-kit', { items });
  const report = { title: 'Near miss', card: null, harm: 'none', serious: [], factors: ['none-found'] };
  const told = { whatHappened: '', immediateAction: 'looked twice', duties: [] };
  await must('POST', '/api/incidents', {
    id: incident,
    happenedAt: now,
    ownerId: practitionerId,
    report: { ...report, ...told },
  });
  return { drillId: drill, incidentId: incident };
}

/** A chair, a signed protocol and one that was withdrawn, an order and the one it replaced. */
async function orders(must: Must, patientId: string): Promise<void> {
  await must('POST', '/api/chairs', { name: 'Chair 1' });
  const [old, version, first] = [newId(), newId(), newId()];
  const reason = 'made for a test';
  await must('POST', '/api/protocols', { id: old, version: 1, protocol: templates.iv, reason });
  await must('POST', `/api/protocols/${old}/withdraw`, { reason });
  await must('POST', '/api/protocols', { id: version, version: 2, protocol: templates.iv, reason });
  const order = { protocolVersionId: version, order: anOrder() };
  await must('POST', `/api/patients/${patientId}/orders`, { ...order, id: first });
  await must('POST', `/api/patients/${patientId}/orders`, { ...order, replaces: { id: first, reason } });
}

/** A report that was released, as it is kept; who signed it plays no part here. */
async function reported({ ctx, practitionerId }: Person): Promise<void> {
  const at = new Date('2026-09-14T09:30:00Z');
  const report = aReport({ id: newId() });
  await inClinic(ctx, (tx) =>
    saveReport(tx, {
      id: report.id,
      periodFrom: report.period.from,
      periodTo: report.period.to,
      body: JSON.stringify(report),
      jws: 'a.b.c',
      kid: 'none',
      publicKey: '{}',
      auditSeq: '0',
      auditHash: Buffer.alloc(32),
      previewedBy: practitionerId,
      previewedAt: at,
      releasedBy: practitionerId,
      releasedAt: at,
      replaces: null,
      withdraws: false,
    }),
  );
}

/** Somebody is on site, somebody was called, and a station was silenced. */
async function called(must: Must, { ctx, practitionerId }: Person, sessionId: string): Promise<void> {
  const at = new Date();
  await must('POST', '/api/shift', { untilAt: new Date(at.getTime() + 3_600_000).toISOString() });
  await inClinic(ctx, async (tx) => {
    await saveStep(tx, {
      ...{ id: newId(), sessionId, task: 'reading@10', what: 'told', place: 0, byWay: 'app', practitionerId },
      ...{ ofStep: null, attempt: 0, why: null, says: 'Chair 1: 10-min readings overdue' },
      ...{ sinceAt: at, dueAt: at, at, ladderVersion: null },
    });
    await saveSound(tx, { id: newId(), stationId: newId(), what: 'silenced', practitionerId, at });
  });
}

/** A closed chart that somebody opened in need. */
async function openedOnce(server: TestServer, clinic: TestClinic, patientId: string): Promise<void> {
  const admin = await connected(server);
  await admin.query('update clinic.patient set restricted = true where id = $1', [patientId]);
  const answer = await server.request('POST', `/api/patients/${patientId}/break-glass`, {
    as: await clinic.as('prescriber'),
    body: { reason: 'found unconscious in the waiting room' },
  });
  if (answer.status !== 201) throw new Error(await answer.text());
  await admin.query('update clinic.patient set restricted = false where id = $1', [patientId]);
  await admin.end();
}

const connected = async (server: TestServer): Promise<pg.Client> => {
  const admin = new pg.Client(server.services.db.superuser);
  await admin.connect();
  return admin;
};

type Table = { name: string; hasId: boolean; whose: 'clinic_id' | 'account_id' };

/** Every table whose rows belong to a clinic, directly or through an account. */
async function tables(admin: pg.Client): Promise<Table[]> {
  const { rows } = await admin.query<{ name: string; columns: string[] }>(
    `select format('%I.%I', table_schema, table_name) as name, array_agg(column_name::text) as columns
       from information_schema.columns where table_schema in ('clinic', 'identity')
        -- A table that is kept in parts is asked as a whole.
        and not (select c.relispartition from pg_class c where c.oid = format('%I.%I', table_schema, table_name)::regclass)
      group by 1 order by 1`,
  );
  return rows.flatMap(({ name, columns }) => {
    const whose = (['clinic_id', 'account_id'] as const).find((column) => columns.includes(column));
    return whose === undefined ? [] : [{ name, whose, hasId: columns.includes('id') }];
  });
}

const ofClinic = ({ whose }: Table): string =>
  whose === 'clinic_id'
    ? 'clinic_id = $1'
    : `account_id::text in (select account_id::text from identity.membership where clinic_id = $1)`;

/** Every id that a clinic has, by table. */
export async function idsOf(server: TestServer, clinicId: string): Promise<{ table: string; ids: string[] }[]> {
  const admin = await connected(server);
  const found: { table: string; ids: string[] }[] = [];
  for (const table of (await tables(admin)).filter((one) => one.hasId)) {
    const { rows } = await admin.query<{ id: string }>(
      `select id from ${table.name} where ${ofClinic(table)} limit 2`,
      [clinicId],
    );
    found.push({ table: table.name, ids: rows.map((row) => row.id) });
  }
  const { rows } = await admin.query<{ id: string }>(
    'select account_id as id from identity.membership where clinic_id = $1 limit 2',
    [clinicId],
  );
  found.push({ table: 'identity.account', ids: rows.map((row) => row.id) });
  await admin.end();
  return found;
}

/** A fingerprint of everything that a clinic has, by table: the same as long as nothing was touched. */
export async function fingerprintOf(server: TestServer, clinicId: string): Promise<Record<string, string>> {
  const admin = await connected(server);
  const prints: Record<string, string> = {};
  for (const table of await tables(admin)) {
    const { rows } = await admin.query<{ row: string }>(
      `select t::text as row from ${table.name} t where ${ofClinic(table)} order by 1`,
      [clinicId],
    );
    prints[table.name] = createHash('sha256').update(JSON.stringify(rows)).digest('hex').slice(0, 16);
  }
  await admin.end();
  return prints;
}
