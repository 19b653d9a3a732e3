/** Signs in as a person does, passphrase and code, and hands back the cookie that the browser would keep. */
export async function signIn(
  origin: string,
  who: { email: string; passphrase: string },
  code: () => Promise<string>,
): Promise<string> {
  const first = await post(origin, '/api/sign-in', { email: who.email, passphrase: who.passphrase }, '');
  const second = await post(origin, '/api/sign-in/totp', { code: await code() }, first);
  if (!second.includes('racemic_sign_in=')) throw new Error('The sign-in was refused.');
  return second;
}

async function post(origin: string, path: string, body: object, cookie: string): Promise<string> {
  const answer = await fetch(`${origin}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin, ...(cookie === '' ? {} : { cookie }) },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .filter((one) => !one?.endsWith('='))
    .join('; ');
}
