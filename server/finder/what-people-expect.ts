/** What 100 people can expect after one infusion: both sides told, the number beside the picture. */
import { html } from 'hono/html';
import { afterOneInfusion } from '#clinical/learn/learn.ts';
import { href } from '#server/public/address.ts';
import type { Both, Language } from '#server/public/language.ts';
import type { Html } from '#server/public/page.ts';
import { people, peopleShapes } from '#server/public/pictures-people.ts';

const words = {
  title: { en: 'What 100 people can expect', es: 'Qué pueden esperar 100 personas' },
  says: {
    en: 'After one infusion, about half feel much better the next day. About half do not. For many, it fades within a week. That is why most people have a series, and why the plan for after matters.',
    es: 'Tras una infusión, cerca de la mitad se siente mucho mejor al día siguiente. Cerca de la mitad no. En muchas personas pasa en una semana. Por eso la mayoría recibe una serie, y por eso importa el plan para después.',
  },
  see: { en: 'See the studies and the pictures', es: 'Ver los estudios y las imágenes' },
  from: {
    en: 'Han 2016: {studies} studies, {people} people. “Much better” means a depression score down by half or more. People also got better in the comparison groups; the studies page shows both.',
    es: 'Han 2016: {studies} estudios, {people} personas. «Mucho mejor» significa que la puntuación de depresión bajó a la mitad o más. También mejoraron personas en los grupos de comparación; la página de estudios muestra los dos.',
  },
  nextDay: { en: 'much better the next day', es: 'mucho mejor al día siguiente' },
  onDay: { en: 'much better on day {day}', es: 'mucho mejor el día {day}' },
  not: { en: '{n} are not', es: '{n} no' },
  of: { en: '{k} of 100', es: '{k} de 100' },
} as const satisfies Record<string, Both>;

const hoursPerDay = 24;

export function whatPeopleExpect(language: Language): Html {
  const { value } = afterOneInfusion;
  const say = (name: keyof typeof words, fill: Record<string, number> = {}) =>
    words[name][language].replaceAll(/\{(\w+)\}/g, (_, key: string) => String(fill[key] ?? ''));
  const shown = value.at.filter((_, at) => at === 0 || at === value.at.length - 1);
  return html`<div class="wide expect">${peopleShapes()}<div><h2>${say('title')}</h2><p>${say('says')}</p>
<p><a class="act second small" href="${href({ language, path: '/learn/what-studies-found' })}">${say('see')}</a></p>
<p class="source">${say('from', { studies: value.studies, people: value.people })}</p></div>${shown.map(
    ({ hours, muchBetter }) => {
      const k = Math.round(muchBetter);
      const day = Math.round(hours / hoursPerDay);
      const what = day === 1 ? say('nextDay') : say('onDay', { day });
      const [of, not] = [say('of', { k }), say('not', { n: 100 - k })];
      return html`<div class="picture">${people(k, { figure: 'person', meaning: 'benefit', says: `${of} ${what}. ${not}.` })}<p class="of-100">${of}</p><p class="quiet">${what}. ${not}.</p></div>`;
    },
  )}</div>`;
}
