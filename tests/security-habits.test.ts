import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';

/** What the program does nowhere, or in known places only: read in its own text, comments left out. */

const root = join(import.meta.dirname, '..');
const program = globSync('{clinical,server,cli,web}/**/*.{ts,tsx,mjs,js}', { cwd: root })
  .filter((path) => !/\/dist\/|\.gen\.ts$|\.config\.ts$|\.test\.tsx?$/.test(path))
  .map((path) => ({ path, text: withoutComments(readFileSync(join(root, path), 'utf8')) }));

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
}

type Habit = {
  pattern: RegExp;
  /** Where the habit is looked for; everywhere when absent. */
  within?: RegExp;
  /** The places that are known and good. Whoever adds one says so here. */
  only?: readonly string[];
  /** What must be found if someone writes it: the look is worth nothing when it sees nothing. */
  planted: string;
};

function keeps({ pattern, within = /./, only = [], planted }: Habit): void {
  expect(pattern.test(withoutComments(planted)), `planted: ${planted}`).toBe(true);
  const found = program.filter(({ path, text }) => within.test(path) && pattern.test(text)).map(({ path }) => path);
  expect(found.filter((path) => !only.includes(path))).toEqual([]);
}

test('the program was really read', () => {
  expect(program.length).toBeGreaterThan(200);
  for (const floor of ['clinical/', 'server/', 'cli/', 'web/'])
    expect(program.filter(({ path }) => path.startsWith(floor)).length, floor).toBeGreaterThan(3);
});

