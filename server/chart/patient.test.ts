import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { newId } from '#server/platform/ids.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import { aClinic, aPatient, aPatientInput, type Person, type TestClinic } from '../../tests/builders.ts';
import { read, refused } from '../../tests/said.ts';
import { aServer, type TestServer } from '../../tests/services.ts';
import { Candidate, Chart, Patient, PatientSummary } from './chart.shapes.ts';

let server: TestServer;
let clinic: TestClinic;
let desk: Person;

beforeAll(async () => {
  server = await aServer();
});
afterAll(() => server[Symbol.asyncDispose]());
// A clinic of its own for each test: nobody of another test is found.
beforeEach(async () => {
  clinic = await aClinic(server.services);
  desk = await clinic.as('front-desk');
});

const Made = z.object({ id: z.string(), number: z.string() });
const Found = z.object({ patients: z.array(PatientSummary), total: z.number() });
const Alike = z.object({ candidates: z.array(Candidate) });

const register = (body: object, as = desk) => server.request('POST', '/api/patients', { as, body });
const find = async (q: string, as = desk) =>
  read(await server.request('POST', '/api/patients/search', { as, body: { q } }), Found);
const change = (id: string, body: object, as = desk) => server.request('PUT', `/api/patients/${id}`, { as, body });
const rowsOf = (table: 'patient' | 'auditEvent') =>
  inClinic(desk.ctx, (tx) => tx.selectFrom(table).selectAll().orderBy('id').execute());

