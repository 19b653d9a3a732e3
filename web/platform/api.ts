import { heard, network, unheard } from './network.ts';
import { asked, revoked, signedOut } from './session.ts';
import { t } from './text.ts';

/** Why a call did not do what it was asked: the server's reason and sentence, or ours when it could not be reached. */
export class CallStopped extends Error {
  readonly status: number;
  readonly reason: string;
  readonly sentence: string;
  readonly details: unknown;
  readonly requestId: string | undefined;

  constructor(status: number, body: { reason: string; sentence: string; details?: unknown; requestId?: string }) {
    super(`${body.reason}: ${body.sentence}`);
    this.name = 'CallStopped';
    this.status = status;
    this.reason = body.reason;
    this.sentence = body.sentence;
    this.details = body.details;
    this.requestId = body.requestId;
  }
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
type Options = {
  body?: unknown;
  signal?: AbortSignal;
  /** Not a person's doing (a poll): must not postpone the idle lock, and never opens a dialog. */
  background?: boolean;
  /** Asks and changes nothing, although it is a POST. */
  reads?: boolean;
  /** An answer is waited for this long. */
  limitMs?: number;
  /** The dialogs themselves: a refusal comes back to them instead of opening another dialog. */
  bare?: boolean;
};

/**
 * One call to the server. A locked screen or a step-up is asked for here, once, and the call is made again,
 * so that no screen has to know about either and nothing typed is lost.
 */
async function call<Answer>(method: Method, path: string, options: Options): Promise<Answer> {
  try {
    return await once<Answer>(method, path, options);
  } catch (error) {
    if (!(error instanceof CallStopped)) throw error;
    if (error.reason === 'station-revoked') revoked();
    if (options.background || options.bare) throw error;
    if (error.reason === 'not-signed-in') signedOut();
    if (error.reason !== 'locked' && error.reason !== 'step-up-needed') throw error;
    if (await asked(error.reason === 'locked' ? 'unlock' : 'step-up')) return once<Answer>(method, path, options);
    throw error;
  }
}

/** Longer than anything here takes on a slow network; what takes longer says so itself. */
const usualLimitMs = 20_000;

async function once<Answer>(method: Method, path: string, options: Options): Promise<Answer> {
  const { body, signal, background, limitMs = usualLimitMs } = options;
  const headers: Record<string, string> = { accept: 'application/json' };
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (background) headers['x-racemic-background'] = '1';
  const request: RequestInit = { method, headers, credentials: 'same-origin', cache: 'no-store' };
  if (body !== undefined) request.body = JSON.stringify(body);
  const begunAt = Date.now();
  const left = navigator.onLine;
  const end = new AbortController();
  const stop = () => end.abort();
  const timer = setTimeout(stop, limitMs);
  signal?.addEventListener('abort', stop, { once: true });
  if (signal?.aborted) stop();
  request.signal = end.signal;
  let response: Response;
  let answer: unknown;
  try {
    response = await fetch(path, request);
    answer = await read(response);
  } catch (error) {
    if (signal?.aborted) throw error;
    // One slow answer is no silence while the server is heard otherwise.
    if (!end.signal.aborted || (network.get().heardAt ?? 0) < begunAt) unheard();
    throw unanswered(0, method, options, left);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
  }
  if (answer === undefined && response.status >= 502) {
    unheard();
    throw unanswered(response.status, method, options, left);
  }
  heard();
  if (response.ok) return answer as Answer;
  throw new CallStopped(response.status, stopBody(answer));
}

/**
 * No answer. Of a question, that is all. Of a change it is said what is known: without a network it never left; once
 * it left, the server may have kept it, and only the answer was lost.
 */
function unanswered(status: number, method: Method, { reads, bare }: Options, left: boolean): CallStopped {
  if (method === 'GET' || reads)
    return new CallStopped(status, { reason: 'no-network', sentence: t('network.cannotRead') });
  if (!left) return new CallStopped(status, { reason: 'no-network', sentence: t('network.cannotReach') });
  if (bare) return new CallStopped(status, { reason: 'no-network', sentence: t('network.noAnswer') });
  return new CallStopped(status, { reason: 'not-known', sentence: t('network.notKnown') });
}

async function read(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function stopBody(answer: unknown): { reason: string; sentence: string; details?: unknown; requestId?: string } {
  if (typeof answer !== 'object' || answer === null || !('reason' in answer) || !('sentence' in answer))
    return { reason: 'defect', sentence: t('problem.defect') };
  const body = answer as { reason: unknown; sentence: unknown; details?: unknown; requestId?: unknown };
  return {
    reason: String(body.reason),
    sentence: String(body.sentence),
    details: body.details,
    ...(typeof body.requestId === 'string' ? { requestId: body.requestId } : {}),
  };
}

export const get = <Answer>(path: string, options: Options = {}) => call<Answer>('GET', path, options);
export const post = <Answer = void>(path: string, body?: unknown, options: Options = {}) =>
  call<Answer>('POST', path, body === undefined ? options : { ...options, body });
export const put = <Answer = void>(path: string, body: unknown, options: Options = {}) =>
  call<Answer>('PUT', path, { ...options, body });
export const remove = <Answer = void>(path: string, options: Options = {}) => call<Answer>('DELETE', path, options);

/** The sentence a person reads, whatever was thrown. */
export function sentenceOf(error: unknown): string {
  return error instanceof CallStopped ? error.sentence : t('problem.defect');
}

/** The server did not answer: nobody's mistake, and no refusal. */
export const isSilence = (error: unknown): error is CallStopped =>
  error instanceof CallStopped && (error.reason === 'no-network' || error.reason === 'not-known');

export const stoppedBy = (error: unknown, reason: string): error is CallStopped =>
  error instanceof CallStopped && error.reason === reason;
