import { infiniteQueryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type * as shapes from '#server/session/patient-sessions.shapes.ts';
import { get } from '#web/platform/api.ts';
import type { Wire } from '#web/platform/contract.ts';

export type PatientSessions = Wire<z.infer<typeof shapes.PatientSessions>>;
export type PatientSession = Wire<z.infer<typeof shapes.PatientSession>>;

/** The sessions of a person, newest first, page by page. */
export const pastQuery = (patientId: string) =>
  infiniteQueryOptions({
    queryKey: ['chart', patientId, 'sessions'],
    queryFn: ({ signal, pageParam }) =>
      get<PatientSessions>(`/api/patients/${patientId}/sessions${pageParam === '' ? '' : `?before=${pageParam}`}`, {
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: ({ sessions, more }) => (more ? sessions.at(-1)?.id : undefined),
    // Each reading is written to the audit trail: a window that gets the focus again is not a new look.
    refetchOnWindowFocus: false,
  });
