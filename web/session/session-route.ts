/** By which route somebody is treated here: by what was given; before that by what is ordered. Nothing is guessed. */
import { type SessionRecord, type SessionRoute, sessionRouteOf } from '#clinical/session/session.ts';
import type { FloorSession } from '#server/session/floor.shapes.ts';
import { t } from '#web/platform/text.ts';
import type { CurveDose, Product } from './plasma-curve.ts';

type Of = { readonly record: Pick<SessionRecord, 'firstDose'>; readonly session: Pick<FloorSession, 'order'> };

/** Undefined: nothing is ordered and nothing was given. */
export function routeOf({ record, session }: Of): SessionRoute | undefined {
  if (record.firstDose !== undefined) return record.firstDose.route;
  return session.order === null ? undefined : sessionRouteOf(session.order);
}

/** "Ketamine IM", "Esketamine": as the chair and the chart call it. */
export const drugWordsOf = (route: SessionRoute): string => t(`dose.drug.${route}`);

export const productOf = (route: SessionRoute | undefined): Product =>
  route === 'intranasal-esketamine' ? 'esketamine' : 'racemic';

/** As the models know routes. */
export const curveRouteOf = (route: SessionRoute | undefined): CurveDose['route'] =>
  route === undefined
    ? 'iv'
    : route === 'intranasal-esketamine' || route === 'intranasal-racemic'
      ? 'intranasal'
      : route;
