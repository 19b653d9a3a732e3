/** What 100 people can expect, with the spray and without it: two pictures of one size, then the difference in words. */
import { html } from 'hono/html';
import { afterOneInfusion, likelyOf, sprayOverTime } from '#clinical/learn/learn.ts';
import { href } from '#server/public/address.ts';
import type { Both, Language } from '#server/public/language.ts';
import type { Html } from '#server/public/page.ts';
import { people, peopleShapes } from '#server/public/pictures-people.ts';

const words = {
  title: { en: 'What 100 people can expect', es: 'Qué pueden esperar 100 personas' },
  says: {
    en: 'All took a new pill. Some also had the spray esketamine, the others an empty spray. On day {day}, {active} of 100 were much better with the spray and {notActive} were not. With the empty spray {control} were and {notControl} were not.',
    es: 'Todas tomaron una pastilla nueva. Unas usaron además el aerosol de esketamina, las otras un aerosol vacío. El día {day}, con el aerosol {active} de 100 estaban mucho mejor y {notActive} no. Con el aerosol vacío, {control} sí y {notControl} no.',
  },
  difference: {
    en: 'So about {more} more of 100 are much better because of the spray.',
    es: 'Así que cerca de {more} más de 100 están mucho mejor gracias al aerosol.',
  },
  infusion: {
    en: 'After one infusion of ketamine, {first} of 100 are much better the next day, {notFirst} are not. On day {lastDay} it is {last}, and {notLast} are not. So most people have a series, and the plan for after matters. These are ketamine groups only, from {studies} studies with {people} people in all. How many of them had ketamine, we have not read. So we give no likely range.',
    es: 'Tras una infusión de ketamina, {first} de 100 están mucho mejor al día siguiente y {notFirst} no. El día {lastDay} son {last}, y {notLast} no. Por eso la mayoría recibe una serie e importa el plan para después. Son solo los grupos con ketamina, de {studies} estudios con {people} personas en total. No leímos cuántas recibieron ketamina. Por eso no damos un rango probable.',
  },
  see: { en: 'See the studies and the pictures', es: 'Ver los estudios y las imágenes' },
  from: {
    en: 'Spray: TRANSFORM-1 and TRANSFORM-2 put together (Turkoz 2021), {active} and {control} people; TRANSFORM-1 alone did not meet its main result. Infusion: Han 2016. “Much better” means a depression score down by half or more.',
    es: 'Aerosol: TRANSFORM-1 y TRANSFORM-2 juntos (Turkoz 2021), {active} y {control} personas; TRANSFORM-1 solo no alcanzó su resultado principal. Infusión: Han 2016. «Mucho mejor» significa que la puntuación de depresión bajó a la mitad o más.',
  },
  spray: { en: 'With the spray', es: 'Con el aerosol' },
  empty: { en: 'With the empty spray', es: 'Con el aerosol vacío' },
  better: { en: 'much better', es: 'mucho mejor' },
  not: { en: '{n} are not', es: '{n} no' },
  of: { en: '{k} of 100', es: '{k} de 100' },
  likely: { en: 'Likely {from} to {to}', es: 'Probable: {from} a {to}' },
  counted: { en: '{n} people', es: '{n} personas' },
} as const satisfies Record<string, Both>;

const hoursPerDay = 24;

export function whatPeopleExpect(language: Language): Html {
  const say = (name: keyof typeof words, fill: Record<string, number> = {}) =>
    words[name][language].replaceAll(/\{(\w+)\}/g, (_, key: string) => String(fill[key] ?? ''));
  const [, { day, active, control }] = sprayOverTime.value.at;
  const { studies, people: inAll, at } = afterOneInfusion.value;
  const [first, , last] = at;
  const whole = (per100: number) => Math.round(per100);
  const [withSpray, without] = [whole(active.per100), whole(control.per100)];
  const [nextDay, lastDay] = [whole(first.muchBetter), whole(last.muchBetter)];
  const picture = (name: 'spray' | 'empty', group: { per100: number; people: number }) => {
    const k = whole(group.per100);
    const [of, not] = [say('of', { k }), say('not', { n: 100 - k })];
    const { from, to } = likelyOf(group.per100, group.people);
    const likely = say('likely', { from: whole(from), to: whole(to) });
    return html`<div class="picture"><p class="picture-name">${say(name)}</p>${people(k, { figure: 'person', meaning: name === 'spray' ? 'benefit' : 'other', says: `${say(name)}: ${of} ${say('better')}. ${not}.` })}<p class="of-100">${of}</p><p class="quiet">${say('better')}. ${not}.<br>${likely}. ${say('counted', { n: group.people })}.</p></div>`;
  };
  return html`<div class="wide expect">${peopleShapes()}<div><h2>${say('title')}</h2><p>${say('says', { day, active: withSpray, notActive: 100 - withSpray, control: without, notControl: 100 - without })} <strong>${say('difference', { more: withSpray - without })}</strong></p>
<p>${say('infusion', { first: nextDay, notFirst: 100 - nextDay, last: lastDay, notLast: 100 - lastDay, lastDay: whole(last.hours / hoursPerDay), studies, people: inAll })}</p>
<p><a class="act second small" href="${href({ language, path: '/learn/what-studies-found' })}">${say('see')}</a></p>
<p class="source">${say('from', { active: active.people, control: control.people })}</p></div>${picture('spray', active)}${picture('empty', control)}</div>`;
}
