import type { SessionInHand } from './session-data.ts';

/** Something lies in the mouth, and nobody has said what became of it. */
export const isHolding = ({ record }: Pick<SessionInHand, 'record'>): boolean =>
  record.phase !== 'left' && record.mouthDoses.some(({ ended }) => ended === undefined);
