import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type * as shapes from '#server/finder/editor.shapes.ts';
import { get, post } from '#web/platform/api.ts';
import type { Wire } from '#web/platform/contract.ts';
import { queryClient } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { say } from '#web/ui/say.ts';

/** What the directory's screens ask of the server, each once. */
export type Requests = Wire<z.infer<typeof shapes.CenterRequests>>;
export type Request = Requests['requests'][number];
export type Reviews = Wire<z.infer<typeof shapes.CenterReviews>>;
export type Review = Reviews['reviews'][number];
export type Entry = Wire<z.infer<typeof shapes.CenterEntry>>;
export type Fact = Entry['facts'][number];
export type Evidence = Fact['evidence'][number];
export type Quote = Entry['quotes'][number];
export type Quoted = Wire<z.infer<typeof shapes.QuotedWords>>['found'][number];
export type Proposals = Wire<z.infer<typeof shapes.CenterProposals>>;
export type Proposal = Proposals['proposals'][number];
type Changed = Wire<z.infer<typeof shapes.Versioned>>;
type Found = Wire<z.infer<typeof shapes.EntriesFound>>;

export const requestsQuery = (state: 'open' | 'settled') =>
  queryOptions({
    queryKey: ['directory', 'requests', state],
    queryFn: ({ signal }) => get<Requests>(`/api/centers/requests?state=${state}`, { signal }),
  });

export const proposalsQuery = queryOptions({
  queryKey: ['directory', 'proposals'],
  queryFn: ({ signal }) => get<Proposals>('/api/centers/proposals', { signal }),
});

export const reviewsQuery = queryOptions({
  queryKey: ['directory', 'reviews'],
  queryFn: ({ signal }) => get<Reviews>('/api/centers/reviews', { signal }),
});

export const centersQuery = (q: string) =>
  queryOptions({
    queryKey: ['directory', 'centers', q],
    queryFn: ({ signal }) =>
      post<Found>('/api/centers/search', { q }, { signal, reads: true }).then((of) => of.centers),
  });

export const centerQuery = (id: string) =>
  queryOptions({
    queryKey: ['directory', 'center', id],
    queryFn: ({ signal }) => get<Entry>(`/api/centers/${id}`, { signal }),
  });

export const refreshDirectory = () => queryClient.invalidateQueries({ queryKey: ['directory'] });

/**
 * One change of an entry, by the version that is on the screen. Whatever came of it, the entry is read again: who was
 * second sees what the other did, and what they typed is still there. What waits for a second person is said to wait.
 */
export async function changeEntry(entry: Entry, path: string, body: object): Promise<void> {
  try {
    const { waits } = await post<Changed>(`/api/centers/${entry.id}${path}`, { version: entry.version, ...body });
    say(t(waits ? 'directory.isProposed' : 'directory.isChanged'));
  } finally {
    await refreshDirectory();
  }
}
