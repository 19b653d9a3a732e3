import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { CannotStart } from './cannot-start.ts';
import type { Config } from './config.ts';
import type { Tls } from './listen.ts';
import type { Log } from './log.ts';

type Files = NonNullable<Config['tls']>;

/** Reads certificate files. @throws CannotStart when one is missing, unreadable, or they do not belong together */
export function readTls(files: Files): Tls {
  const read = (path: string, name: string) => {
    try {
      return readFileSync(path, 'utf8');
    } catch {
      throw new CannotStart(`${name} can't be read: ${path}.`);
    }
  };
  const pair = { cert: read(files.certFile, 'TLS_CERT_FILE'), key: read(files.keyFile, 'TLS_KEY_FILE') };
  if (!belongTogether(pair))
    throw new CannotStart('TLS_CERT_FILE and TLS_KEY_FILE do not hold a certificate and its key.');
  return pair;
}

function belongTogether({ cert, key }: Tls): boolean {
  try {
    // Node takes an empty key without a word and then fails at every connection.
    return (
      new X509Certificate(cert).checkPrivateKey(createPrivateKey(key)) &&
      createSecureContext({ cert, key }) !== undefined
    );
  } catch {
    return false;
  }
}

const everyMs = 15_000;

/**
 * A renewed certificate is taken up without a restart. Both files are read again and again, because tools replace them
 * in every way there is (in place, by rename, by a link to a folder) and one after the other: until they fit together
 * the old pair serves on.
 *
 * @returns how to stop watching
 */
export function watchTls(
  files: Files,
  taken: Tls,
  { use, log, intervalMs = everyMs }: { use(tls: Tls): void; log: Log; intervalMs?: number },
): () => void {
  let current = taken;
  let refused = '';
  const look = () => {
    try {
      const next = readTls(files);
      refused = '';
      if (next.cert === current.cert && next.key === current.key) return;
      use(next);
      current = next;
      log.info({ until: new X509Certificate(next.cert).validToDate }, 'renewed certificate in use');
    } catch (error) {
      const why = error instanceof Error ? error.message : '';
      if (why !== refused) log.warn({ why }, 'the certificate files can’t be used; the old certificate serves on');
      refused = why;
    }
  };
  const timer = setInterval(look, intervalMs).unref();
  return () => clearInterval(timer);
}
