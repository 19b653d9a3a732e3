import { expect, test } from 'vitest';
import { aServer } from '../../tests/services.ts';
import { anOwner, aVisitor } from '../../tests/visitor.ts';
import { saveMail } from './mail.ts';
import { tidyIdentity } from './tidy.ts';

test('what has run out is removed, what still counts stays, and a letter left behind is sent on', async () => {
  await using server = await aServer({ SMTP_URL: 'smtp://127.0.0.1:9' });
  const { services } = server;
  const owner = await anOwner(server);
  await aVisitor(server).call('POST', '/api/sign-in', { email: owner.email, passphrase: 'a wrong passphrase' });
  const mailId = await saveMail(services.db.identity, services, {
    clinicId: undefined,
    to: 'a@b.example',
    subject: 's',
    text: 't',
    linkKind: 'notice',
  });
  await tidyIdentity(services);
  expect((await owner.call('GET', '/api/me')).status).toBe(200);
  expect(server.enqueued).toEqual([]);
  const now = Date.now();
  services.clock = () => new Date(now + 13 * 3_600_000);
  await tidyIdentity(services);
  const { identity } = services.db;
  expect(await identity.selectFrom('signIn').select('id').execute()).toEqual([]);
  expect(await identity.selectFrom('rateLimit').select('key').execute()).toEqual([]);
  expect(server.enqueued).toEqual([{ job: 'mail', data: { mailId } }]);
});
