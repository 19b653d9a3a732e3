/** Four ways to take it, one line each, in the words of the page. */

import { html } from 'hono/html';
import { comparedWays, type Way, type WayName } from '#clinical/learn/learn.ts';
import type { Both, Language } from '#server/public/language.ts';
import { curveAxis, curveRow, type Tick } from '#server/public/pictures-time.ts';
import type { Html } from './article.ts';
import { timeOf } from './say.ts';

const { infusion, spray, untilMin } = comparedWays.value;
const gap = spray.atMin[1];

const names: Readonly<Record<WayName, { readonly name: Both; readonly how: Both }>> = {
  infusion: {
    name: { en: 'Infusion into a vein', es: 'Infusión en vena' },
    how: { en: `over ${infusion.overMin} minutes`, es: `en ${infusion.overMin} minutos` },
  },
  spray: {
    name: { en: 'Nasal spray (esketamine)', es: 'Aerosol nasal (esketamina)' },
    how: {
      en: `${spray.atMin.length} devices, ${gap} minutes apart`,
      es: `${spray.atMin.length} envases, cada ${gap} minutos`,
    },
  },
  injection: {
    name: { en: 'Injection into a muscle', es: 'Inyección en un músculo' },
    how: { en: 'rough estimate', es: 'cálculo aproximado' },
  },
  lozenge: {
    name: { en: 'Lozenge under the tongue', es: 'Pastilla bajo la lengua' },
    how: { en: 'rough estimate', es: 'cálculo aproximado' },
  },
};

const hour = 60;
const hours = Array.from({ length: untilMin / hour + 1 }, (_, at) => at);
const ticksIn = (language: Language): Tick[] =>
  hours.map((at) => ({ at: at * hour, word: at === 0 ? (language === 'en' ? 'start' : 'inicio') : `${at} h` }));

export function curves(ways: readonly Way[], language: Language): Html {
  const ticks = ticksIn(language);
  const say = language === 'en' ? { highest: 'highest', half: 'half' } : { highest: 'más alta', half: 'la mitad' };
  return html`<div class="learn-curves">${ways.map((way) => {
    const { name, how } = names[way.name];
    const highest = { at: way.highestMin, word: `${say.highest}: ${timeOf(way.highestMin)}` };
    const half = { at: way.halfMin, word: `${say.half}: ${timeOf(way.halfMin)}` };
    const points = way.points.map(({ atMin, share }) => ({ at: atMin, share }));
    return html`<p class="learn-way ${way.name}"><b>${name[language]}</b><br><span class="quiet">${how[language]}</span></p><div class="learn-line ${way.name}">${curveRow({ points, highest, half, isRough: way.isRough }, { end: untilMin, ticks, says: `${name[language]}. ${highest.word}, ${half.word}.` })}</div>`;
  })}<div class="learn-axis-cell">${curveAxis(ticks, untilMin)}</div></div>`;
}
