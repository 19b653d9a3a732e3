import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { forgetAddresses } from '#server/public/limits.ts';
import { aCenter } from '../../tests/a-center.ts';
import { aCareServer, wrongInHtml } from '../../tests/care.ts';
import type { TestServer } from '../../tests/services.ts';

let server: TestServer;
beforeAll(async () => {
  server = await aCareServer();
  await aCenter(server.services, { name: 'Pinyon Court Clinic' });
});
afterAll(() => server[Symbol.asyncDispose]());
beforeEach(forgetAddresses);

const kept = () =>
  server.services.db.clinic.selectFrom('centerRequest').selectAll().orderBy('madeAt', 'desc').execute();

async function post(path: string, fields: Record<string, string>, headers: Record<string, string> = {}) {
  const answer = await server.request('POST', path, {
    body: new URLSearchParams(fields).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  });
  return { status: answer.status, text: await answer.text(), headers: answer.headers };
}

test('what people tell is kept for the editors, word for word, with the center and fact it is about', async () => {
  const words = '<script>alert(1)</script> The price is $500 now.\nSee their page.';
  const { status, text } = await post('/care/tell-us', {
    center: 'pinyon-court-clinic',
    fact: 'full-cost',
    words,
    'reply-to': 'someone@example.org',
  });
  expect(status).toBe(200);
  expect(text).toContain('The editors have it.');
  expect(await wrongInHtml(text)).toEqual([]);
  expect((await kept())[0]).toMatchObject({
    kind: 'tell',
    fact: 'full-cost',
    words,
    replyTo: 'someone@example.org',
    state: 'open',
  });
  expect(server.enqueued.filter(({ job }) => job === 'mail')).toEqual([]);
});

test('nothing of a message is shown on any public page', async () => {
  await post('/care/tell-us', { center: 'pinyon-court-clinic', words: 'a-word-nobody-else-uses' });
  const { text } = await post('/care/for-centers', { words: '', kind: '' });
  for (const path of ['/care', '/care/centers/pinyon-court-clinic', '/care/centers?near=pinyon'])
    expect(await (await server.request('GET', path)).text()).not.toContain('a-word-nobody-else-uses');
  expect(text).not.toContain('a-word-nobody-else-uses');
});

test('what is missing or wrong is said above and at its field, in the same words; what was typed stays; nothing is kept', async () => {
  const before = (await kept()).length;
  const { status, text } = await post('/care/for-centers', { words: '', which: '"><b>Mine', 'reply-to': 'not a mail' });
  expect(status).toBe(422);
  for (const sentence of [
    'Choose what you want to do',
    'Write what we should know',
    'Write an e-mail address like name@example.org',
  ])
    expect(text.split(sentence), sentence).toHaveLength(3);
  expect(text).toContain('value="&quot;&gt;&lt;b&gt;Mine"');
  expect(await wrongInHtml(text)).toEqual([]);
  expect((await kept()).length).toBe(before);
});

test.each([
  'a@example.org\nBcc: b@example.org',
  'a@example.org, b@example.org',
  'A <a@example.org>',
  `${'a'.repeat(250)}@example.org`,
  'a@@example.org',
  'a@localhost',
])('an address that is more than one plain address is refused: %j', async (replyTo) => {
  const { status } = await post('/care/tell-us', { words: 'Something.', 'reply-to': replyTo });
  expect(status).toBe(422);
});

test('who fills the field that people do not see hears thanks, and nothing is kept', async () => {
  const before = (await kept()).length;
  const { status } = await post('/care/tell-us', { words: 'Buy now', url: 'https://example.org' });
  expect(status).toBe(200);
  expect((await kept()).length).toBe(before);
});

test('an eleventh message within the hour from one network waits: it is not sent, and stays on the page, in its language', async () => {
  const tries = [];
  for (let at = 0; at < 11; at += 1) {
    await post('/care/es/tell-us', { words: '' });
    tries.push(await post('/care/es/tell-us', { words: `Mensaje ${at}` }));
  }
  expect(tries.map(({ status }) => status)).toEqual([...Array.from({ length: 10 }, () => 200), 429]);
  expect(tries[10]?.text).toContain('Llegaron muchos mensajes de su red en esta hora.');
  expect(tries[10]?.text).toContain('Mensaje 10</textarea>');
  expect((await kept()).some(({ words }) => words === 'Mensaje 10')).toBe(false);
});

test('a form of another site, another kind of body, or too much of it changes nothing', async () => {
  const before = (await kept()).length;
  const foreign = await post(
    '/care/tell-us',
    { words: 'x' },
    { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
  );
  expect(foreign.status).toBe(403);
  const json = await server.request('POST', '/care/tell-us', { body: { words: 'x' } });
  expect(json.status).toBe(400);
  const long = await post('/care/tell-us', { words: 'x'.repeat(300_000) });
  expect(long.status).toBe(413);
  const report = await server.request('POST', '/care/centers/pinyon-court-clinic/report', {
    body: 'x'.repeat(300_000),
    headers: { 'content-type': 'application/jose' },
  });
  expect(report.status).toBe(413);
  expect((await kept()).length).toBe(before);
});

test('after many pages from one address the next waits, and the page says so', async () => {
  let status = 200;
  let asked = 0;
  while (status === 200 && asked < 1_000) {
    status = (await server.request('GET', '/care/accessibility')).status;
    asked += 1;
  }
  expect({ status, asked: asked >= 600 }).toEqual({ status: 429, asked: true });
});

test('a page with a form lets a browser say that it comes from here: told to say nothing, it would be refused', async () => {
  const { headers } = await server.request('GET', '/care/tell-us');
  expect(headers.get('referrer-policy')).toBe('same-origin');
  const silent = await post('/care/tell-us', { words: 'x' }, { origin: 'null', 'sec-fetch-site': 'same-origin' });
  expect(silent.status).toBe(403);
});
