/** What a prescriber asks for: a dose for a body under a protocol, and what came before it. */
import type { Body } from './dosing-weight.ts';
import type { Protocol, WeightBasis } from './protocol.ts';

export type DoseAsked = {
  readonly protocol: Protocol;
  readonly body: Body;
  /** Undefined: nobody has said which, and none is proposed. */
  readonly dose: { readonly ugPerKg: number } | { readonly ug: number } | undefined;
  readonly weightBasis?: WeightBasis | undefined;
  readonly ageYears?: number | undefined;
  /** 1 is the first of the course. */
  readonly sessionNumber?: number | undefined;
  readonly last?: { readonly ugPerKg?: number | undefined; readonly ug?: number | undefined } | undefined;
  readonly lastRoute?: Protocol['route'] | undefined;
  /** Given earlier in the same session, by this protocol. */
  readonly alreadyGivenUg?: number | undefined;
  /** A second clinician, by name, who confirmed a dose above the ceiling. */
  readonly confirmedBy?: string | undefined;
};
