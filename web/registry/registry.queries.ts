import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type * as shapes from '#server/registry/registry.shapes.ts';
import { get, post } from '#web/platform/api.ts';
import type { Wire } from '#web/platform/contract.ts';
import { queryClient } from '#web/platform/queries.ts';

/** What the screens of reports ask of the server, each once. */
export type KeptReport = Wire<z.infer<typeof shapes.Reports>>['reports'][number];
export type Preview = Wire<z.infer<typeof shapes.Preview>>;

export const reportsQuery = queryOptions({
  queryKey: ['reports'],
  queryFn: ({ signal }) => get<{ reports: KeptReport[] }>('/api/reports', { signal }).then((found) => found.reports),
});
export const refreshReports = () => queryClient.invalidateQueries({ queryKey: ['reports'] });

/** Reads a half-year of records, which may take a while. */
const previewLimitMs = 120_000;

export const previewQuery = (from: string) =>
  queryOptions({
    queryKey: ['report-preview', from],
    queryFn: ({ signal }) =>
      post<Preview>('/api/reports/preview', { from }, { signal, reads: true, limitMs: previewLimitMs }),
    // Each look is written to the audit trail: a window that gets the focus again is not a new look.
    refetchOnWindowFocus: false,
    gcTime: 0,
  });
