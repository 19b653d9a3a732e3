import { expect, test } from 'vitest';
import { followsDevice, withoutUnread } from './care-style.ts';

const tokens =
  ':root{--a:1}:root,[data-mantine-color-scheme=light]{--b:1}@media not print{[data-mantine-color-scheme=dark]{--b:2}}' +
  '[data-contrast=more]{--b:3}@media not print{[data-mantine-color-scheme=dark][data-contrast=more]{--b:4}}' +
  '[data-display=wall]{--a:2}';

test('a public page follows what the device wishes: dark, contrast, and both', () => {
  expect(followsDevice(tokens)).toBe(
    ':root{--a:1}:root{--b:1}@media not print{@media screen and (prefers-color-scheme:dark){:root{--b:2}}}' +
      '@media screen and (prefers-contrast:more){:root{--b:3}}' +
      '@media not print{@media screen and (prefers-color-scheme:dark) and (prefers-contrast:more){:root{--b:4}}}',
  );
});

test('tokens that no longer look as we know them stop the build', () => {
  expect(() => followsDevice(tokens.replace('[data-contrast=more]', '[data-contrast=most]'))).toThrow('data-contrast');
  expect(() => followsDevice(`${tokens}[data-contrast=less]{--b:5}`)).toThrow('attribute');
});

test('a token that nothing reads is not sent, nor what only it reads', () => {
  expect(withoutUnread(':root{--a:1;--b:var(--a);--c:2;}p{color:var(--c)}')).toBe(':root{--c:2}p{color:var(--c)}');
  expect(withoutUnread(':root{--a:1}p{color:red}')).toBe('p{color:red}');
});
