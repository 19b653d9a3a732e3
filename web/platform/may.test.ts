import { expect, test } from 'vitest';
import { rules } from '#server/platform/may.ts';
import { type Shown, shown } from '#web/platform/may.ts';

test.each(Object.keys(shown) as Shown[])('%s is shown to exactly those whom the server lets in', (action) => {
  expect([...shown[action]].sort()).toEqual([...rules[action].roles].sort());
});
