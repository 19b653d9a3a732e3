import type { Actor } from './may.ts';
import type { Services } from './services.ts';

/** One piece of work by one actor in one clinic. */
export type Context = {
  services: Services;
  clinicId: string;
  by: Actor;
  now: Date;
  requestId: string;
  signInId?: string;
  stationId?: string;
};
