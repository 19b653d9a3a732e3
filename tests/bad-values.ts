import fc from 'fast-check';

export type Schema = { [key: string]: unknown };

/** Fits every rule for an id, and is nobody's. */
export const unknownId = '0199a0b2-0000-7000-8000-00000000dead';

export const schemaOf = (value: unknown): Schema => (typeof value === 'object' && value !== null ? { ...value } : {});
export const namesOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

const deep = (levels: number): unknown => {
  let value: unknown = 1;
  for (let level = 0; level < levels; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
};

const typesOf = (schema: Schema): string[] => {
  const choice = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(choice)) return choice.flatMap((one) => typesOf(schemaOf(one)));
  if ('$ref' in schema) return ['object'];
  return Array.isArray(schema.type) ? namesOf(schema.type) : [String(schema.type)];
};

const values: [string, unknown][] = [
  ...[0, -1, 1.5, 1e308, -1e308, Number.MAX_SAFE_INTEGER + 1, 12_345].map((n): [string, unknown] => [String(n), n]),
  ...['text', '', '0', 'null', '[object Object]'].map((text): [string, unknown] => [`"${text}"`, text]),
  ...[true, false, null].map((one): [string, unknown] => [String(one), one]),
  ['an empty list', []],
  ['an empty object', {}],
  ['a list in a list', [[]]],
  ['100 levels', deep(100)],
  ['3,000 levels', deep(3_000)],
  ['a prototype', JSON.parse('{"__proto__":{"isAdmin":true}}')],
  ['a constructor', { constructor: { prototype: { isAdmin: true } } }],
  ['an operator', { $ne: null }],
  ['10,000 items', Array.from({ length: 10_000 }, () => 1)],
];

const typeName = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value === 'number' ? 'number' : typeof value;

/** Values that this place can't take: of another type, or of the right type and outside its rules. */
export function wrongFor(
  schema: Schema,
  foreign: readonly string[],
  name: string | undefined,
): fc.Arbitrary<[string, unknown]> {
  const types = typesOf(schema);
  const takesNumbers = types.some((type) => type === 'number' || type === 'integer');
  const ofOtherType = values.filter(([, value]) => {
    const type = typeName(value);
    return type === 'number' ? !takesNumbers : !types.includes(type);
  });
  const other = fc.constantFrom(...ofOtherType);
  const generated = fc
    .jsonValue({ maxDepth: 3 })
    .filter((value) => (typeName(value) === 'number' ? !takesNumbers : !types.includes(typeName(value))))
    .map((value): [string, unknown] => ['another type', value]);
  const outside = outsideOf(schema, types, foreign, name);
  return outside.length === 0 ? fc.oneof(other, generated) : fc.oneof(fc.constantFrom(...outside), other, generated);
}

function outsideOf(
  schema: Schema,
  types: string[],
  foreign: readonly string[],
  name: string | undefined,
): [string, unknown][] {
  if (types.includes('string'))
    return texts(schema, foreign, name).map((text) => [JSON.stringify(text).slice(0, 60), text]);
  if (types.includes('integer')) {
    const [least, most] = [Number(schema.minimum ?? -2e9), Number(schema.maximum ?? 2e9)];
    return [1.5, least - 1, most + 1, 1e308, -1e308, 2 ** 53].map((value) => [String(value), value]);
  }
  if (types.includes('array')) {
    const most = typeof schema.maxItems === 'number' ? schema.maxItems : 100_000;
    return [['too many items', Array.from({ length: most + 1 }, () => unknownId)]];
  }
  return [];
}

/** What no field of ours takes, whatever it is for. */
const junk = ['\u0000', 'a\u0000b', '\ud800', 'x\udfff', '\u0007', 'x'.repeat(100_000)];

function texts(schema: Schema, foreign: readonly string[], name: string | undefined): string[] {
  const most = typeof schema.maxLength === 'number' ? ['x'.repeat(schema.maxLength + 1)] : [];
  const least = Number(schema.minLength ?? 0) > 0 ? [''] : [];
  if (Array.isArray(schema.enum))
    return ['unheard-of', '', ' ', '__proto__', String(schema.enum[0]).toUpperCase(), ...junk];
  if (schema.format === 'uuid')
    // An id that the sender makes may be any that is free here; every other id must be of this clinic.
    return ['', 'x', '0', "' or 1=1 --", `${unknownId}0`, ...junk, ...(name === 'id' ? [] : foreign)];
  if (schema.format === 'date')
    return [
      '2026-02-30',
      '2026-13-01',
      '0000-00-00',
      '1984-3-7',
      '03/07/1984',
      'now',
      '99999-01-01',
      '1984-03-07T00:00:00Z',
      ...junk,
    ];
  if (schema.format === 'email') return ['', 'x', 'javascript:alert(1)', 'a@b', 'a@b c.org', '"<script>"@x', ...junk];
  if (typeof schema.pattern === 'string') {
    const pattern = new RegExp(schema.pattern, 'u');
    const tried = [
      "' or 1=1 --",
      '<script>alert(1)</script>',
      '=1+1',
      'javascript:alert(1)',
      '../../etc/passwd',
      'é',
      '①②③④⑤⑥',
    ];
    return [...tried.filter((text) => !pattern.test(text)), ...junk, ...most, ...least];
  }
  return [...junk, ...most, ...least];
}

export const junkText = fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }).map((text) => text.toWellFormed());
