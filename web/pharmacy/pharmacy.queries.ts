import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type * as pharmacy from '#server/pharmacy/pharmacy-answers.shapes.ts';
import { get, post } from '#web/platform/api.ts';
import type { Wire } from '#web/platform/contract.ts';
import { queryClient } from '#web/platform/queries.ts';

/** What the pharmacy's screens ask of the server, each once. */
export type Stock = Wire<z.infer<typeof pharmacy.Stock>>;
export type Product = Stock['products'][number];
export type Item = Stock['items'][number];
export type Place = Stock['locations'][number];
export type Scanned = Wire<z.infer<typeof pharmacy.ScanAnswer>>;
export type StockAnswer = Wire<z.infer<typeof pharmacy.StockAnswer>>;
export type Unaccounted = Wire<z.infer<typeof pharmacy.Unaccounted>>;
export type Draw = Unaccounted['people'][number]['draws'][number];
export type RegisterRow = Wire<z.infer<typeof pharmacy.RegisterRow>>;
type Register = Wire<z.infer<typeof pharmacy.Register>>;
type AllAwaiting = Wire<z.infer<typeof pharmacy.Awaiting>>;
export type Awaiting = AllAwaiting['awaiting'][number];
type Discrepancies = Wire<z.infer<typeof pharmacy.Discrepancies>>;
export type Discrepancy = Discrepancies['discrepancies'][number];
export type Asks = Discrepancies['asks'];
type Disposals = Wire<z.infer<typeof pharmacy.Disposals>>;
export type Disposal = Disposals['disposals'][number];
type Container = Wire<z.infer<typeof pharmacy.Container>>;
type Counts = Wire<z.infer<typeof pharmacy.Counts>>;
export type CountKept = Counts['counts'][number];
/** Of a session of today, as much as says whom a container is for. */
type OnFloor = {
  id: string;
  chairId: string | null;
  plannedAt: string;
  patient: { id: string; number: string; givenName: string; familyName: string; birthOn: string };
  order: { doseUg: number } | null;
  drawn?: readonly { substance: string; ug: number }[];
  hasLeft?: boolean;
};
type Floor = { sessions: OnFloor[]; chairs: { id: string; name: string }[] };
export type Session = OnFloor & {
  /** Null: nobody gave them a chair yet. */
  chair: string | null;
};

export const stockQuery = queryOptions({
  queryKey: ['pharmacy', 'stock'],
  queryFn: ({ signal }) => get<Stock>('/api/pharmacy/stock', { signal }),
});

export const unaccountedQuery = queryOptions({
  queryKey: ['pharmacy', 'unaccounted'],
  queryFn: ({ signal }) => get<Unaccounted>('/api/pharmacy/unaccounted', { signal }),
});

export const awaitingQuery = queryOptions({
  queryKey: ['pharmacy', 'awaiting'],
  queryFn: ({ signal }) => get<AllAwaiting>('/api/pharmacy/awaiting', { signal }),
});

export const discrepanciesQuery = (state: 'open' | 'all') =>
  queryOptions({
    queryKey: ['pharmacy', 'discrepancies', state],
    queryFn: ({ signal }) => get<Discrepancies>(`/api/pharmacy/discrepancies?state=${state}`, { signal }),
  });

/** Also where nothing of it is left. */
export const containerQuery = (id: string) =>
  queryOptions({
    queryKey: ['pharmacy', 'container', id],
    queryFn: ({ signal }) => get<Container>(`/api/pharmacy/containers/${id}`, { signal }),
  });

export const disposalsQuery = queryOptions({
  queryKey: ['pharmacy', 'disposals'],
  queryFn: ({ signal }) => get<Disposals>('/api/pharmacy/disposals', { signal }),
});

export const countsQuery = queryOptions({
  queryKey: ['pharmacy', 'counts'],
  queryFn: ({ signal }) => get<Counts>('/api/pharmacy/counts', { signal }),
});

/** Which rows: what stays empty is not asked for. Days are those of the clinic. */
export type RegisterFilter = {
  readonly locationId?: string;
  readonly productId?: string;
  readonly itemId?: string;
  readonly practitionerId?: string;
  readonly kind?: string;
  readonly from?: string;
  readonly until?: string;
};

export const filterIn = (filter: RegisterFilter): string =>
  new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== '')).toString();

export const registerPage = (filter: RegisterFilter, before?: string): Promise<Register> =>
  get<Register>(`/api/pharmacy/register?${filterIn(filter)}${before === undefined ? '' : `&before=${before}`}`);

export const registerOfItem = (itemId: string) =>
  queryOptions({
    queryKey: ['pharmacy', 'register', itemId],
    queryFn: ({ signal }) => get<Register>(`/api/pharmacy/register?itemId=${itemId}&limit=200`, { signal }),
  });

/** Whom a container can be for: everybody who has a session today; who has left comes last. */
export const sessionsQuery = queryOptions({
  queryKey: ['pharmacy', 'sessions'],
  queryFn: async ({ signal }): Promise<{ sessions: Session[] }> => {
    const { sessions, chairs } = await get<Floor>('/api/floor', { signal });
    const all = sessions.map((of) => ({ ...of, chair: chairs.find(({ id }) => id === of.chairId)?.name ?? null }));
    return { sessions: [...all.filter(({ hasLeft }) => !hasLeft), ...all.filter(({ hasLeft }) => hasLeft)] };
  },
});

export const scanCode = (text: string) => post<Scanned>('/api/pharmacy/scan', { text }, { reads: true });

export const refreshPharmacy = () => queryClient.invalidateQueries({ queryKey: ['pharmacy'] });
