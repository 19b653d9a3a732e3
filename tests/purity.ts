/**
 * Clock and dice in the medicine, found in the syntax tree.
 *
 * Time, chance and place come in as arguments, so that the same facts give the same answer on the tablet, on the server
 * and in a test ten years from now. `fetch`, `process` and timers are type errors there already; what is left is in the
 * language itself: `Date`, `Math`, `Intl` and the ways around them.
 */
import { Visitor } from 'oxc-parser';
import { parse, type SourceFile } from './imports.ts';

/** The language's own objects through which time, chance and place come in. */
const watched = new Set(['Date', 'Math', 'globalThis']);

/** Asked as `object.name`, and nothing else of them: their names are ordinary words too. */
const asked = new Set([
  'performance.now',
  'crypto.randomUUID',
  'crypto.getRandomValues',
  'Temporal.Now',
  'process.hrtime',
]);

/** Of a Date these name a moment that was handed in, the same everywhere. */
const dateStatics = new Set(['UTC', 'parse']);

/** These answer in the time zone of the machine they run on. */
const local =
  /^(get|set)(Date|Day|FullYear|Hours|Milliseconds|Minutes|Month|Seconds|Year)$|^getTimezoneOffset$|^to(Date|Time|Locale|LocaleDate|LocaleTime)String$/;

/** Without an argument these take the present moment. */
const ofNow = new Set(['format', 'formatToParts']);

export function impuritiesOf(file: SourceFile): string[] {
  const found: string[] = [];
  const innocent = new Set<number>();
  const uses = new Map<number, string>();
  const say = (span: { start: number; end: number }) => found.push(file.text.slice(span.start, span.end));

  new Visitor({
    NewExpression(node) {
      if (node.callee.type !== 'Identifier' || node.callee.name !== 'Date') return;
      const [first] = node.arguments;
      if (node.arguments.length === 1 && first?.type !== 'SpreadElement') innocent.add(node.callee.start);
    },
    MemberExpression(node) {
      if (node.computed || node.property.type !== 'Identifier') return;
      const { name } = node.property;
      innocent.add(node.property.start);
      if (local.test(name)) say(node);
      if (node.object.type !== 'Identifier') return;
      const { name: object, start } = node.object;
      if (asked.has(`${object}.${name}`)) say(node);
      if (object === 'Math' && name !== 'random') innocent.add(start);
      if (object === 'Date' && dateStatics.has(name)) innocent.add(start);
    },
    CallExpression(node) {
      const { callee } = node;
      if (callee.type !== 'MemberExpression' || callee.computed || node.arguments.length > 0) return;
      if (ofNow.has(callee.property.name)) say(node);
    },
    BinaryExpression(node) {
      if (node.operator === 'instanceof' && node.right.type === 'Identifier') innocent.add(node.right.start);
    },
    TSTypeReference(node) {
      if (node.typeName.type === 'Identifier') innocent.add(node.typeName.start);
    },
    Property(node) {
      if (!node.computed && !node.shorthand && node.key.type === 'Identifier') innocent.add(node.key.start);
    },
    Identifier(node) {
      if (watched.has(node.name)) uses.set(node.start, line(file.text, node.start));
    },
  }).visit(parse(file).program);

  for (const [start, text] of uses) if (!innocent.has(start)) found.push(text);
  return found;
}

function line(text: string, at: number): string {
  const end = text.indexOf('\n', at);
  return text.slice(text.lastIndexOf('\n', at) + 1, end === -1 ? undefined : end).trim();
}
