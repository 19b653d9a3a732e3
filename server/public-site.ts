import { Hono } from 'hono';
import { checkPages } from './eligibility/check.routes.ts';
import { finderPages } from './finder/finder.routes.ts';
import { careLearnPages } from './learn/learn.routes.ts';
import type { Env } from './platform/route.ts';
import { careRoot } from './public/address.ts';
import { notHere } from './public/problem.ts';

/** Fonts and scripts come with the built web. */
const isAsset = (path: string) => path.startsWith(`${careRoot}/assets/`);

/** Everything that anyone may read, room by room, and a page of its own for what is not there. */
export const publicSite = () =>
  new Hono<Env>()
    .route('/', finderPages())
    .route('/', careLearnPages())
    .route('/', checkPages())
    .all(`${careRoot}/*`, (c, next) => (isAsset(c.req.path) ? next() : notHere(c)));
