import { generate } from 'selfsigned';
import type { Tls } from '#server/platform/listen.ts';

/** A certificate for names of this machine, which a client accepts when it is told to. */
export async function aCertificate(...names: string[]): Promise<Tls> {
  const altNames = (names.length > 0 ? names : ['localhost']).map((value) => ({ type: 2 as const, value }));
  const made = await generate([{ name: 'commonName', value: altNames[0]?.value ?? 'localhost' }], {
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames },
    ],
  });
  return { cert: made.cert, key: made.private };
}
