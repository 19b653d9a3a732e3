/** Where a file stands: its floor, its folder there, and what that folder may read. */
import { rooms } from '#clinical/rooms.ts';

export const floors = ['clinical', 'server', 'web', 'cli', 'simulator', 'bench', 'tests', 'e2e', 'scripts'] as const;
type Floor = (typeof floors)[number];

/** Each floor, and the floors it may call. What tests is free; what runs is not. */
const calls: Record<Floor, readonly Floor[]> = {
  clinical: [],
  server: ['clinical'],
  web: ['clinical', 'server'],
  simulator: ['clinical', 'server'],
  cli: ['clinical', 'server', 'simulator', 'scripts'],
  bench: ['clinical', 'server', 'simulator', 'tests'],
  scripts: ['clinical', 'server', 'tests'],
  tests: floors,
  e2e: floors,
};

/**
 * The folders of the server, lowest first: each reads those before it.
 *
 * An account belongs to someone on the staff, so identity stands above the chart, which knows the staff and no account.
 * What anyone may read is framed by `public`, which knows no room.
 */
const serverOrder = ['platform', 'audit', 'fhir', 'hl7', 'chart', 'identity', 'public', ...rooms] as const;

/** Beside that order: what reads less than its place would let it, or more. */
const serverBeside: Record<string, readonly string[]> = {
  backup: ['platform', 'audit'],
  learn: ['platform', 'public'],
  demo: [...serverOrder, 'backup'],
};

const floorNames: readonly string[] = floors;
const isFloor = (name: string): name is Floor => floorNames.includes(name);
const roomNames: readonly string[] = rooms;

/** Undefined outside our own floors: a package. */
export function floorOf(path: string): Floor | undefined {
  const [floor = ''] = path.split('/');
  return path.includes('/') && isFloor(floor) ? floor : undefined;
}

/** Undefined for a file that lies directly on its floor, such as `server/app.ts`. */
export function folderOf(path: string): string | undefined {
  const parts = path.split('/');
  return parts.length > 2 ? parts[1] : undefined;
}

/** -1 outside the rooms. */
export const placeInCare = (path: string): number => roomNames.indexOf(folderOf(path) ?? '');
export const isInRoom = (path: string) => placeInCare(path) >= 0;
export const isSameFolder = (a: string, b: string) => floorOf(a) === floorOf(b) && folderOf(a) === folderOf(b);

export const isTest = (path: string) =>
  /\.(test|spec)\.tsx?$/.test(path) || floorOf(path) === 'tests' || floorOf(path) === 'e2e';

export function mayCall(from: string, to: string): boolean {
  const [caller, called] = [floorOf(from), floorOf(to)];
  if (caller === undefined || called === undefined || caller === called) return true;
  const invitesVirtualPatients = called === 'simulator' && from.startsWith('server/demo/');
  return calls[caller].includes(called) || invitesVirtualPatients;
}

export const hasPlaceOnServer = (folder: string) =>
  folder === 'migrations' || folder in serverBeside || (serverOrder as readonly string[]).includes(folder);

/** What lies directly on the floor puts the folders together, and reads them all; no folder reads it. */
export function mayReadOnServer(from: string | undefined, to: string | undefined): boolean {
  if (from === undefined || from === to) return true;
  if (to === undefined) return false;
  const order: readonly string[] = serverOrder;
  const below = serverBeside[from] ?? order.slice(0, order.indexOf(from));
  return below.includes(to);
}
