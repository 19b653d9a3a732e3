/** Headers of the public pages: as strict as those of the workspace, and no style but the one that we wrote. */
import type { MiddlewareHandler } from 'hono';
import { securityHeaders } from '#server/platform/http.ts';
import type { Services } from '#server/platform/services.ts';
import { careRoot } from './address.ts';
import { assetsOf } from './assets.ts';

export const isCare = (path: string): boolean => path === careRoot || path.startsWith(`${careRoot}/`);

/** Worked out at the first page: without built assets there is no style to allow. */
export function careHeaders(services: Services): MiddlewareHandler {
  let made: MiddlewareHandler | undefined;
  return (c, next) => {
    try {
      made ??= securityHeaders(
        services,
        Object.values(assetsOf(services).styles)
          .map(({ hash }) => `'${hash}'`)
          .join(' '),
      );
    } catch {
      return securityHeaders(services, "'none'")(c, next);
    }
    return made(c, next);
  };
}
