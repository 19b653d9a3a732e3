/** A Chromium for the browser tests: the one at hand, else one installed for them. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const applications = [
  'Google Chrome.app/Contents/MacOS/Google Chrome',
  'Chromium.app/Contents/MacOS/Chromium',
  'Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
];

/** Some distributions put a script there that only says how to get the real one: being there is not enough. */
const runs = (file: string) => existsSync(file) && spawnSync(file, ['--version'], { timeout: 20_000 }).status === 0;

function places(): string[] {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin', '/snap/bin'];
  return [
    ...folders.flatMap((folder) => names.map((name) => join(folder, name))),
    ...['/Applications', join(homedir(), 'Applications')].flatMap((folder) =>
      applications.map((application) => join(folder, application)),
    ),
    chromium.executablePath(),
  ];
}

const works = (command: string, args: string[]) =>
  spawnSync(command, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }).status === 0;

function installFromDebian(): boolean {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  return (
    works('apt-get', ['update', '-q']) && works('apt-get', ['install', '-qy', '--no-install-recommends', 'chromium'])
  );
}

const installFromPlaywright = () =>
  works(process.execPath, [join('node_modules', 'playwright-core', 'cli.js'), 'install', 'chromium']);

/** Undefined where there is none and none can be had. */
export function findChromium(): string | undefined {
  const named = process.env.CHROMIUM_PATH;
  if (named !== undefined && named !== '') return runs(named) ? named : undefined;
  const found = () => places().find(runs);
  return found() ?? (installFromDebian() ? found() : undefined) ?? (installFromPlaywright() ? found() : undefined);
}
