import { existsSync, readFileSync, statSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { ivMonitor } from '#simulator/iv-monitor.ts';
import { type Address, LineCut } from '#simulator/monitor-line.ts';
import { type Played, replay } from '#simulator/replay.ts';
import { NotStays, readStays, type StayValue } from '#simulator/stays.ts';
import { type Command, NotUnderstood, parse } from './command.ts';

/** One monitor: its name, and what it shows. */
type Monitor = { name: string; values: readonly StayValue[] };

const usualTo = '127.0.0.1:2575';
/** A minute of the stay is still a time of its own: a millisecond. */
const mostSpeed = 60_000;

function chosen(file: string | undefined, of: { simulated?: boolean; seed?: string; stay?: string }): Monitor[] {
  if (of.simulated === true) {
    if (file !== undefined) throw new NotUnderstood(`Play ${file} or a simulated person, not both.`);
    const seed = whole(of.seed ?? '1', '--seed', 1e9);
    return [{ name: `simulated ${seed}`, values: ivMonitor(seed) }];
  }
  if (file === undefined)
    throw new NotUnderstood('Say what to play: npm run replay -- <file.csv>, or --simulated --seed 1');
  if (!existsSync(file) || !statSync(file).isFile()) throw new NotUnderstood(`There is no file ${file}.`);
  const stays = staysIn(file);
  if (of.stay === 'all') return stays.map(({ id, values }) => ({ name: `stay ${id}`, values }));
  const stay = of.stay === undefined ? stays[0] : stays.find(({ id }) => id === of.stay);
  if (stay === undefined)
    throw new NotUnderstood(
      stays.length === 0
        ? `There is no stay in ${file}.`
        : `There is no stay ${of.stay} in ${file}. There are ${stays.length}, as ${stays[0]?.id}; or say: --stay all`,
    );
  return [{ name: `stay ${stay.id}`, values: stay.values }];
}

function staysIn(file: string) {
  const bytes = readFileSync(file);
  try {
    return readStays((bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString('utf8'));
  } catch (error) {
    if (error instanceof NotStays) throw new NotUnderstood(error.message);
    throw new NotUnderstood(`${file} can't be read: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

function whole(text: string, name: string, most: number): number {
  if (!/^\d{1,9}$/.test(text) || Number(text) < 1 || Number(text) > most)
    throw new NotUnderstood(`${name} is a whole number from 1 to ${most}.`);
  return Number(text);
}

function addressOf(text: string): Address {
  const [, host, port] = /^(.+):(\d{1,5})$/.exec(text) ?? [];
  if (host === undefined || Number(port) < 1 || Number(port) > 65_535)
    throw new NotUnderstood(`“${text}” is no address and port, as ${usualTo}.`);
  return { host: host.replace(/^\[|\]$/g, ''), port: Number(port) };
}

/** One line that is written over on a screen; a file of what was said gets a line every ten seconds. */
function teller(all: number, isQuiet: boolean) {
  const screen = process.stderr.isTTY;
  let told = performance.now();
  return (sent: number, cuts: number) => {
    const now = performance.now();
    if (isQuiet || now - told < (screen ? 500 : 10_000)) return;
    told = now;
    const line = `${sent} of ${all} messages answered${cuts === 0 ? '' : `, connected again ${cuts} times`}`;
    process.stderr.write(screen ? `\r\u001b[K${line}` : `${line}\n`);
  };
}

const sumOf = (all: readonly Played[]) => ({
  messages: all.reduce((sum, { sent }) => sum + sent, 0),
  values: all.reduce((sum, { values }) => sum + values, 0),
  refused: all.flatMap(({ refused }) => refused),
  cuts: all.reduce((sum, { cuts }) => sum + cuts, 0),
});

export const replayCommand: Command = {
  words: 'replay',
  usage: `<file.csv|.csv.gz> [--stay <id>|all] | --simulated [--seed 1]  [--speed 60] [--to ${usualTo}] [--device <name>] [--bed <name>]`,
  summary: 'Plays what a monitor showed, as HL7 over MLLP, to a server that listens for monitors',
  run: async (args, out) => {
    const { values: given, positionals } = parse(args, {
      ...{ speed: { type: 'string' }, stay: { type: 'string' }, seed: { type: 'string' } },
      ...{ simulated: { type: 'boolean' }, to: { type: 'string' } },
      ...{ device: { type: 'string' }, bed: { type: 'string' } },
    });
    const [file, ...more] = positionals;
    if (more.length > 0) throw new NotUnderstood(`What is “${more[0]}”? Name one file.`);
    const speed = whole(given.speed ?? '60', '--speed', mostSpeed);
    const to = addressOf(given.to ?? usualTo);
    const monitors = chosen(file, given);
    if (monitors.length > 1 && (given.device ?? given.bed) !== undefined)
      throw new NotUnderstood('Several stays are several monitors: leave out --device and --bed.');
    const minutes = new Set(monitors.flatMap(({ name, values }) => values.map(({ minute }) => `${name} ${minute}`)));
    const stopping = new AbortController();
    process.once('SIGINT', () => stopping.abort());
    const tell = teller(minutes.size, out.json);
    out.tell(
      `Playing ${monitors.length === 1 ? monitors[0]?.name : `${monitors.length} stays`} to ${to.host}:${to.port}, ${speed} times as fast, marked as no real monitor. Ctrl-C ends it.`,
    );
    const all = monitors.map((): Played => ({ sent: 0, values: 0, refused: [], cuts: 0 }));
    const idsFrom = `${Date.now().toString(36).toUpperCase()}-`;
    try {
      await Promise.all(
        monitors.map(async ({ name, values }, place) => {
          const device = given.device ?? (given.bed === undefined ? `Replay ${name}` : undefined);
          await replay({
            ...{ to, values, speed, idsFrom: `${idsFrom}${place + 1}-`, isStopped: stopping.signal },
            of: {
              ...(device === undefined ? {} : { device }),
              ...(given.bed === undefined ? {} : { bed: given.bed }),
            },
            progress: (played) => {
              all[place] = played;
              const { messages, cuts } = sumOf(all);
              tell(messages, cuts);
            },
          });
        }),
      );
    } catch (error) {
      if (!(error instanceof LineCut)) throw error;
      stopping.abort();
      const { messages } = sumOf(all);
      throw new LineCut(
        messages === 0
          ? `Nobody listens for monitors at ${to.host}:${to.port} (${error.message}). The synthetic clinic does: npm start -- --demo`
          : `${to.host}:${to.port} does not answer any more (${error.message}). ${messages} of ${minutes.size} messages were answered.`,
      );
    }
    if (process.stderr.isTTY && !out.json) process.stderr.write('\r\u001b[K');
    const { messages, values, refused, cuts } = sumOf(all);
    const isWhole = messages === minutes.size;
    out.answer({ ok: isWhole && refused.length === 0, messages, of: minutes.size, values, refused, cuts }, [
      `${isWhole ? 'Played' : 'Stopped after'} ${messages} of ${minutes.size} messages with ${values} values, each answered${cuts === 0 ? '' : `; the line was cut ${cuts} times`}.`,
      ...(refused.length === 0 ? [] : [`${refused.length} were refused, the first with: ${refused[0]}`]),
    ]);
    return isWhole && refused.length === 0 ? 0 : 1;
  },
};
