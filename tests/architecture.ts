/**
 * Which way the arrows point: a table of sentences, each with what breaks it.
 *
 * Pure: it is handed files, so a planted violation is as good as a real one.
 */
import { type Arrow, type Computed, importsOf, type SourceFile } from './imports.ts';
import {
  floorOf,
  folderOf,
  hasPlaceOnServer,
  isInRoom,
  isSameFolder,
  isTest,
  mayCall,
  mayReadOnServer,
  placeInCare,
} from './places.ts';
import { impuritiesOf } from './purity.ts';
import { hasDefaultExport } from './syntax.ts';

/** What package.json says: the names that may stand for a folder, and the packages that are there when it runs. */
export type Manifest = { aliases: readonly string[]; dependencies: readonly string[] };

export type Architecture = { files: readonly SourceFile[]; arrows: Arrow[]; computed: Computed[]; manifest: Manifest };

export function read(files: readonly SourceFile[], manifest: Manifest): Architecture {
  const imports = files.map(importsOf);
  const arrows = imports.flatMap((of) => of.arrows);
  return { files, arrows, computed: imports.flatMap((of) => of.computed), manifest };
}

type Rule = { sentence: string; broken: (of: Architecture) => string[] };

const say = (arrow: Arrow) => `${arrow.from} → ${arrow.wish}`;

/** About what runs: a test may reach for whatever it tests. */
const arrows = (sentence: string, breaks: (arrow: Arrow, of: Architecture) => boolean): Rule => ({
  sentence,
  broken: (of) => of.arrows.filter((arrow) => !isTest(arrow.from) && breaks(arrow, of)).map(say),
});

const allArrows = (sentence: string, breaks: (arrow: Arrow) => boolean): Rule => ({
  sentence,
  broken: (of) => of.arrows.filter(breaks).map(say),
});

const files = (sentence: string, breaks: (file: SourceFile) => boolean): Rule => ({
  sentence,
  broken: (of) => of.files.filter(breaks).map((file) => file.path),
});

const crosses = (arrow: Arrow) => floorOf(arrow.to) !== undefined && !isSameFolder(arrow.from, arrow.to);
const isQuery = (path: string) => floorOf(path) === 'server' && path.endsWith('.queries.ts');
const isRoute = (path: string) => floorOf(path) === 'server' && path.endsWith('.routes.ts');
/** Measuring and generating work on a database made for the purpose, as tests do. */
const isTool = (path: string) => floorOf(path) === 'bench' || floorOf(path) === 'scripts';
const isOnFloor = (path: string, floor: string) => floorOf(path) === floor && folderOf(path) === undefined;

/** Folders of several nouns have a front door for each; a room has one. */
function isFrontDoor(path: string): boolean {
  const [folder, name] = [folderOf(path), path.split('/').at(-1)];
  if (floorOf(path) === 'clinical') return name === `${folder}.ts`;
  if (folder === 'chart' || folder === 'identity') return path.endsWith('.actions.ts');
  return name === (folder === 'audit' ? 'audit.ts' : `${folder}.actions.ts`);
}

/** A backup carries the audit chain and its anchors, so it handles them piece by piece. */
const readsWholeAudit = (arrow: Arrow) => folderOf(arrow.from) === 'backup' && folderOf(arrow.to) === 'audit';

/**
 * Identity makes someone's account and their place on the staff in one transaction; the demo writes a past, and what
 * people do happens now.
 */
const mayAskSql = ({ from, to }: Arrow) =>
  from.startsWith('server/demo/') || (from.startsWith('server/identity/') && to.startsWith('server/chart/'));

/** The words of all rooms are one table, so that a missing one is a type error. */
const gathersWords = ({ from, to }: Arrow) => from === 'web/platform/text.en.ts' && /text\.en\.ts$/.test(to);

/**
 * Learning explains what every room knows, so it reads them all; no room reads it. Scripts of the public pages lie in one
 * folder, whatever room a page is of.
 */
const explains = (path: string) =>
  path.startsWith('clinical/learn/') || path.startsWith('server/learn/') || path.startsWith('web/care/');

/** What waits on a tablet are facts of sessions: the outbox reads them by the rules of the session. */
const carriesFacts = ({ from, to }: Arrow) => from.startsWith('web/offline/') && to === 'clinical/session/session.ts';

const closedOnServer = (path: string) =>
  isInRoom(path) || ['chart', 'identity', 'audit'].includes(folderOf(path) ?? '');
const isKeptByServer = (path: string) => floorOf(path) === 'server' && folderOf(path) !== undefined;

