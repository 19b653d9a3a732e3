import type { Compilable, CompiledQuery } from 'kysely';
import type { Tx } from './database.ts';

/**
 * A query that is put together once: from then on only its values are new. For what every request asks; building and
 * compiling such a query costs more than sending it. The values may only be values: a query whose shape depends on
 * them is put together each time, as usual.
 */
export function prepared<Values extends readonly unknown[], Row>(
  build: (tx: Tx, ...values: Values) => Compilable<Row>,
): (tx: Tx, ...values: Values) => Promise<Row[]> {
  let known: { query: CompiledQuery<Row>; places: readonly (number | undefined)[] } | undefined;
  return async (tx, ...values) => {
    known ??= compileOnce(build, tx, values.length);
    const { query, places } = known;
    const parameters = places.map((place, at) => (place === undefined ? query.parameters[at] : values[place]));
    return (await tx.executeQuery<Row>({ ...query, parameters })).rows;
  };
}

function compileOnce<Values extends readonly unknown[], Row>(
  build: (tx: Tx, ...values: Values) => Compilable<Row>,
  tx: Tx,
  count: number,
) {
  // Stand in for the values: where one turns up among the parameters, its value goes later.
  const standIns: unknown[] = Array.from({ length: count }, (_, place) => Object.freeze({ place }));
  const query = build(tx, ...(standIns as unknown as Values)).compile();
  const places = query.parameters.map((parameter) => {
    const place = standIns.indexOf(parameter);
    return place < 0 ? undefined : place;
  });
  const lost = standIns.findIndex((_, place) => !places.includes(place));
  if (lost >= 0) throw new RangeError(`Value ${lost + 1} of a prepared query does not reach the database as a value.`);
  return { query, places };
}
