import type { Floor, FloorAnswer } from '#server/session/floor.shapes.ts';

/** The floor with each session's protocol beside it, which the server tells once for all that run under it. */
export const floorOf = ({ protocols, sessions, ...floor }: FloorAnswer): Floor => ({
  ...floor,
  sessions: sessions.map(({ protocolVersionId, ...session }) => ({
    ...session,
    protocol: protocols.find(({ id }) => id === protocolVersionId) ?? null,
  })),
});
