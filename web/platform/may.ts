import type { Me } from '#web/platform/contract.ts';

/** What somebody's roles open, as the server's one table says. The server decides again on every call. */
export type Action = Me['may'][number];

/** Whether it is worth showing: nobody is led to a page that would refuse them. */
export const maySee = (me: Me, action: Action): boolean => me.may.includes(action);