export const rules: readonly Rule[] = [
  arrows('the medicine depends on nothing but zod', ({ from, to }) => {
    return floorOf(from) === 'clinical' && floorOf(to) !== 'clinical' && to !== 'zod';
  }),
  arrows('the server does not know the web', ({ from, to }) => floorOf(from) === 'server' && floorOf(to) === 'web'),
  arrows('the web takes only types from the server', ({ from, to, typeOnly }) => {
    return floorOf(from) === 'web' && floorOf(to) === 'server' && !typeOnly;
  }),
  arrows('nothing imports the command line', ({ from, to }) => floorOf(to) === 'cli' && floorOf(from) !== 'cli'),
  arrows('virtual patients come in through the demo, the command line and the measurements only', ({ from, to }) => {
    const mayInvite = ['simulator', 'cli', 'bench'].includes(floorOf(from) ?? '') || from.startsWith('server/demo/');
    return floorOf(to) === 'simulator' && !mayInvite;
  }),
  arrows('a floor calls only the floors below it', ({ from, to }) => !mayCall(from, to)),
  arrows('what runs knows no test', ({ from, to }) => !isTool(from) && isTest(to) && floorOf(to) !== undefined),
  arrows('what runs needs only what is installed to run', ({ from, to, typeOnly }, { manifest }) => {
    const runs = ['clinical', 'server', 'cli', 'simulator'].includes(floorOf(from) ?? '');
    const isPackage = floorOf(to) === undefined && !to.startsWith('node:');
    return runs && isPackage && !typeOnly && !manifest.dependencies.includes(to);
  }),
  arrows('a room is entered by its front door', (arrow) => {
    const { from, to } = arrow;
    if (!crosses(arrow) || folderOf(to) === undefined) return false;
    if (floorOf(to) === 'clinical') return (isInRoom(to) || folderOf(to) === 'chart') && !isFrontDoor(to);
    const fromFolder = floorOf(from) === 'server' && folderOf(from) !== undefined && folderOf(from) !== 'demo';
    if (floorOf(to) !== 'server' || !fromFolder || isQuery(to) || isRoute(to)) return false;
    return closedOnServer(to) && !isFrontDoor(to) && !readsWholeAudit(arrow);
  }),
  arrows('a screen of one room is no part of another', (arrow) => {
    const { from, to } = arrow;
    return floorOf(to) === 'web' && isInRoom(to) && crosses(arrow) && !isOnFloor(from, 'web') && !gathersWords(arrow);
  }),
  arrows('the parts of a screen know no patient', ({ from, to }) => {
    const known =
      floorOf(to) === undefined ||
      ['web/ui/', 'web/platform/', 'clinical/units', 'clinical/states.ts'].some((at) => to.startsWith(at));
    return from.startsWith('web/ui/') && !known && !to.endsWith('.css');
  }),
  arrows('a later room may read an earlier one, never the reverse', (arrow) => {
    const { from, to } = arrow;
    const inCare = ['clinical', 'server', 'web'].includes(floorOf(from) ?? '');
    const putsTogether =
      isOnFloor(from, 'server') ||
      isOnFloor(from, 'web') ||
      from === 'clinical/all-sources.ts' ||
      gathersWords(arrow) ||
      carriesFacts(arrow) ||
      explains(from) ||
      from.startsWith('server/demo/');
    return inCare && !putsTogether && isInRoom(to) && placeInCare(to) > placeInCare(from);
  }),
  arrows('a folder of the server reads only what stands below it', ({ from, to }) => {
    return floorOf(from) === 'server' && floorOf(to) === 'server' && !mayReadOnServer(folderOf(from), folderOf(to));
  }),
  files('a folder of the server has its place in the order', ({ path }) => {
    return isKeptByServer(path) && !hasPlaceOnServer(folderOf(path) ?? '');
  }),
  arrows('SQL is asked for in its own folder only', (arrow) => {
    return isQuery(arrow.to) && crosses(arrow) && !isTool(arrow.from) && !mayAskSql(arrow) && !readsWholeAudit(arrow);
  }),
  arrows('routes are put together by the app alone', (arrow) => {
    const forTypes = floorOf(arrow.from) === 'web' && arrow.typeOnly;
    const putsTogether = ['server/app.ts', 'server/public-site.ts'].includes(arrow.from);
    return isRoute(arrow.to) && crosses(arrow) && !putsTogether && !forTypes;
  }),
  {
    sentence: 'an import across folders names its floor, one within a folder does not',
    broken: ({ arrows: all, manifest }) =>
      all
        .filter(({ from, to, wish }) => {
          const within = isSameFolder(from, to) && folderOf(to) !== undefined;
          const hasAlias = manifest.aliases.includes(`#${floorOf(to)}/*`);
          return wish.startsWith('#') ? within : wish.startsWith('../') && hasAlias;
        })
        .map(say),
  },
  allArrows('types alone are imported with `import type`', ({ form }) => form === 'inline types only'),
  allArrows('our own code is never mocked', ({ form, to }) => form === 'mock' && floorOf(to) !== undefined),
  {
    sentence: 'what is imported is known before it runs',
    broken: (of) => of.computed.map(({ from, text }) => `${from}: ${text}`),
  },
  {
    sentence: 'the medicine has no clock and no dice',
    broken: ({ files: all }) =>
      all
        .filter(({ path }) => floorOf(path) === 'clinical' && !isTest(path))
        .flatMap((file) => impuritiesOf(file).map((found) => `${file.path}: ${found}`)),
  },
  {
    sentence: 'every alias is used',
    broken: ({ arrows: all, manifest }) =>
      manifest.aliases.filter((alias) => !all.some(({ wish }) => wish.startsWith(alias.replace('*', '')))),
  },
  files('a thing has one name: no default exports', (file) => {
    return !file.path.endsWith('.config.ts') && hasDefaultExport(file);
  }),
  files('a file is called after what it holds: no index, no utils', ({ path }) => {
    return /(^|[/.-])(index|utils?|helpers?|common|misc)[/.]/.test(path);
  }),
  files('floor, room, file: no deeper', ({ path }) => path.split('/').length > 3),
];
