/** What a prescriber signed, as far as a session needs it: by route, in whole micrograms and microlitres. */
import type {
  EsketamineOrder,
  InjectionOrder,
  IvOrder,
  NasalKetamineOrder,
  OralOrder,
  Protocol,
  SublingualOrder,
} from '#clinical/plan/plan.ts';
import type { SessionRoute } from './readings.ts';

type Every = 'drug' | 'route' | 'doseUg' | 'validUntil';
type Weighed = {
  /** What it was worked out from, in whole grams. */
  readonly weight?:
    | { readonly grams: number; readonly workedFrom?: { readonly actualGrams: number } | undefined }
    | undefined;
};
type Ordered = Readonly<
  | (Pick<IvOrder, Every | 'concentrationUgPerMl' | 'pumpRateUlPerH'> & Weighed)
  | (Pick<InjectionOrder, Every | 'concentrationUgPerMl' | 'volumeUl'> & Weighed)
  | Pick<EsketamineOrder, Every | 'devices' | 'indication' | 'phase' | 'week'>
  | Pick<NasalKetamineOrder, Every | 'concentrationUgPerMl' | 'volumeUl'>
  | (Pick<OralOrder, Every | 'form' | 'unitUg' | 'units'> & Weighed)
  | (Pick<SublingualOrder, Every | 'form' | 'unitUg' | 'units' | 'holdMin' | 'afterwards'> & Weighed)
>;

export type SessionOrder = Ordered & {
  readonly id: string;
  readonly state: 'active' | 'withdrawn' | 'replaced';
  /** ISO moment at which it was withdrawn or replaced; left out where nobody knows. */
  readonly endedAt?: string | null | undefined;
  /** Who signed it: whose licence is looked at. */
  readonly signedBy?: string | undefined;
};

export type PumpOrder = Extract<SessionOrder, { route: 'iv' }>;
export const pumpOrder = (order: SessionOrder | undefined): PumpOrder | undefined =>
  order?.route === 'iv' ? order : undefined;

export const weightOfOrder = (order: SessionOrder | undefined): Weighed['weight'] =>
  order !== undefined && 'weight' in order ? order.weight : undefined;

/** A session knows two nasal routes, since nothing but the nose is the same about them. */
export function sessionRouteOf(of: {
  readonly route: Protocol['route'];
  readonly drug: Protocol['product'];
}): SessionRoute {
  if (of.route !== 'intranasal') return of.route;
  return of.drug === 'esketamine' ? 'intranasal-esketamine' : 'intranasal-racemic';
}

export const devicesOrdered = (order: SessionOrder | undefined): number | undefined =>
  order?.route === 'intranasal' && order.drug === 'esketamine' ? order.devices : undefined;

export const routeOfDoseWords: Readonly<Record<SessionRoute, string>> = {
  iv: 'an infusion into a vein',
  im: 'an injection into a muscle',
  sc: 'an injection under the skin',
  'intranasal-esketamine': 'esketamine as a nasal spray',
  'intranasal-racemic': 'ketamine as a nasal spray',
  oral: 'a dose that is swallowed',
  sublingual: 'a dose under the tongue',
};