describe('registering', () => {
  test('gives a number, keeps what was typed, and writes down who did it', async () => {
    const input = aPatientInput({
      givenName: 'José María',
      familyName: 'García-Núñez',
      emergencyContact: { name: 'Ana Núñez', relation: 'mother', phone: '+1 702 555 0100' },
    });
    const { id, number } = await read(await register(input), Made);
    expect(number).toBe('00001');
    const [event] = (await rowsOf('auditEvent')).filter(({ action }) => action === 'patient.register');
    expect(event).toMatchObject({ patientId: id, practitionerId: desk.practitionerId, byKind: 'staff' });
    const chart = await read(await server.request('GET', `/api/patients/${id}/chart`, { as: desk }), Chart);
    expect(chart.patient).toMatchObject({ ...input, id, number, initials: 'J.G.', restricted: false, version: 1 });
  });

  test('twenty at once get twenty numbers, none double and none left out', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        register(
          aPatientInput({
            givenName: 'ABCDEFGHIJKLMNOPQRST'.charAt(at).repeat(4),
            familyName: 'Unlike',
            birthOn: `${1950 + at}-0${1 + (at % 9)}-${10 + (at % 18)}`,
          }),
        ),
      ),
    );
    const numbers = await Promise.all(answers.map(async (answer) => (await read(answer, Made)).number));
    expect(numbers.sort()).toEqual(Array.from({ length: 20 }, (_, at) => String(at + 1).padStart(5, '0')));
    expect((await find('')).total).toBe(20);
  });

  test('a number is not lost when a registration fails', async () => {
    await read(await register(aPatientInput()), Made);
    await refused(await register(aPatientInput()));
    const { number } = await read(
      await register(aPatientInput({ givenName: 'Wei', familyName: 'Zhang', birthOn: '1970-01-01' })),
      Made,
    );
    expect(number).toBe('00002');
  });

  test('two desks registering the same person at once: one record, and the other desk is shown it', async () => {
    const other = await clinic.as('nurse');
    const answers = await Promise.all([
      register(aPatientInput()),
      register(aPatientInput({ givenName: 'JORDAN' }), other),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const made = await read(answers.find(({ status }) => status === 201) ?? Response.error(), Made);
    const stopped = await refused(answers.find(({ status }) => status === 409) ?? Response.error());
    expect(stopped.reason).toBe('already-there');
    expect(Alike.parse(stopped.details).candidates).toMatchObject([
      { id: made.id, because: 'same name and birth date' },
    ]);
    expect(await rowsOf('patient')).toHaveLength(1);
  });

  test('a second person of the same name and birth date is made only when someone says that, and how they know', async () => {
    const first = await read(await register(aPatientInput()), Made);
    expect((await refused(await register({ ...aPatientInput(), confirmedDistinct: true }))).reason).toBe('blocked');
    const second = await read(
      await register({ ...aPatientInput(), confirmedDistinct: true, reason: 'another address, seen both' }),
      Made,
    );
    expect(second.id).not.toBe(first.id);
    const event = (await rowsOf('auditEvent')).findLast(({ action }) => action === 'patient.register');
    expect(event?.reason).toBe('another address, seen both');
    expect(JSON.parse(event?.data ?? '{}')).toMatchObject({ details: { distinctFrom: [first.id] } });
  });

  test('the same request again is harmless: one record, and the answer says that it is there', async () => {
    const id = newId();
    await read(await register({ ...aPatientInput(), id }), Made);
    for (const more of [{}, { confirmedDistinct: true, reason: 'sent again' }]) {
      const again = await refused(await register({ ...aPatientInput(), id, ...more }));
      expect(again).toMatchObject({ status: 409, reason: 'already-there', details: { id } });
    }
    expect(await rowsOf('patient')).toHaveLength(1);
    expect((await rowsOf('auditEvent')).filter(({ action }) => action === 'patient.register')).toHaveLength(1);
  });

  test('the same request twice at the same moment is harmless too', async () => {
    const body = { ...aPatientInput(), id: newId(), confirmedDistinct: true, reason: 'sent twice' };
    const answers = await Promise.all([register(body), register(body), register(body)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect(await rowsOf('patient')).toHaveLength(1);
  });

  test('nobody is registered who is not born yet', async () => {
    const born = (birthOn: string) => register(aPatientInput({ birthOn }));
    expect(await refused(await born('2199-01-01'))).toMatchObject({ status: 400, details: { field: 'birthOn' } });
    expect((await born(new Date().toISOString().slice(0, 10))).status).toBe(201);
  });
});

describe('possible duplicates are shown before a second record is made', () => {
  const alike = async (body: object) =>
    (await read(await server.request('POST', '/api/patients/duplicates', { as: desk, body }), Alike)).candidates.map(
      ({ because }) => because,
    );

  test.each([
    ['the same person', {}, ['same name and birth date']],
    ['accents and case apart', { givenName: 'JÖRDAN' }, ['same name and birth date']],
    ['names exchanged', { givenName: 'Sample', familyName: 'Jordan' }, ['names the other way round, same birth date']],
    ['a letter wrong, born the same day', { familyName: 'Sampel' }, ['similar name, same birth date']],
    [
      'a letter wrong in both names, day and month exchanged',
      { givenName: 'Jordana', familyName: 'Samples', birthOn: '1984-07-03' },
      ['similar name, birth date differs in one part'],
    ],
    ['married since', { familyName: 'Petersen' }, ['same first name and birth date']],
    ['the same name, born at another time', { birthOn: '1951-11-30' }, ['same name, another birth date']],
    ['someone else', { givenName: 'Wei', familyName: 'Zhang', birthOn: '1970-01-01' }, []],
    ['someone else, born the same day', { givenName: 'Wei', familyName: 'Zhang' }, []],
  ])('%s', async (_what, typed, because) => {
    await aPatient(desk);
    const { givenName, familyName, birthOn } = aPatientInput(typed);
    expect(await alike({ givenName, familyName, birthOn })).toEqual(because);
  });

  test('the one who may be the same person is not hidden behind six hundred of a common name', async () => {
    await inClinic(desk.ctx, async (tx) => {
      const ids = Array.from({ length: 600 }, (_, at) => ({
        id: newId(),
        birthOn: `${1900 + (at % 80)}-05-${10 + (at % 18)}`,
        number: `9${at}`,
      }));
      const person = {
        ...aPatientInput({ givenName: 'Maria', familyName: 'Elsewhere' }),
        initials: 'M.E.',
        emergencyContact: null,
      };
      await tx
        .insertInto('patient')
        .values(ids.map((of) => ({ ...person, ...of })))
        .execute();
      await tx
        .insertInto('patientSearch')
        .values(ids.flatMap(({ id }) => ['maria', 'elsewhere'].map((token) => ({ patientId: id, token }))))
        .execute();
    });
    await aPatient(desk, { givenName: 'Maria', familyName: 'Gonzalez', birthOn: '1984-03-07' });
    expect(await alike({ givenName: 'Maria', familyName: 'Gonzales', birthOn: '1984-03-08' })).toEqual([
      'similar name, birth date differs in one part',
    ]);
  });
});

describe('finding', () => {
  test.each([
    'garcia',
    'GARCÍA',
    'nun',
    'jose gar',
    'gar jose',
    'pepe',
    '1984-03-07',
    '3/7/1984',
    '07.03.1984',
    '00001',
    'garcia 1984-03',
  ])('"%s" finds José García-Núñez', async (query) => {
    await aPatient(desk, { givenName: 'José', familyName: 'García-Núñez', preferredName: 'Pepe' });
    await aPatient(desk, { givenName: 'Wei', familyName: 'Zhang', birthOn: '1970-11-30' });
    const { patients } = await find(query);
    expect(patients.map(({ familyName }) => familyName)).toEqual(['García-Núñez']);
  });

  test.each(['smith', 'arcia', 'garcia zhang', '1984-03-08', '%', '_', '\\', "'; drop table clinic.patient; --", '𐀀'])(
    '"%s" finds nobody and breaks nothing',
    async (query) => {
      await aPatient(desk, { familyName: 'García' });
      expect((await find(query)).patients).toEqual([]);
    },
  );

  test('after a change a patient is found by the new name and no longer by the old', async () => {
    const { id } = await aPatient(desk, { familyName: 'García' });
    expect((await change(id, { ...aPatientInput({ familyName: 'Petersen' }), version: 1 })).status).toBe(200);
    expect((await find('petersen')).patients).toHaveLength(1);
    expect((await find('garcia')).patients).toEqual([]);
  });

  test('with nothing typed the newest come first, and the number of all is told', async () => {
    for (const givenName of ['One', 'Two', 'Three']) await aPatient(desk, { givenName });
    const { patients, total } = await find('');
    expect(patients.map(({ givenName }) => givenName)).toEqual(['Three', 'Two', 'One']);
    expect(total).toBe(3);
  });

  test('the limit is kept, and a limit that makes no sense is refused', async () => {
    for (const givenName of ['One', 'Two', 'Three']) await aPatient(desk, { givenName });
    const asked = (limit: string) => server.request('GET', `/api/patients?limit=${limit}`, { as: desk });
    expect((await read(await asked('2'), Found)).patients).toHaveLength(2);
    for (const limit of ['0', '101', '-1', 'x', '1.5']) expect((await asked(limit)).status, limit).toBe(400);
  });
});

describe('two people change the same patient', () => {
  const Stale = z.object({ current: Patient, changedBy: z.string(), changedAt: z.iso.datetime() });

  test('the second is told what stands now, who wrote it and when; nothing of either is lost', async () => {
    const other = await clinic.as('nurse');
    const { id } = await aPatient(desk);
    expect((await change(id, { ...aPatientInput({ phone: '702 555 0100' }), version: 1 }, other)).status).toBe(200);
    const mine = { ...aPatientInput({ address: '1 Harbor Street' }), version: 1 };
    const stopped = await refused(await change(id, mine));
    expect(stopped).toMatchObject({ status: 409, reason: 'changed-by-someone-else' });
    const { current, changedBy, changedAt } = Stale.parse(stopped.details);
    expect(current).toMatchObject({ phone: '702 555 0100', address: '', version: 2 });
    expect(changedBy).toMatch(/^Test Person \d+$/);
    expect(stopped.sentence).toContain(changedBy);
    expect(Math.abs(Date.now() - Date.parse(changedAt))).toBeLessThan(60_000);
    const merged = { ...mine, phone: current.phone, version: current.version };
    expect((await change(id, merged)).status).toBe(200);
    expect(await rowsOf('patient')).toMatchObject([{ phone: '702 555 0100', address: '1 Harbor Street', version: 3 }]);
  });

  test('at the very same moment: one wins, and every other one hears the whole of it too', async () => {
    const { id } = await aPatient(desk);
    const people = await Promise.all(Array.from({ length: 6 }, () => clinic.as('nurse')));
    const answers = await Promise.all(
      people.map((as, at) => change(id, { ...aPatientInput({ phone: `702 555 010${at}` }), version: 1 }, as)),
    );
    const won = answers.findIndex(({ status }) => status === 200);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409, 409]);
    for (const answer of answers.filter(({ status }) => status === 409)) {
      const { current } = Stale.parse((await refused(answer)).details);
      expect(current).toMatchObject({ phone: `702 555 010${won}`, version: 2 });
    }
  });

  test('a change to a patient who does not exist, or of a version that never was, changes nothing', async () => {
    const { id } = await aPatient(desk);
    expect((await change(newId(), { ...aPatientInput(), version: 1 })).status).toBe(404);
    expect((await change(id, { ...aPatientInput(), version: 7 })).status).toBe(409);
    expect((await change(id, { ...aPatientInput(), version: 0 })).status).toBe(400);
    expect((await change(id, aPatientInput())).status).toBe(400);
    expect(await rowsOf('patient')).toMatchObject([{ version: 1 }]);
  });
});

