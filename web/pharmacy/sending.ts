import { useRef } from 'react';
import { newId } from '#web/offline/station-id.ts';
import { post } from '#web/platform/api.ts';
import { useBusy } from '#web/ui/busy.ts';
import { refreshPharmacy, type StockAnswer } from './pharmacy.queries.ts';
import type { SecondProof } from './second-person.tsx';

/**
 * Sends a change of stock. The same request keeps its id: where no answer came back, trying again changes nothing twice.
 * Whatever came of it, the stock is read again.
 */
export function useSending() {
  const { busy, error, run, forget } = useBusy();
  const sent = useRef<{ print: string; id: string }>(undefined);
  const send = async (path: string, asked: object, second?: SecondProof): Promise<StockAnswer | undefined> => {
    const print = JSON.stringify([path, asked]);
    if (sent.current?.print !== print) sent.current = { print, id: newId(Date.now()) };
    const { id } = sent.current;
    let answer: StockAnswer | undefined;
    await run(async () => {
      try {
        answer = await post<StockAnswer>(`/api/pharmacy/${path}`, {
          id,
          ...asked,
          ...(second === undefined ? {} : { second }),
        });
      } finally {
        await refreshPharmacy();
      }
    });
    return answer;
  };
  return { busy, error, send, forget };
}
