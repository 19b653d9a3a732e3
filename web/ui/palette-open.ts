import { store } from '#web/platform/store.ts';

/** A button asks for the palette; the palette itself is loaded apart from the first page. */
export const paletteAsked = store(false);
export const openPalette = () => paletteAsked.set(true);
