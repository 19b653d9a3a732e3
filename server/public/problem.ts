/** A page for what went wrong: in plain words, with help first, and a way on. */
import type { Context } from 'hono';
import { html } from 'hono/html';
import { CannotProceed, type Reason, reasons } from '#server/platform/cannot-proceed.ts';
import type { Env } from '#server/platform/route.ts';
import { careRoot, href } from './address.ts';
import { assetsOf } from './assets.ts';
import type { Both, Language } from './language.ts';
import { page } from './page.ts';

const words = {
  'not-found': {
    title: { en: 'This page is not here', es: 'Esta página no está aquí' },
    says: {
      en: 'The address may be old or mistyped. You can search for a center or read about the treatment.',
      es: 'La dirección puede ser vieja o tener un error. Puede buscar un centro o leer sobre el tratamiento.',
    },
  },
  'not-understood': {
    title: { en: 'We did not understand that', es: 'No entendimos eso' },
    says: {
      en: 'Nothing was sent or changed. Please try again.',
      es: 'No se envió ni cambió nada. Inténtelo otra vez.',
    },
  },
  'too-many': {
    title: { en: 'Too many requests', es: 'Demasiadas solicitudes' },
    says: {
      en: 'Many pages were asked for from your address. Wait a minute, then try again.',
      es: 'Se pidieron muchas páginas desde su dirección. Espere un minuto e inténtelo otra vez.',
    },
  },
  defect: {
    title: { en: 'Something is wrong on our side', es: 'Algo falla de nuestro lado' },
    says: {
      en: 'This is not your mistake. Nothing was changed. Try again in a few minutes.',
      es: 'No es un error suyo. No se cambió nada. Inténtelo otra vez en unos minutos.',
    },
  },
} as const satisfies Record<string, { title: Both; says: Both }>;

const onward = {
  find: { en: 'Find a center', es: 'Buscar un centro' },
  learn: { en: 'Understand the treatment', es: 'Entender el tratamiento' },
} as const satisfies Record<string, Both>;

/** Everything that was thrown under a public page. A defect is written to the log with the id that the page shows. */
export async function problemPage(error: Error, c: Context<Env>): Promise<Response> {
  const stop = error instanceof CannotProceed ? error : undefined;
  if (stop === undefined)
    c.var.services.log.error(
      { requestId: c.var.requestId, route: c.req.routePath, err: { type: error.name, stack: error.stack } },
      'defect',
    );
  const kind: keyof typeof words =
    stop === undefined ? 'defect' : stop.reason in words ? (stop.reason as keyof typeof words) : 'not-understood';
  const status = stop === undefined ? 500 : reasons[stop.reason satisfies Reason].status;
  const language: Language = c.req.path.startsWith(`${careRoot}/es`) ? 'es' : 'en';
  const { title, says } = words[kind];
  const retryAfterS: unknown =
    stop?.details === undefined ? undefined : Reflect.get(Object(stop.details), 'retryAfterS');
  if (typeof retryAfterS === 'number') c.header('retry-after', String(retryAfterS));
  c.header('cache-control', 'no-store');
  const text = await page(
    {
      language,
      path: '',
      title: title[language],
      description: says[language],
      isIndexed: false,
      body: html`<div class="wide narrow"><h1>${title[language]}</h1><p class="lead">${says[language]}</p>
<div class="acts"><a class="act" href="${href({ language, path: '/centers' })}">${onward.find[language]}</a>
<a class="act second" href="${href({ language, path: '/learn' })}">${onward.learn[language]}</a></div>
<p class="quiet">${c.var.requestId}</p></div>`,
    },
    assetsOf(c.var.services),
    c.var.services.address,
  );
  return c.body(text, status, { 'content-type': 'text/html; charset=utf-8' });
}

/** An address under /care that no page has. */
export const notHere = (c: Context<Env>): Promise<Response> =>
  problemPage(new CannotProceed('not-found', 'There is no such page.'), c);
