import { expect, test } from 'vitest';
import { aServer } from '../../tests/services.ts';
import { anOwner } from '../../tests/visitor.ts';
import { authOf } from './auth.ts';
import { readSigned, signInCookie } from './cookies.ts';

test('the library and we read the same cookie as the same sign-in', async () => {
  await using server = await aServer();
  const owner = await anOwner(server);
  const [{ token }] = (await server.services.db.identity.selectFrom('signIn').select('token').execute()) as [
    { token: string },
  ];
  const given = `racemic_sign_in=${owner.cookies.get('racemic_sign_in')}`;
  const made = signInCookie(server.services, token).split(';')[0] ?? '';
  for (const cookie of [given, made]) {
    const headers = new Headers({ cookie });
    expect(readSigned(server.services, headers, 'signIn')).toBe(token);
    expect((await authOf(server.services).api.getSession({ headers }))?.user.email).toBe(owner.email);
  }
});