describe('what is typed is kept as text', () => {
  test.each([
    "=cmd|' /C calc'!A0",
    '+SUM(A1:A9)',
    '-2+3',
    '@SUM(1)',
    'javascript:alert(1)',
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    "Robert'); DROP TABLE patient;--",
    '#{7*7}',
    '{{7*7}}',
    '../../etc/passwd',
  ])('a name like "%s" is stored and given back as it is, as JSON and nothing else', async (familyName) => {
    const { id } = await read(await register(aPatientInput({ familyName, address: familyName })), Made);
    const answer = await server.request('GET', `/api/patients/${id}/chart`, { as: desk });
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect((await read(answer, Chart)).patient).toMatchObject({ familyName, address: familyName });
  });

  test.each([
    ['a NUL', { givenName: 'Jor\u0000dan' }, 'givenName'],
    ['a zero width space', { familyName: 'Sam\u200bple' }, 'familyName'],
    ['a direction mark', { preferredName: '\u202eJordan' }, 'preferredName'],
    ['half a character', { familyName: 'Sample\ud800' }, 'familyName'],
    ['a line break', { address: '1 Harbor Street\n2' }, 'address'],
    ['no address', { email: 'jordan at example' }, 'email'],
    ['no number', { phone: 'call me' }, 'phone'],
    ['no date', { birthOn: '1984-02-30' }, 'birthOn'],
    ['no time zone', { timeZone: 'Mars/Olympus' }, 'timeZone'],
    ['no language', { language: 'English' }, 'language'],
  ])('%s is refused with a sentence that names the field, and nothing is stored', async (_what, typed, field) => {
    const stopped = await refused(await register(aPatientInput(typed)));
    expect(stopped).toMatchObject({ status: 400, reason: 'not-understood', details: { field } });
    expect(stopped.sentence).toMatch(new RegExp(`^${field}: .+\\.$`));
    expect(await rowsOf('patient')).toEqual([]);
  });
});
