import type { Config } from './config.ts';

/** A text to a telephone: no name, no number of a patient, nothing about anybody's health. */
export type TextMessage = { id: string; to: string; text: string };

const patienceMs = 10_000;

/** What went wrong, as a short code: what the gateway says may hold the number. */
export class NotTexted extends Error {
  readonly code: string;
  constructor(code: string) {
    super(`The text was not taken: ${code}.`);
    this.code = code;
  }
}

/**
 * Hands a text to the gateway: one POST of JSON with `id`, `to` and `text`. Any answer from 200 to 299 means that it was
 * taken. The `id` stays the same when it is sent again, so that a gateway can leave out what it has.
 */
export async function sendText(config: Pick<Config, 'textUrl' | 'textToken'>, message: TextMessage): Promise<void> {
  if (config.textUrl === undefined) throw new NotTexted('not-set-up');
  const answer = await fetch(config.textUrl, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(config.textToken === undefined ? {} : { authorization: `Bearer ${config.textToken}` }),
    },
    body: JSON.stringify(message),
    redirect: 'error',
    signal: AbortSignal.timeout(patienceMs),
  }).catch((error: unknown) => {
    throw new NotTexted(error instanceof Error && error.name === 'TimeoutError' ? 'no-answer' : 'not-reached');
  });
  await answer.body?.cancel();
  if (!answer.ok) throw new NotTexted(`http-${answer.status}`);
}
