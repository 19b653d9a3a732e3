import { centersNear } from '#server/finder/near.ts';
import { zipPoints } from '#server/finder/zip-points.ts';
import { withCenters } from './centers-database.ts';
import { type Command, NotUnderstood, parse } from './command.ts';

/** As far as across the country; as many as a script can want of one place. */
const most = { miles: 3_000, limit: 10_000 };

function number(text: string | undefined, usual: number, name: string, limit: number, isWhole: boolean): number {
  if (text === undefined) return usual;
  const value = /^\d{1,6}(\.\d{1,6})?$/.test(text) ? Number(text) : Number.NaN;
  if (!(value > 0 && value <= limit) || (isWhole && !Number.isInteger(value)))
    throw new NotUnderstood(`${name} is ${isWhole ? 'a whole' : 'a'} number above 0 and at most ${limit}.`);
  return value;
}

/** @throws NotUnderstood with codes that it may have been meant for */
function pointOf(zip: string | undefined) {
  if (zip === undefined) throw new NotUnderstood('Say where: racemic find --zip 89501 --within-miles 35 --limit 20');
  const found = zipPoints().find(zip);
  switch (found.is) {
    case 'found':
      return found.point;
    case 'military':
      throw new NotUnderstood(`ZIP code ${zip} is military mail: it has no place on a map.`);
    case 'no ZIP code':
      throw new NotUnderstood(`"${zip}" is no ZIP code: five digits, such as 89501.`);
    case 'unknown': {
      const near = found.near.map((point) => `${point.zip} (${point.city}, ${point.state})`).join(', ');
      throw new NotUnderstood(`Nobody knows ZIP code ${zip}.${near === '' ? '' : ` Did you mean ${near}?`}`);
    }
  }
}

/** The same search as the pages make; the answer is one JSON list, nearest first, ties by id. */
export const findCommand: Command = {
  words: 'find',
  usage: '--zip <code> [--within-miles 35] [--limit 20]',
  summary: 'Centers near a ZIP code as JSON: id, name, miles in a straight line',
  run: async (args) => {
    const { values, positionals } = parse(args, {
      zip: { type: 'string' },
      'within-miles': { type: 'string' },
      limit: { type: 'string' },
    });
    if (positionals.length > 0) throw new NotUnderstood(`What is "${positionals[0]}"? Say --zip before the code.`);
    const point = pointOf(values.zip);
    const miles = number(values['within-miles'], 35, '--within-miles', most.miles, false);
    const limit = number(values.limit, 20, '--limit', most.limit, true);
    const list = await withCenters((db) => centersNear(db, { point, miles, limit }));
    process.stdout.write(`${JSON.stringify(list)}\n`);
    return 0;
  },
};
