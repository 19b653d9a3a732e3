import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type * as shapes from '#server/plan/plan.shapes.ts';
import { get } from '#web/platform/api.ts';
import type { Wire } from '#web/platform/contract.ts';
import { queryClient } from '#web/platform/queries.ts';

/** What the plan's screens ask of the server, each once. */
export type Version = Wire<z.infer<typeof shapes.ProtocolVersions>>['protocols'][number];
export type Orders = Wire<z.infer<typeof shapes.Orders>>;
export type Order = Orders['orders'][number];
export type Chair = Wire<z.infer<typeof shapes.Chairs>>['chairs'][number];

export const protocolsQuery = queryOptions({
  queryKey: ['protocols'],
  queryFn: ({ signal }) => get<{ protocols: Version[] }>('/api/protocols', { signal }).then((found) => found.protocols),
});
export const refreshProtocols = () => queryClient.invalidateQueries({ queryKey: ['protocols'] });

export const ordersQuery = (patientId: string) =>
  queryOptions({
    queryKey: ['chart', patientId, 'orders'],
    queryFn: ({ signal }) => get<Orders>(`/api/patients/${patientId}/orders`, { signal }),
    // Each reading is written to the audit trail: a window that gets the focus again is not a new look.
    refetchOnWindowFocus: false,
  });
export const refreshOrders = (patientId: string) =>
  queryClient.invalidateQueries({ queryKey: ['chart', patientId, 'orders'] });

export const chairsQuery = queryOptions({
  queryKey: ['chairs'],
  queryFn: ({ signal }) => get<{ chairs: Chair[] }>('/api/chairs', { signal }).then((found) => found.chairs),
});
export const refreshChairs = () => queryClient.invalidateQueries({ queryKey: ['chairs'] });

/** The version under which orders are signed now: the newest of its protocol, unless it was withdrawn. */
export const inForce = (versions: readonly Version[]): Version[] =>
  versions.filter(
    (version) =>
      version.end === null &&
      !versions.some((other) => other.protocol === version.protocol && other.version > version.version),
  );
