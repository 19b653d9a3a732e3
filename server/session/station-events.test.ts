import { expect, test } from 'vitest';
import { newId } from '#server/platform/ids.ts';
import { aPatientInput } from '../../tests/builders.ts';
import { aServer } from '../../tests/services.ts';
import { aColleague, anOwner, aStation, aVisitor, signIn } from '../../tests/visitor.ts';

const moment = '2026-11-25T10:00:00.000Z';
const made = { measuredAt: moment, enteredAt: moment, clockOffsetMs: 0, offsetCheckedAt: null, v: 1, by: null };

test('a station at which nobody is signed in takes a stop and an emergency, in nobody’s name, and nothing else', async () => {
  await using server = await aServer();
  const owner = await anOwner(server);
  const station = await aStation(server, owner);
  await signIn(server, await aColleague(server, owner, 'nurse'), station);
  const { id: patientId } = Object(await station.must('POST', '/api/patients', aPatientInput()));
  const session = newId();
  await station.must('POST', '/api/sessions', { id: session, patientId, plannedAt: moment });
  const { id: stationId } = Object(await station.must('GET', '/api/station'));
  await station.must('POST', '/api/sign-out');
  expect((await station.call('GET', '/api/floor')).status).toBe(401);
  const fact = (kind: string, data: object, given: object = {}) => {
    return { id: newId(), session, kind, data, station: stationId, stationSeq: 1, ...made, ...given };
  };
  const events = [
    fact('dose-stopped', {}),
    fact('emergency-opened', { card: 'syncope' }),
    fact('note', { text: 'hello' }),
    fact('dose-stopped', {}, { by: newId() }),
    fact('dose-stopped', {}, { station: newId() }),
  ];
  const { answers } = Object(await station.must('POST', '/api/station/events', { events }));
  expect(answers.map((of: { outcome: string; why?: string }) => of.why ?? of.outcome)).toEqual([
    'kept',
    'kept',
    'not-signed-in',
    'not-signed-in',
    'not-signed-in',
  ]);
  expect((await aVisitor(server).call('POST', '/api/station/events', { events })).status).toBe(404);
});
