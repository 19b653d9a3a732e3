import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openingOf, packPage } from './packed-page.ts';

const style = Array.from(
  { length: 900 },
  (_, at) => `.part-${at}{margin:${at % 17}px;color:var(--text-${at % 5})}`,
).join('');
const opening = openingOf(`<!doctype html><html lang="es"><style>${style}</style>`);
const text = fc.string({ unit: 'grapheme', maxLength: 2_000 });

test('packed and opened again, a page is its opening and its own words', () => {
  fc.assert(
    fc.property(text, (rest) => {
      const { packed } = packPage(opening, rest, 'gzip');
      expect(packed.coding).toBe('gzip');
      expect(gunzipSync(packed.bytes).toString()).toBe(opening.text + rest.toWellFormed());
    }),
  );
});

test('a large page, larger than any before it, is whole too, and so is the next small one', () => {
  const large = 'Sí, “de verdad”. '.repeat(60_000);
  expect(gunzipSync(packPage(opening, large, 'gzip').packed.bytes).toString()).toBe(opening.text + large);
  expect(gunzipSync(packPage(opening, 'x', 'gzip').packed.bytes).toString()).toBe(`${opening.text}x`);
});

test('a browser that takes nothing packed gets the same words, under the same tag', () => {
  const [plain, packed] = [packPage(opening, 'not known', undefined), packPage(opening, 'not known', 'gzip')];
  expect(new TextDecoder().decode(plain.packed.bytes)).toBe(`${opening.text}not known`);
  expect(plain.tag).toBe(packed.tag);
});

test('other words, or the same behind another opening, have another tag', () => {
  const tags = [
    packPage(opening, 'one', 'gzip').tag,
    packPage(opening, 'two', 'gzip').tag,
    packPage(openingOf('<!doctype html>'), 'one', 'gzip').tag,
  ];
  expect(new Set(tags).size).toBe(3);
});

test('what goes out of an earlier page stays as it was while others are made', () => {
  const { packed } = packPage(opening, 'the first', undefined);
  packPage(opening, 'the second', undefined);
  expect(new TextDecoder().decode(packed.bytes)).toBe(`${opening.text}the first`);
});
