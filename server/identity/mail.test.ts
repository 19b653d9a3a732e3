import { generate } from 'selfsigned';
import { SMTPServer } from 'smtp-server';
import { expect, test } from 'vitest';
import { aServer } from '../../tests/services.ts';
import { anInvitation, anOwner, stepUp } from '../../tests/visitor.ts';
import { deliverMail, queueMail } from './mail.ts';

type Heard = { to: string; text: string; secure: boolean; user: string | undefined };

/** A real SMTP server with a certificate and a password, as a clinic's provider has. */
async function aPostOffice(how: { refuse?: boolean } = {}) {
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'localhost' }]);
  const heard: Heard[] = [];
  const server = new SMTPServer({
    cert,
    key,
    allowInsecureAuth: false,
    onAuth: (auth, _session, done) =>
      auth.username === 'clinic' && auth.password === 'p@ss word'
        ? done(null, { user: 'clinic' })
        : done(new Error('535 no')),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (how.refuse) return done(Object.assign(new Error('try later, owner@harbor.example'), { responseCode: 451 }));
        heard.push({
          to: String(session.envelope.rcptTo[0]?.address),
          text: Buffer.concat(chunks).toString(),
          secure: session.secure,
          user: session.user,
        });
        return done();
      });
    },
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    heard,
    url: `smtp://clinic:${encodeURIComponent('p@ss word')}@127.0.0.1:${port}`,
    [Symbol.asyncDispose]: () => new Promise<void>((closed) => server.close(() => closed())),
  };
}

test('an invitation leaves through a real SMTP server, over TLS and with its password, by a job that knows only the id', async () => {
  await using office = await aPostOffice();
  await using server = await aServer({ SMTP_URL: office.url, MAIL_FROM: 'racemic@harbor.example' });
  const owner = await anOwner(server);
  await stepUp(server, owner);
  const sent = await owner.must('POST', '/api/invitations', {
    givenName: 'Sam',
    familyName: 'Lind',
    email: 'sam@harbor.example',
    roles: ['nurse'],
  });
  expect(sent).toEqual({ id: expect.any(String) });
  const [job] = server.enqueued;
  expect(job).toEqual({ job: 'mail', data: { mailId: expect.stringMatching(/^[0-9a-f-]{36}$/) } });
  await deliverMail(server.services, job?.data.mailId ?? '');
  expect(office.heard).toMatchObject([{ to: 'sam@harbor.example', secure: true, user: 'clinic' }]);
  const token = /\/invitation#([\w-]{43})/.exec(office.heard[0]?.text.replace(/=\r\n/g, '') ?? '')?.[1];
  expect(await owner.must('POST', '/api/invitations/open', { token })).toMatchObject({
    email: 'sam@harbor.example',
  });
  // A second run of the job sends nothing, and the link no longer lies in the outbox.
  await deliverMail(server.services, job?.data.mailId ?? '');
  expect(office.heard).toHaveLength(1);
  const row = await server.services.db.identity.selectFrom('mail').selectAll().executeTakeFirstOrThrow();
  expect(row).toMatchObject({ status: 'sent', text: '' });
});

test('a letter that can’t leave waits and is tried again; its failure is kept as a code, without anyone’s address', async () => {
  await using office = await aPostOffice({ refuse: true });
  await using server = await aServer({ SMTP_URL: office.url });
  const owner = await anOwner(server);
  await anInvitation(server, owner, 'sam@harbor.example', ['nurse']).catch(() => undefined);
  const mailId = server.enqueued[0]?.data.mailId ?? '';
  await expect(deliverMail(server.services, mailId)).rejects.toThrow();
  const read = () =>
    server.services.db.identity.selectFrom('mail').selectAll().where('id', '=', mailId).executeTakeFirstOrThrow();
  const row = await read();
  expect(row).toMatchObject({ status: 'waiting', attempts: 1, error: 'EMESSAGE 451' });
  // What waits holds a link, so it is encrypted.
  expect(Buffer.from(row.text, 'base64').toString('latin1')).not.toMatch(/http|harbor/i);
  for (let i = 0; i < 8; i += 1) await deliverMail(server.services, mailId).catch(() => undefined);
  expect(await read()).toMatchObject({ status: 'failed', text: '' });
});

test('without SMTP the link is in the log, with ids and no names, and in the answer to who invites', async () => {
  await using server = await aServer();
  const owner = await anOwner(server);
  const token = await anInvitation(server, owner, 'sam@harbor.example', ['nurse']);
  const log = server.logged.join('');
  expect(log).toContain(`http://localhost:3000/invitation#${token}`);
  for (const name of ['Sam', 'Lind', 'Robin', 'Hale', 'sam@harbor.example', owner.email])
    expect(log).not.toContain(name);
  expect(server.enqueued).toEqual([]);
});

test('a subject stays one line, whatever a clinic calls itself', async () => {
  await using office = await aPostOffice();
  await using server = await aServer({ SMTP_URL: office.url });
  const id = await queueMail(server.services, {
    clinicId: undefined,
    to: 'a@b.example',
    subject: 'Hello\r\nBcc: x@y.example',
    text: 'x',
    linkKind: 'notice',
  });
  await deliverMail(server.services, id);
  expect(office.heard[0]?.text).not.toMatch(/^Bcc:/m);
});
