import type { Services } from '#server/platform/services.ts';
import { anchorFile, appendLine, lastLine } from './anchor-file.ts';
import { anchorKey } from './anchor-keys.ts';
import { AnchorLine, lineHash, signAnchor } from './anchor-line.ts';
import { headOf, holdAnchors, quietly } from './chain.queries.ts';
import { beginning } from './link.ts';

type Needs = Pick<Services, 'db' | 'log' | 'secrets' | 'clock'> & { config: Pick<Services['config'], 'dataDir'> };

/**
 * Carries the head of a clinic's chain out of the database: one signed line in `<dataDir>/anchors/<clinic>.jsonl`,
 * on disk when this returns, and the same line in the log. Nothing is written while the head stands still.
 *
 * @param kind `restored` after a backup was put back: it ends the promises of the anchors before it
 * @returns the line, or undefined when the last anchor already says it
 */
export const anchorClinic = (
  services: Needs,
  clinicId: string,
  kind: AnchorLine['kind'] = 'head',
): Promise<string | undefined> =>
  quietly(services.db, clinicId, async (tx) => {
    await holdAnchors(tx, clinicId);
    const head = await headOf(tx, clinicId);
    const hash = (head.hash ?? beginning).toString('hex');
    const line = await appendLine(anchorFile(services.config.dataDir, clinicId), (last) => {
      const before = lastAnchor(last);
      if (kind === 'head' && (head.seq === 0 || (before?.seq === head.seq && before.hash === hash))) return undefined;
      if (kind === 'head' && before !== undefined && before.seq > head.seq)
        services.log.error(
          { clinicId, seq: head.seq, anchored: before.seq },
          'the audit chain is shorter than its last anchor',
        );
      const at = services.clock().toISOString();
      const prev = last === undefined ? null : lineHash(last);
      return signAnchor({ kind, clinic: clinicId, seq: head.seq, hash, at, prev }, anchorKey(services.secrets));
    });
    if (line !== undefined) services.log.info({ anchor: line }, 'audit chain anchored');
    return line;
  });

function lastAnchor(text: string | undefined): AnchorLine | undefined {
  if (text === undefined) return undefined;
  try {
    return AnchorLine.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** The newest anchor, as the owner's page shows it. */
export async function newestAnchor(
  dataDir: string,
  clinicId: string,
): Promise<{ seq: number; at: string } | undefined> {
  const anchor = lastAnchor(await lastLine(anchorFile(dataDir, clinicId)));
  return anchor === undefined ? undefined : { seq: anchor.seq, at: anchor.at };
}

export type Remote = {
  /** Hands over the newest line of a clinic; returns at once. */
  send(clinicId: string, line: string): void;
  /** Tries again what did not arrive. A newer line replaces an older one: its chain covers it. */
  retry(): Promise<void>;
};

const patienceMs = 10_000;

/** An optional second place for anchors, run by someone else. It may be down: nothing here waits for it. */
export function openRemote(url: string | undefined, log: Services['log']): Remote {
  const unsent = new Map<string, string>();
  const post = async (clinicId: string): Promise<void> => {
    const line = unsent.get(clinicId);
    if (url === undefined || line === undefined) return;
    try {
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: line,
        redirect: 'error',
        signal: AbortSignal.timeout(patienceMs),
      });
      await answer.body?.cancel();
      if (!answer.ok) throw new Error(`it answered ${answer.status}`);
      if (unsent.get(clinicId) === line) unsent.delete(clinicId);
    } catch (error) {
      log.warn(
        { clinicId, err: error instanceof Error ? error.message : String(error) },
        'anchor not sent; it is tried again',
      );
    }
  };
  return {
    send: (clinicId, line) => {
      if (url === undefined) return;
      unsent.set(clinicId, line);
      void post(clinicId);
    },
    retry: async () => {
      for (const clinicId of unsent.keys()) await post(clinicId);
    },
  };
}
