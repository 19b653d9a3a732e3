import type { Tx } from '#server/platform/database.ts';

export const saveDisposal = (
  tx: Tx,
  of: {
    id: string;
    how: string;
    method: string;
    doneOn: string;
    place: string;
    counterpart: string | null;
    document: string | null;
    doneBy: string;
    witnessedBy: string;
  },
) => tx.insertInto('drugDisposal').values(of).execute();
