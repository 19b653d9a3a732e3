/** Headers of the public pages: as strict as those of the workspace, and no style but the one that we wrote. */
import type { MiddlewareHandler } from 'hono';
import { securityHeaders } from '#server/platform/http.ts';
import type { Services } from '#server/platform/services.ts';
import { careRoot } from './address.ts';
import { assetsOf } from './assets.ts';

export const isCare = (path: string): boolean => path === careRoot || path.startsWith(`${careRoot}/`);

/**
 * Worked out at the first page: without built assets there is no style to allow.
 *
 * To ourselves a page says where it comes from: a browser that is told to say nothing sends a form with `Origin: null`, and
 * the server could not tell it from another site's. To others it says nothing.
 */
export function careHeaders(services: Services): MiddlewareHandler {
  const strict = strictHeaders(services);
  return async (c, next) => {
    await strict(c, next);
    // Set on the answer as it is: c.header would make a new one of it.
    c.res.headers.set('referrer-policy', 'same-origin');
  };
}

/** Fonts and scripts hold no style: they need not carry the hashes of those that pages hold. */
const isAsset = (path: string): boolean => path.startsWith(`${careRoot}/assets/`);

function strictHeaders(services: Services): MiddlewareHandler {
  let made: MiddlewareHandler | undefined;
  const withoutStyle = securityHeaders(services, "'none'");
  return (c, next) => {
    if (isAsset(c.req.path)) return withoutStyle(c, next);
    try {
      made ??= securityHeaders(
        services,
        Object.values(assetsOf(services).styles)
          .map(({ hash }) => `'${hash}'`)
          .join(' '),
      );
    } catch {
      return withoutStyle(c, next);
    }
    return made(c, next);
  };
}
