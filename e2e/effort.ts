import type { Page } from 'playwright-core';

/** Every touch of the glass and every digit is one, also after the page was loaded again; typed words are not counted. */
const count = () => {
  const key = 'racemic-test-touches';
  const add = () => sessionStorage.setItem(key, String(Number(sessionStorage.getItem(key) ?? 0) + 1));
  addEventListener('pointerdown', add, true);
  addEventListener('keydown', (event) => /^\d$/.test(event.key) && add(), true);
};

/** From now on: the page may be open already. */
export async function countTouches(page: Page): Promise<void> {
  await page.addInitScript(count);
  await page.evaluate(count);
}

/** How much was asked of a hand for how much that is written down. */
export async function printEffort(page: Page, what: string, facts: number): Promise<number> {
  const touches = await page.evaluate(() => Number(sessionStorage.getItem('racemic-test-touches') ?? 0));
  console.info(`${what}: ${touches} touches and digits for ${facts} facts, ${(touches / facts).toFixed(1)} for each`);
  return touches;
}
