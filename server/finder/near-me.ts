/**
 * "Use my location": the device finds the nearest ZIP code by itself, and the search begins with that.
 *
 * Shown only where scripts run (its style asks the browser), so that its place is kept and nothing moves.
 * Stands inside the form of the field it fills.
 */
import { html } from 'hono/html';
import { icon } from '#server/public/icons.ts';
import type { Both, Language } from '#server/public/language.ts';
import type { Html } from '#server/public/page.ts';

const words = {
  use: { en: 'Use my location.', es: 'Usar mi ubicación.' },
  stays: {
    en: 'It stays on your device. Only the nearest ZIP code is sent.',
    es: 'Se queda en su aparato. Solo se envía el código postal más cercano.',
  },
  looking: { en: 'Looking for the nearest ZIP code.', es: 'Buscando el código postal más cercano.' },
  denied: {
    en: 'Your browser did not give your location. Type a ZIP code or a city.',
    es: 'Su navegador no dio su ubicación. Escriba un código postal o una ciudad.',
  },
  far: {
    en: 'There is no US ZIP code near you. Type the place where you look for care.',
    es: 'No hay un código postal de EE. UU. cerca de usted. Escriba el lugar donde busca atención.',
  },
  failed: {
    en: 'That did not work. Type a ZIP code or a city.',
    es: 'No funcionó. Escriba un código postal o una ciudad.',
  },
} as const satisfies Record<string, Both>;

export function nearMe(language: Language): Html {
  const say = (word: keyof typeof words) => words[word][language];
  return html`<div class="near-me" data-near-me data-looking="${say('looking')}" data-denied="${say('denied')}" data-far="${say('far')}" data-failed="${say('failed')}">${icon('place')}<div><p><button class="near-me-use" type="button">${say('use')}</button> ${say('stays')}</p><p role="status" class="near-me-said"></p></div></div>`;
}
