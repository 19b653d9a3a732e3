/** What the pharmacy set aside for this session, and what of it is still open; nothing where it can't be asked. */
import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import type * as pharmacy from '#server/pharmacy/pharmacy-answers.shapes.ts';
import { get } from '#web/platform/api.ts';
import type { Wire } from '#web/platform/contract.ts';

type SessionDrugs = Wire<z.infer<typeof pharmacy.SessionDrugs>>;
type SetAside = { readonly id: string; readonly lot: string; readonly serial: string | null };

export function useSessionDrugs(session: string): SessionDrugs | undefined {
  const { data } = useQuery({
    queryKey: ['session-drugs', session],
    queryFn: ({ signal }) => get<SessionDrugs>(`/api/pharmacy/sessions/${session}`, { signal, background: true }),
    refetchOnWindowFocus: false,
    refetchOnMount: 'always',
  });
  return data;
}

/** Vials and devices assigned to this session, that are in date and have not been used up. */
export function useSetAside(session: string): readonly SetAside[] {
  const drugs = useSessionDrugs(session);
  return (drugs?.assigned ?? []).filter(({ isExpired, insideUg }) => !isExpired && insideUg > 0);
}
