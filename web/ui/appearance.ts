import { store } from '#web/platform/store.ts';

/** How this device shows things. Kept on the device, not with the person: a tablet in a dimmed room stays dark. */
export type Appearance = {
  scheme: 'light' | 'dark' | 'system';
  contrast: 'usual' | 'more' | 'system';
  display: 'desk' | 'wall';
  /** At a chair where light and sound are too much: dark, calm, no sounds from this screen. */
  sensory: 'usual' | 'quiet';
};

const key = 'racemic.appearance';
const plain: Appearance = { scheme: 'system', contrast: 'system', display: 'desk', sensory: 'usual' };

function kept(): Appearance {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(key) ?? '{}');
    return typeof found === 'object' && found !== null ? { ...plain, ...found } : plain;
  } catch {
    return plain;
  }
}

const asks = (query: string) => matchMedia(query).matches;

export const appearance = store<Appearance>(kept());
export const scheme = store<'light' | 'dark'>(resolve().scheme);

function resolve(): { scheme: 'light' | 'dark'; more: boolean } {
  const { scheme: wanted, contrast, sensory } = appearance.get();
  const dark =
    sensory === 'quiet' || wanted === 'dark' || (wanted === 'system' && asks('(prefers-color-scheme: dark)'));
  const more = contrast === 'more' || (contrast === 'system' && asks('(prefers-contrast: more)'));
  return { scheme: dark ? 'dark' : 'light', more };
}

/** The attributes that tokens.css reads. Mantine sets the scheme too; both say the same. */
function apply(): void {
  const root = document.documentElement;
  const now = resolve();
  scheme.set(now.scheme);
  root.setAttribute('data-mantine-color-scheme', now.scheme);
  root.toggleAttribute('data-contrast', now.more);
  if (now.more) root.setAttribute('data-contrast', 'more');
  if (appearance.get().display === 'wall') root.setAttribute('data-display', 'wall');
  else root.removeAttribute('data-display');
  root.toggleAttribute('data-sensory', false);
  if (appearance.get().sensory === 'quiet') root.setAttribute('data-sensory', 'quiet');
}

export function setAppearance(change: Partial<Appearance>): void {
  appearance.set({ ...appearance.get(), ...change });
  try {
    localStorage.setItem(key, JSON.stringify(appearance.get()));
  } catch {
    // Not kept: it holds until the page is closed.
  }
  apply();
}

/** The scale of one page while it is open; what the device is set to is not changed. @returns what puts it back */
export function showDisplay(display: Appearance['display']): () => void {
  document.documentElement.setAttribute('data-display', display);
  return apply;
}

/** Follows the system and other tabs from now on. */
export function watchAppearance(): void {
  for (const query of ['(prefers-color-scheme: dark)', '(prefers-contrast: more)'])
    matchMedia(query).addEventListener('change', apply);
  addEventListener('storage', (event) => {
    if (event.key !== key) return;
    appearance.set(kept());
    apply();
  });
  apply();
}
