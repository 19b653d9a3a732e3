import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get, post, put } from '#web/platform/api.ts';
import type { Candidate, Change, Chart, Found, Look } from '#web/platform/contract.ts';
import { readChanges } from '#web/platform/live.ts';
import { queryClient } from '#web/platform/queries.ts';

/** What the chart's screens ask of the server, each once. */
export const foundQuery = (wanted: string, limit = 50) =>
  queryOptions({
    queryKey: ['patients', wanted, limit],
    queryFn: ({ signal }) => findPatients(wanted, limit, signal),
    placeholderData: keepPreviousData,
  });

export const findPatients = (wanted: string, limit: number, signal: AbortSignal) =>
  post<Found>('/api/patients/search', { q: wanted, limit }, { signal, reads: true });

export const chartQuery = (id: string) =>
  queryOptions({
    queryKey: ['chart', id],
    queryFn: ({ signal }) => get<Chart>(`/api/patients/${id}/chart`, { signal }),
    // Each reading is written to the audit trail: a window that gets the focus again is not a new look.
    refetchOnWindowFocus: false,
  });

export const pageOf = 50;
export const historyQuery = (id: string, before: string | undefined) =>
  queryOptions({
    queryKey: ['chart', id, 'history', before],
    queryFn: ({ signal }) =>
      get<{ changes: Change[] }>(`/api/patients/${id}/history?${page(before)}`, { signal }).then(
        (found) => found.changes,
      ),
    refetchOnWindowFocus: false,
  });

export const looksQuery = (id: string) =>
  queryOptions({
    queryKey: ['chart', id, 'access'],
    queryFn: ({ signal }) =>
      get<{ looks: Look[] }>(`/api/patients/${id}/access`, { signal }).then((found) => found.looks),
  });

const page = (before: string | undefined) =>
  new URLSearchParams({ limit: String(pageOf), ...(before === undefined ? {} : { before }) });

export const findDuplicates = (of: { givenName: string; familyName: string; birthOn: string }) =>
  post<{ candidates: Candidate[] }>('/api/patients/duplicates', of, { reads: true }).then((found) => found.candidates);

export type ListPath = 'allergies' | 'medicines' | 'problems';
export const addRow = (patientId: string, path: ListPath, row: object) =>
  post(`/api/patients/${patientId}/${path}`, row);
export const changeRow = (patientId: string, path: ListPath, id: string, version: number, row: object) =>
  put(`/api/patients/${patientId}/${path}/${id}`, { ...row, version });

/** Something in this chart changed: what the screens hold of it is asked again. */
export const refreshChart = (id: string) => {
  readChanges(id);
  return Promise.all([
    queryClient.invalidateQueries({ queryKey: ['chart', id] }),
    queryClient.invalidateQueries({ queryKey: ['patients'] }),
  ]);
};
