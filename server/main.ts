import { setTimeout as pause } from 'node:timers/promises';
import { demoAccounts, openDemoClinic } from './demo/demo.ts';
import { fillCenters } from './demo/demo-centers.ts';
import { type DemoFloor, startDemoFloor } from './demo/demo-floor.ts';
import { openPlaces } from './finder/open-places.ts';
import { isSetUp, newSetupToken } from './identity/setup.actions.ts';
import { CannotStart } from './platform/cannot-start.ts';
import { type Config, demoMonitors, readConfig } from './platform/config.ts';
import { type Started, type Steps, startServer } from './start.ts';

/** What a person who typed `npm start` sees: each step with its time, then the address. */
const say = (line: string) => process.stdout.write(`${line}\n`);
const steps: Steps = {
  step: async (what, work) => {
    const from = performance.now();
    const result = await work();
    say(`✓ ${what.padEnd(24)} ${((performance.now() - from) / 1000).toFixed(2).padStart(7)} s`);
    return result;
  },
};

/** Enough that a search in most towns finds some, few enough for a first start. */
const demoCenters = 2_000;

/** Runs until a signal, or until a person opens the synthetic clinic from the first page. */
async function run(config: Config): Promise<Config | undefined> {
  const end = Promise.withResolvers<Config | undefined>();
  const openDemo = () =>
    end.resolve({ ...config, demo: true, dataDir: `${config.dataDir}-demo`, mllp: demoMonitors(config.port) });
  const started = await startServer(config, steps, demoDoor(config, openDemo));
  const stopped = (signal: NodeJS.Signals) => {
    say(`\n${signal === 'SIGINT' ? 'Ctrl-C' : signal}: stopping`);
    end.resolve(undefined);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stopped);
  started.onLost((why) => end.reject(new CannotStart(why)));
  let floor: DemoFloor | undefined;
  try {
    if (config.demo) {
      await steps.step('synthetic clinic', () => openDemoClinic(started.services));
      floor = await steps.step('synthetic floor', () => startDemoFloor(started.services));
      if (config.publicSite) await steps.step('made-up centers', () => fillCenters(started.services, demoCenters));
    }
    await welcome(started, config);
    if (config.publicSite) void openPlaces(started.services);
    const next = await end.promise;
    // The answer that asked for the change leaves before the door closes.
    if (next !== undefined) await pause(200);
    return next;
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.removeListener(signal, stopped);
    await floor?.stop();
    await steps.step('stopped', () => started.stop());
  }
}

function demoDoor(config: Config, openDemo: () => void) {
  if (config.demo) return {};
  return config.databaseUrl === undefined
    ? { openDemo }
    : { noDemo: 'The synthetic clinic needs its own embedded database: start without DATABASE_URL.' };
}

async function welcome({ services, address, monitorPorts }: Started, config: Config): Promise<void> {
  if (config.demo) {
    say('\nSynthetic clinic. Nobody in it is real. One account per role, with passphrase and code app secret:');
    for (const of of demoAccounts(services))
      say(`  ${of.roles.join(', ').padEnd(18)} ${of.email.padEnd(34)} ${of.passphrase}   ${of.totpSecret}`);
  } else if (!(await isSetUp(services))) {
    say(
      `\nThis data folder is empty. To set up your clinic, use this token once, within 24 hours:\n  ${await newSetupToken(services)}`,
    );
  }
  const ports = await monitorPorts();
  if (ports.length > 0) say(`\nMonitors are listened for at port ${ports.join(', ')} (HL7 v2 over MLLP)`);
  say(`\nRacemic answers at ${address}`);
}

async function main(): Promise<number> {
  try {
    let config: Config | undefined = readConfig(process.env, process.argv.slice(2));
    while (config !== undefined) config = await run(config);
    return 0;
  } catch (error) {
    if (!(error instanceof CannotStart)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
}

process.exitCode = await main();
