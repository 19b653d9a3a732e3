/** Pictures are functions of numbers: what is drawn, and what is said of it, is what was given. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { interval, people } from './pictures-people.ts';
import { spanBar } from './pictures-range.ts';
import { curveRow, declineLine, timeBar, timeRow, weekDots } from './pictures-time.ts';

const ticks = [
  { at: 0, word: 'start' },
  { at: 180, word: '3 h' },
];
const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, found = '']) => found);

/** People of a state: ten for a whole row, one for each that stands alone. */
const countOf = (text: string, state: 'on' | 'off') =>
  all(text, new RegExp(`class="${state}" href="#(\\w+)"`, 'g')).reduce(
    (sum, shape) => sum + (shape.endsWith('r') ? 10 : 1),
    0,
  );

test('of a hundred people exactly so many are filled, and all hundred are there', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 100 }),
      fc.constantFrom('person' as const, 'dot' as const),
      async (k, figure) => {
        const text = String(await people(k, { figure, meaning: 'harm', says: 'so many' }));
        expect(countOf(text, 'on')).toBe(k);
        expect(countOf(text, 'off')).toBe(100 - k);
      },
    ),
  );
});

test('there is no picture of half a person, of fewer than none or of more than all', () => {
  for (const k of [0.5, -1, 101, Number.NaN])
    expect(() => people(k, { figure: 'dot', meaning: 'harm', says: '' })).toThrow(RangeError);
});

test('what is said of a picture is said as text, whatever it holds', async () => {
  const says = '"><script>alert(1)</script>';
  for (const picture of [
    people(3, { figure: 'person', meaning: 'benefit', says }),
    interval({ point: 50, from: 40, to: 60 }, { meaning: 'benefit', says }),
    timeBar({ from: 5, to: 90 }, { end: 180, ticks, says }),
    spanBar({ from: 1, to: 2 }, { end: 3, says }),
  ])
    expect(String(await picture)).not.toContain('<script');
});

test('no picture carries a colour or a style of its own', async () => {
  const pictures = [
    people(52, { figure: 'person', meaning: 'benefit', says: '' }),
    interval({ point: 50, from: 40, to: 60 }, { meaning: 'other', says: '' }),
    timeBar({ from: 5, to: undefined }, { end: 180, ticks, says: '' }),
    weekDots([{ week: 1, sessions: 2 }], { says: '' }),
    spanBar({ middle: 2 }, { end: 3, says: '' }),
  ];
  for (const picture of pictures) expect(String(await picture)).not.toMatch(/style=|fill="|stroke="|#[0-9a-f]{6}/i);
});

test('an interval stands where its numbers are', async () => {
  const text = String(
    await interval({ point: 54, from: 49.4, to: 57.8 }, { meaning: 'benefit', says: 'likely 49 to 58' }),
  );
  expect(text).toContain('aria-label="likely 49 to 58"');
  expect(text).toContain('x="49.4%"');
  expect(text).toContain('cx="54%"');
});

test('a bar of time begins and ends where it should, and runs on where no end is known', async () => {
  const bar = async (to: number | undefined) =>
    all(
      String(await timeBar({ from: 45, to }, { end: 180, ticks, says: '' })),
      /class="bar" (x="[\d.]+%" width="[\d.]+%")/g,
    )[0];
  expect(await bar(90)).toBe('x="25%" width="25%"');
  expect(await bar(undefined)).toBe('x="25%" width="75%"');
  expect(await bar(600)).toBe('x="25%" width="75%"');
});

test('a line that begins before the start has its places from there', async () => {
  const text = String(await timeRow({ marks: [-15, 0, 45] }, { from: -15, end: 45, ticks: [], says: '' }));
  expect(all(text, /cx="([\d.]+%)"/g)).toEqual(['0%', '25%', '100%']);
});

test('a curve carries its two times as words, and is dashed where little stands behind it', async () => {
  const curve = (isRough: boolean) =>
    curveRow(
      {
        points: [
          { at: 0, share: 0 },
          { at: 40, share: 1 },
          { at: 180, share: 0.2 },
        ],
        highest: { at: 40, word: 'highest: 40 min' },
        half: { at: 85, word: 'half: 1 h 25 min' },
        isRough,
      },
      { end: 180, ticks, says: 'Infusion' },
    );
  const text = String(await curve(false));
  expect(text).toContain('>highest: 40 min</text>');
  expect(text).toContain('>half: 1 h 25 min</text>');
  expect(text).not.toContain('rough');
  expect(String(await curve(true))).toContain('learn-curve rough');
});

test('how many are left is written at every point; each session of a week is a dot', async () => {
  const line = String(
    await declineLine(
      [
        { at: 0, per100: 100, word: 'end' },
        { at: 4, per100: 80, word: '4 weeks' },
      ],
      { says: '' },
    ),
  );
  expect(all(line, /class="count"[^>]*>(\d+)</g)).toEqual(['100', '80']);
  const weeks = String(
    await weekDots(
      [
        { week: 1, sessions: 2 },
        { week: 2, sessions: 0 },
      ],
      { says: '' },
    ),
  );
  expect(all(weeks, /(class="point")/g)).toHaveLength(2);
});
