/** What it costs. */

import { html } from 'hono/html';
import type { Figures } from '#clinical/learn/learn.ts';
import type { Both } from '#server/public/language.ts';
import { type Span, spanBar } from '#server/public/pictures-range.ts';
import type { LearnPage } from './article.ts';
import { day, usd } from './say.ts';

const same = (text: string): Both => ({ en: text, es: text });
const span = (from: number, to: number): Both => ({
  en: `${usd(from)} to ${usd(to)}`,
  es: `${usd(from)} a ${usd(to)}`,
});
/** What is known of a price, in words. */
function pricesOf({ from, to, middle }: Span): Both {
  const range = from === undefined || to === undefined ? undefined : span(from, to);
  if (middle === undefined) return range ?? notSaid;
  const about = { en: `about ${usd(middle)}`, es: `cerca de ${usd(middle)}` };
  return range === undefined ? about : { en: `${about.en}, from ${range.en}`, es: `${about.es}, de ${range.es}` };
}

const notSaid: Both = { en: 'not known', es: 'no se sabe' };

export function cost({ of }: Figures): LearnPage {
  const price = of.priceGuides.value;
  const read = day(of.priceGuides.checkedOn);
  const dispute = of.billDispute.value;
  const sessions = of.ivInductions.A.value.sessions ?? 0;
  const end = Math.max(price.infusion.to, price.spray.middle);
  const rows: readonly (Span & { readonly name: Both })[] = [
    { name: { en: 'First visit', es: 'Primera cita' }, ...price.firstVisit },
    { name: { en: 'One infusion', es: 'Una infusión' }, ...price.infusion },
    { name: { en: 'One injection', es: 'Una inyección' }, ...price.injection },
    { name: { en: 'One spray session', es: 'Una sesión de aerosol' }, middle: price.spray.middle },
    {
      name: { en: 'One spray session, with insurance (examples)', es: 'Una sesión de aerosol, con seguro (ejemplos)' },
      from: price.spray.insuredFrom,
      to: price.spray.insuredTo,
    },
    { name: { en: 'Lozenges, one month', es: 'Pastillas bajo la lengua, un mes' }, ...price.lozengeMonth },
  ];
  const series = span(sessions * price.infusion.from, sessions * price.infusion.to);
  return {
    slug: 'cost',
    title: { en: 'What it costs', es: 'Cuánto cuesta' },
    lead: {
      en: 'Prices differ a lot. Ask each center for its own, in writing, before you start.',
      es: 'Los precios cambian mucho. Pida a cada centro el suyo, por escrito, antes de empezar.',
    },
    short: [
      {
        en: `One infusion: often about ${usd(price.infusion.middle)} without insurance.`,
        es: `Una infusión: a menudo cerca de ${usd(price.infusion.middle)} sin seguro.`,
      },
      {
        en: `One spray session: often about ${usd(price.spray.middle)} without insurance. Insurance often pays for part of it.`,
        es: `Una sesión de aerosol: a menudo cerca de ${usd(price.spray.middle)} sin seguro. El seguro suele pagar una parte.`,
      },
      {
        en: 'Ketamine is off-label, so insurance often does **not** pay.',
        es: 'La ketamina es fuera de etiqueta, así que el seguro muchas veces **no** paga.',
      },
      {
        en: 'If you pay yourself, you have a right to an **estimate in writing**.',
        es: 'Si usted paga, tiene derecho a un **presupuesto por escrito**.',
      },
    ],
    sections: [
      {
        id: 'guides',
        title: { en: 'Guides, not surveys', es: 'Guías, no encuestas' },
        blocks: [
          {
            is: 'drawing',
            title: { en: 'What people without insurance are asked to pay', es: 'Lo que se pide a personas sin seguro' },
            lead: {
              en: `Bars go from the lowest to the highest price named, on a line from ${usd(0)} to ${usd(end)}. A dot is the usual one.`,
              es: `Las barras van del precio más bajo al más alto que se nombra, en una línea de ${usd(0)} a ${usd(end)}. El punto es lo usual.`,
            },
            draw: (language) =>
              html`<div class="learn-curves learn-prices">${rows.map(
                ({ name, ...row }) =>
                  html`<p class="learn-way">${name[language]}<br><span class="quiet">${pricesOf(row)[language]}</span></p><div class="learn-line">${spanBar(row, { end, says: `${name[language]}: ${pricesOf(row)[language]}` })}</div>`,
              )}</div>`,
            table: {
              head: [
                { en: 'What', es: 'Qué' },
                { en: 'Often about', es: 'A menudo cerca de' },
                { en: 'From, to', es: 'Desde, hasta' },
              ],
              rows: rows.map(({ name, middle, from, to }) => [
                name,
                middle === undefined ? notSaid : same(usd(middle)),
                from === undefined || to === undefined ? notSaid : span(from, to),
              ]),
            },
            foot: {
              en: `Guides, not surveys: from web pages of ${price.pagesFrom} to ${price.pagesTo} that do not say how they counted, and some of them sell. Last read ${read.en}.`,
              es: `Guías, no encuestas: de páginas de ${price.pagesFrom} a ${price.pagesTo} que no dicen cómo contaron, y algunas venden. Leído por última vez el ${read.es}.`,
            },
          },
          {
            is: 'say',
            words: {
              en: `A first series of ${sessions} infusions at these prices comes to ${series.en}. Sessions after that cost more on top.`,
              es: `Una primera serie de ${sessions} infusiones a estos precios suma ${series.es}. Las sesiones de después se pagan aparte.`,
            },
          },
        ],
      },
      {
        id: 'who-bills',
        title: { en: 'More than one bill', es: 'Más de una factura' },
        blocks: [
          {
            is: 'say',
            words: {
              en: 'The medicine, the hours of watching, and the doctor can come as separate bills. Ask who bills for what. Ask whether blood tests, follow-up visits and therapy are in the price.',
              es: 'La medicina, las horas de vigilancia y el médico pueden venir en facturas distintas. Pregunte quién cobra qué. Pregunte si los análisis, las citas de control y la terapia están en el precio.',
            },
          },
          {
            is: 'list',
            items: [
              {
                en: 'What if I stop after two sessions? Do I get money back for a package?',
                es: '¿Y si paro tras dos sesiones? ¿Me devuelven dinero de un paquete?',
              },
              { en: 'What does it cost to cancel?', es: '¿Cuánto cuesta cancelar?' },
              {
                en: 'Is there a lower price for people with little money?',
                es: '¿Hay un precio menor para quien tiene poco dinero?',
              },
            ],
          },
        ],
      },
      {
        id: 'your-right',
        title: { en: 'Your right to an estimate', es: 'Su derecho a un presupuesto' },
        blocks: [
          {
            is: 'say',
            words: {
              en: `No insurance, or you do not use it? Then the center must give you an estimate in writing. It is called a good-faith estimate. If one provider bills ${usd(dispute.aboveUsd)} or more above it, you can dispute the bill. You have ${dispute.withinDays} days from the first bill. The fee is ${usd(dispute.feeUsd)}.`,
              es: `¿No tiene seguro o no lo usa? Entonces el centro debe darle un presupuesto por escrito. Se llama presupuesto de buena fe. Si un proveedor le cobra ${usd(dispute.aboveUsd)} o más por encima, puede reclamar. Tiene ${dispute.withinDays} días desde la primera factura. Cuesta ${usd(dispute.feeUsd)}.`,
            },
          },
        ],
      },
    ],
    notKnown: [
      {
        en: 'What people really pay. Nobody has counted it with a sound method, as far as we have read.',
        es: 'Lo que la gente paga de verdad. Nadie lo ha contado con un buen método, hasta donde leímos.',
      },
      { en: 'What your insurance pays. Ask for it in writing.', es: 'Lo que paga su seguro. Pídalo por escrito.' },
    ],
    references: ['prices', 'noSurprises'],
  };
}
