/**
 * The finished style sheet of the public pages, made from the minified one.
 *
 * In the clinic a person chooses light, dark and contrast, so tokens.css asks an attribute. A public page knows nobody:
 * it follows what the device wishes, and paper is always light. What nothing reads is left out: each kilobyte waits on
 * a slow line.
 */

const dark = '[data-mantine-color-scheme=dark]';
const more = '[data-contrast=more]';

/** Which wish of the device stands for which attribute; the wall display is a screen of the clinic. */
const wishes: readonly (readonly [selector: string, media: string | undefined])[] = [
  [`${dark}${more}`, 'screen and (prefers-color-scheme:dark) and (prefers-contrast:more)'],
  [dark, 'screen and (prefers-color-scheme:dark)'],
  [more, 'screen and (prefers-contrast:more)'],
  ['[data-display=wall]', undefined],
];

/** The sheet asking the device instead of an attribute. Stops when tokens.css no longer looks as we know it. */
export function followsDevice(sheet: string): string {
  let text = sheet.replace(':root,[data-mantine-color-scheme=light]{', ':root{');
  for (const [selector, media] of wishes) {
    const at = text.indexOf(`${selector}{`);
    if (at === -1) throw new Error(`tokens.css has no block ${selector}: the public style is made from it.`);
    const end = text.indexOf('}', at) + 1;
    const block = text.slice(at + selector.length, end);
    text = text.slice(0, at) + (media === undefined ? '' : `@media ${media}{:root${block}}`) + text.slice(end);
  }
  if (text.includes('[data-mantine') || text.includes('[data-contrast'))
    throw new Error('The public style asks for an attribute that its pages do not have.');
  return text;
}

/** Without the custom properties that nothing reads. One that only an unread one reads goes too. */
export function withoutUnread(sheet: string): string {
  const read = new Set([...sheet.matchAll(/var\((--[\w-]+)/g)].map(([, name]) => name));
  const shorter = sheet.replace(/(?<=[{;])(--[\w-]+):[^;}]*(?:;|(?=\}))/g, (whole: string, name: string) =>
    read.has(name) ? whole : '',
  );
  return shorter === sheet ? emptied(sheet) : withoutUnread(shorter);
}

const emptied = (sheet: string) =>
  sheet
    .replaceAll(';}', '}')
    .replaceAll(/@media [^{}]*\{:root\{\}\}/g, '')
    .replaceAll(':root{}', '');
