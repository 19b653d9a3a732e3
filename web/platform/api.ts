import { heard, unheard } from './network.ts';
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

async function once<Answer>(method: Method, path: string, { body, signal, background }: Options): Promise<Answer> {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (background) headers['x-racemic-background'] = '1';
  const request: RequestInit = { method, headers, credentials: 'same-origin', cache: 'no-store' };
  if (body !== undefined) request.body = JSON.stringify(body);
  if (signal) request.signal = signal;

  let response: Response;
  try {
    response = await fetch(path, request);
  } catch (error) {
    if (signal?.aborted) throw error;
    unheard();
    throw new CallStopped(0, { reason: 'no-network', sentence: t('network.cannotReach') });
  }
  const answer = await read(response);
  if (answer === undefined && response.status >= 502) {
    unheard();
    throw new CallStopped(response.status, { reason: 'no-network', sentence: t('network.cannotReach') });
  }
  heard();
  if (response.ok) return answer as Answer;
  throw new CallStopped(response.status, stopBody(answer));
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

export const stoppedBy = (error: unknown, reason: string): error is CallStopped =>
  error instanceof CallStopped && error.reason === reason;
