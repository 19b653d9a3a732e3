import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import subsetFont from 'subset-font';

/**
 * The two fonts of the public pages, cut to what they write: English, Spanish, and the signs between.
 *
 * Where a font is not there with the first words, a font of the device stands in for the whole page, stretched so that its
 * lines are as high and about as long, and ours is kept for the next one. Changing it on the way (`swap`) was measured:
 * one line more or less in a paragraph is enough, and what somebody reads moves away under their eyes.
 */

const letters = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i)).join('');

const spanish = '\u00a0¡¿ÁÉÍÓÚÜÑáéíóúüñ';
const without = (left) => [...letters(0x20, 0x7e)].filter((of) => !left.includes(of)).join('');

/**
 * What each of them writes. Signs that no page needs cost kerning with every letter: three kilobytes a font. A sign that a
 * center has in its name and our font has not is drawn by the stand-in.
 */
const written = {
  inter: `${without('\\^`{|}~<>')}${spanish}–—‘’“”…×−·•°`,
  serif: `${without('\\^`{|}~<>@#*_')}${spanish}–—‘’“”…×−·°`,
};

/**
 * `ascent` and `descent` are those of the font's hhea table, for 1 em. A stand-in is a font that may be on a device, under
 * its names, with fonts of the same widths beside it. `stretch` is how much wider our font sets the same text, in %:
 * measured in Chromium on our own sentences where we have the device's font, else from the average widths that Capsize
 * publishes for its Latin letters.
 */
const fonts = [
  {
    family: 'Inter Care',
    name: 'inter',
    from: '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
    ascent: 1984 / 2048,
    descent: 494 / 2048,
    standIns: [
      { family: 'Inter Stand-in', local: ['Arial', 'Liberation Sans', 'Helvetica'], weight: '400 549', stretch: 106.6 },
      {
        family: 'Inter Stand-in',
        local: ['Arial Bold', 'Liberation Sans Bold', 'Helvetica Bold'],
        weight: '550 700',
        stretch: 101.2,
      },
      { family: 'Inter Phone', local: ['Roboto', 'Roboto Regular'], weight: '400 700', stretch: 107.4 },
    ],
  },
  {
    family: 'Serif Care',
    name: 'serif',
    from: '@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2',
    ascent: 1036 / 1000,
    descent: 335 / 1000,
    standIns: [
      { family: 'Serif Stand-in', local: ['Times New Roman', 'Liberation Serif'], weight: '400 549', stretch: 117.8 },
      {
        family: 'Serif Stand-in',
        local: ['Times New Roman Bold', 'Liberation Serif Bold'],
        weight: '550 700',
        stretch: 112.6,
      },
      { family: 'Serif Phone', local: ['Noto Serif'], weight: '400 700', stretch: 99.6 },
    ],
  },
];

/** Each font's file. Kerning stays; the other features would cost a third more and none of them is asked for. */
export const careFonts = () =>
  Promise.all(
    fonts.map(async ({ name, from }) => ({
      name,
      file: await subsetFont(readFileSync(join(import.meta.dirname, '../node_modules', from)), written[name], {
        targetFormat: 'woff2',
        keepFeatures: ['kern'],
        noHinting: true,
        variationAxes: { wght: { min: 400, max: 700 } },
      }),
    })),
  );

/** The faces as a style sheet names them. `addressOf` gives the address of a font's file. */
export const fontFaces = (addressOf) =>
  fonts
    .flatMap((font) => [ownFace(font, addressOf(font.name)), ...font.standIns.map((of) => standIn(font, of))])
    .join('');

const ownFace = ({ family }, address) =>
  `@font-face{font-family:'${family}';font-weight:400 700;font-display:optional;src:url(${address})format('woff2')}`;

const standIn = ({ ascent, descent }, { family, local, weight, stretch }) => {
  const percent = (of) => `${((of / stretch) * 10_000).toFixed(1)}%`;
  const sources = local.map((name) => `local('${name}')`).join(',');
  return `@font-face{font-family:'${family}';font-weight:${weight};src:${sources};size-adjust:${stretch}%;ascent-override:${percent(ascent)};descent-override:${percent(descent)};line-gap-override:0%}`;
};
