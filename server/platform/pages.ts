import { createReadStream, existsSync, statSync } from 'node:fs';
import { extname, join, normalize, sep } from 'node:path';
import { Readable } from 'node:stream';
import type { MiddlewareHandler } from 'hono';
import type { Env } from './route.ts';

const kinds: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
};

/**
 * The built web. A known file, or the page for an address of the workspace; anything else is absent.
 * Files with a hash in their name never change; all else is asked for again each time.
 */
export const pages = (folder: string): MiddlewareHandler<Env> => {
  return async (c, next) => {
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return next();
    const path = safePath(folder, c.req.path);
    if (path === undefined) return next();
    const file = isFile(path)
      ? path
      : wantsPage(c.req.path, c.req.header('accept'))
        ? join(folder, 'index.html')
        : undefined;
    if (file === undefined || !existsSync(file)) return next();
    const hashed = /\/assets\//.test(file.replaceAll(sep, '/'));
    const type = kinds[extname(file)] ?? 'application/octet-stream';
    c.header('content-type', type);
    c.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    c.header('content-length', String(statSync(file).size));
    if (c.req.method === 'HEAD') return c.body(null, 200);
    return c.body(Readable.toWeb(createReadStream(file)) as ReadableStream, 200);
  };
};

function safePath(folder: string, asked: string): string | undefined {
  try {
    const inside = normalize(join(folder, decodeURIComponent(asked)));
    return !inside.includes('\0') && (inside === folder || inside.startsWith(folder + sep)) ? inside : undefined;
  } catch {
    return undefined;
  }
}

/** An address that no file can have (too long, through a file) is simply not there. */
function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** An address a person typed or bookmarked: no dot in its last part, and a page is asked for, or anything. */
const wantsPage = (path: string, accept: string | undefined): boolean =>
  !/^\/(api|assets|care)(\/|$)/.test(path) && !/\.[a-z0-9]+$/i.test(path) && /text\/html|\*\/\*/.test(accept ?? '');
