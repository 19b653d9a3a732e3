import { readFileSync, readlinkSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { CannotStart } from './cannot-start.ts';
import { isCode } from './embedded-fault.ts';
import type { Place } from './embedded-place.ts';

const Marker = z.object({ host: z.string(), world: z.string() });
const beatMs = 1_000;
/** A sign of life comes every second; a server that is busy for longer than this is broken anyway. */
const silenceMs = 5_000;
const longDeadMs = 60_000;

/**
 * Process numbers mean nothing across containers: PostgreSQL itself does not see that a second container opened the
 * same volume, and both would write. So a server leaves a sign of life in the folder, and one that finds the sign of
 * another world watches it before it starts.
 */
export async function refuseElsewhere(place: Place): Promise<void> {
  const path = markerOf(place);
  const marker = readMarker(path);
  if (!marker || marker.world === world()) return;
  const seen = beatOf(path);
  if (seen === undefined || Date.now() - seen > longDeadMs) return;
  const until = Date.now() + silenceMs;
  while (Date.now() < until) {
    const now = beatOf(path);
    if (now === undefined) return;
    if (now !== seen)
      throw new CannotStart(
        `Another Racemic server, in another container or machine (${marker.host}), already runs on ${place.dataDir}: stop it first.`,
      );
    await pause(beatMs / 4);
  }
}

/** Leaves the sign of life until the returned function is called. */
export function showLife(place: Place): () => void {
  const path = markerOf(place);
  try {
    writeFileSync(path, JSON.stringify({ host: hostname(), world: world() }), { mode: 0o600 });
  } catch {
    return () => {}; // a full disk: the database itself says so
  }
  const beat = setInterval(() => {
    try {
      const now = new Date();
      utimesSync(path, now, now);
    } catch {
      clearInterval(beat); // the folder is gone, and with it what this protects
    }
  }, beatMs).unref();
  return () => {
    clearInterval(beat);
    rmSync(path, { force: true });
  };
}

const markerOf = (place: Place) => join(place.home, 'served-by');
const beatOf = (path: string) => statSync(path, { throwIfNoEntry: false })?.mtimeMs;

function readMarker(path: string): z.infer<typeof Marker> | undefined {
  try {
    return Marker.safeParse(JSON.parse(readFileSync(path, 'utf8'))).data;
  } catch (error) {
    if (error instanceof SyntaxError || isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/** Where process numbers are comparable: one boot of one kernel, one namespace. */
function world(): string {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return hostname();
  }
}