test('no code is made from text', () =>
  keeps({
    pattern: /\beval\(|\bnew Function\b|\bimportScripts\(|set(Timeout|Interval)\(\s*['"`]|node:vm['"]/,
    planted: "setTimeout('alert(1)', 5)",
  }));

test('text is shown as text: no page is put together from markup', () =>
  keeps({
    pattern:
      /dangerouslySetInnerHTML|\b(inner|outer)HTML\b|insertAdjacentHTML|document\.write|srcDoc|javascript:|DOMParser/i,
    planted: '<p dangerouslySetInnerHTML={{ __html: note }} />',
  }));

test('other programs are started by name and list of words, never through a shell, and from three places', () => {
  keeps({
    pattern: /node:child_process['"]/,
    only: [
      'server/platform/embedded-initdb.ts',
      'server/platform/embedded-launch.ts',
      'server/platform/embedded-postgres.ts',
      'server/platform/embedded-process.ts',
    ],
    planted: "import { spawn } from 'node:child_process';",
  });
  keeps({ pattern: /\bexec(Sync)?\([`'"]|\bshell:\s*true/, planted: "exec('ls ' + name)" });
});

test('the server calls out to settings’ addresses only: certificate authority, anchors, mail, texts, database', () =>
  keeps({
    pattern: /(?<!\.)\bfetch\(|https?\.(request|get)\(|\bcreateTransport\(|\bnew (pg\.(Client|Pool)|Socket|PgBoss)\(/,
    within: /^(server|cli)\//,
    only: [
      'server/audit/anchors.ts',
      // The one door to strangers' sites: keys and reports of centers, https to public addresses that were checked first.
      'server/finder/safe-fetch.ts',
      'server/platform/acme-order.ts',
      'server/platform/database.ts',
      'server/platform/database-first.ts',
      'server/platform/embedded-hold.ts',
      'server/platform/jobs.ts',
      'server/platform/mail.ts',
      'server/platform/migrate.ts',
      'server/platform/text-message.ts',
    ],
    planted: 'await fetch(given.url)',
  }));

test('the screens talk to their own server only', () =>
  keeps({
    pattern: /https?:\/\/|\bWebSocket\b|\bRTCPeerConnection\b|\bsendBeacon\b|new Image\(/,
    within: /^web\//,
    planted: "navigator.sendBeacon('/x')",
  }));

test('no message of another window is listened to', () =>
  keeps({
    pattern: /addEventListener\(\s*['"]message['"]|\bwindow\.onmessage\b|\bself\.onmessage\b/,
    within: /^web\//,
    // Between a page and the worker of its own browser, through a port that no window can reach.
    only: [
      'web/platform/live-feed.ts',
      'web/platform/live-worker.ts',
      'web/session/plasma.worker.ts',
      'web/session/use-plasma.ts',
    ],
    planted: "addEventListener('message', hear)",
  }));

test('what a browser keeps is kept in known places, and nothing of a patient is among it', () =>
  keeps({
    pattern: /\b(local|session)Storage\b|\bindexedDB\b|\bDexie\b|\bcaches\.(open|delete|keys)\b|document\.cookie/,
    within: /^web\//,
    only: [
      'web/identity/pin-length.ts',
      'web/offline/device.ts',
      // Sealed under the key of the station: what a chair needs while there is no network.
      'web/offline/kept-frame.ts',
      'web/offline/station-database.ts',
      'web/offline/wipe.ts',
      'web/platform/network.ts',
      'web/platform/session.ts',
      'web/public/appearance.js',
      'web/session/floor-sound.ts',
      'web/ui/appearance.ts',
      'web/ui/keys.tsx',
    ],
    planted: "localStorage.setItem('patient', name)",
  }));

test('chance comes from the system', () => keeps({ pattern: /Math\.random\b/, planted: 'Math.random()' }));

test('ciphers and hashes are the few that the inventory names', () => {
  keeps({
    pattern: /create(C|Dec)ipheriv\(\s*(?!'aes-256-gcm')|\bcreateCipher\(/,
    planted: "createCipheriv('aes-256-ecb', key, null)",
  });
  keeps({
    pattern: /\b(createHash|createHmac|hash|hkdfSync)\(\s*'(?!sha256')[a-z0-9-]+'/,
    only: ['server/identity/totp.ts'],
    planted: "createHash('md5')",
  });
});

test('SQL is put together from text only where names of tables, columns, roles and channels stand, never where values do', () =>
  keeps({
    pattern: /\.query(<[^(]*>)?\(\s*`[^`]*\$\{|\bsql\.(raw|lit|literal)\b|CompiledQuery\.raw/,
    within: /^(server|cli)\//,
    only: [
      'server/audit/audit.ts',
      // Texts that never change, whose values go as $1, $2 and so on.
      'server/audit/chain.queries.ts',
      'server/chart/chart.actions.ts',
      'server/chart/patient.queries.ts',
      'server/pharmacy/register.queries.ts',
      'server/session/session.queries.ts',
      'server/backup/catalogue.ts',
      'server/backup/load.ts',
      'server/backup/snapshot.ts',
      'server/backup/target.ts',
      // Names of columns are those of the medicine’s schemas, which leave aside every other name.
      'server/chart/chart-rows.queries.ts',
      'server/identity/memory.ts',
      'server/platform/live.ts',
      'server/platform/roles.ts',
    ],
    planted: `client.query(\`select 1 from patient where name = '\${name}'\`)`,
  }));

test('no pattern is made from what someone typed', () =>
  keeps({
    pattern: /\bnew RegExp\(/,
    only: ['clinical/chart/people.ts', 'server/identity/pin.ts'],
    planted: 'new RegExp(query)',
  }));

test('a passphrase is masked, may be pasted, and is offered to password managers', () => {
  keeps({ pattern: /\bon(Paste|Copy|Cut)\b|\bonBeforeInput\b/, within: /^web\//, planted: '<input onPaste={stop} />' });
  keeps({
    pattern: /<(?!PasswordInput)[A-Za-z]+\s[^<>]*autoComplete="(current|new)-password"/,
    within: /^web\//,
    planted: '<TextInput label="x" autoComplete="new-password" />',
  });
  const fields = program.find(({ path }) => path === 'web/identity/fields.tsx')?.text ?? '';
  expect(fields.match(/<PasswordInput/g)).toHaveLength(2);
  expect(fields).toContain('autoComplete="current-password"');
  expect(fields).toContain('autoComplete="new-password"');
});

const Names = z.record(z.string(), z.string());
const Manifest = z.object({ dependencies: Names, devDependencies: Names, optionalDependencies: Names });
const Lockfile = z.object({ packages: z.record(z.string(), z.object({ integrity: z.string().optional() })) });
const json = (path: string): unknown => JSON.parse(readFileSync(join(root, path), 'utf8'));

test('every part is pinned to one version and to the hash of its content', () => {
  const { dependencies, devDependencies, optionalDependencies } = Manifest.parse(json('package.json'));
  const wished = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies });
  expect(wished.length).toBeGreaterThan(40);
  expect(wished.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  const parts = Object.entries(Lockfile.parse(json('package-lock.json')).packages).filter(([path]) => path !== '');
  expect(parts.length).toBeGreaterThan(300);
  expect(parts.filter(([, { integrity }]) => integrity?.startsWith('sha512-') !== true).map(([path]) => path)).toEqual(
    [],
  );
});
