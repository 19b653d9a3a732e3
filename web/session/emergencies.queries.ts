import { queryOptions, useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import type * as shapes from '#server/session/emergency.shapes.ts';
import type * as incidents from '#server/session/incident.shapes.ts';
import { get } from '#web/platform/api.ts';
import type { Wire } from '#web/platform/contract.ts';
import { queryClient, staffQuery } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';

/** What the pages about emergencies ask of the server, each once. */
export type DoseVersion = Wire<z.infer<typeof shapes.DoseVersions>>['versions'][number];
export type Drills = Wire<z.infer<typeof shapes.Drills>>;
export type OneDrill = Wire<z.infer<typeof shapes.OneDrill>>;
export type Kit = Wire<z.infer<typeof shapes.Kit>>;
export type FollowUp = Wire<z.infer<typeof shapes.FollowUps>>['followUps'][number];
export type Debrief = OneDrill['debriefs'][number];
export type Incidents = Wire<z.infer<typeof incidents.Incidents>>;
export type OneIncident = Wire<z.infer<typeof incidents.OneIncident>>;
export type Incident = OneIncident['incident'];

const all = 'emergencies';
/** Whatever changed, what is shown of emergencies is asked anew. */
export const refreshEmergencies = () => queryClient.invalidateQueries({ queryKey: [all] });

export const dosesQuery = queryOptions({
  queryKey: [all, 'doses'],
  queryFn: ({ signal }) =>
    get<{ versions: DoseVersion[] }>('/api/emergency-doses', { signal }).then(({ versions }) => versions),
});
export const drillsQuery = queryOptions({
  queryKey: [all, 'drills'],
  queryFn: ({ signal }) => get<Drills>('/api/drills', { signal }),
});
export const drillQuery = (id: string) =>
  queryOptions({
    queryKey: [all, 'drill', id],
    queryFn: ({ signal }) => get<OneDrill>(`/api/drills/${id}`, { signal }),
  });
export const kitQuery = queryOptions({
  queryKey: [all, 'kit'],
  queryFn: ({ signal }) => get<Kit>('/api/emergency-kit', { signal }),
});
export const followUpsQuery = queryOptions({
  queryKey: [all, 'follow-ups'],
  queryFn: ({ signal }) =>
    get<{ followUps: FollowUp[] }>('/api/follow-ups', { signal }).then(({ followUps }) => followUps),
});
// Each reading is written to the audit trail: a window that gets the focus again is not a new look.
export const incidentsQuery = queryOptions({
  queryKey: [all, 'incidents'],
  queryFn: ({ signal }) => get<Incidents>('/api/incidents', { signal }),
  refetchOnWindowFocus: false,
});
export const incidentQuery = (id: string) =>
  queryOptions({
    queryKey: [all, 'incident', id],
    queryFn: ({ signal }) => get<OneIncident>(`/api/incidents/${id}`, { signal }),
    refetchOnWindowFocus: false,
  });

export type Colleague = { id: string; name: string };

/** Who works here, to choose from and to name. */
export function useColleagues(): { people: Colleague[]; nameOf: (id: string | null | undefined) => string } {
  const staff = useQuery(staffQuery).data ?? [];
  const named = staff.map(({ id, givenName, familyName, credentials, deactivatedAt }) => ({
    id,
    name: `${givenName} ${familyName}${credentials === '' ? '' : `, ${credentials}`}`,
    isHere: deactivatedAt === null,
  }));
  return {
    people: named.filter(({ isHere }) => isHere),
    nameOf: (id) => named.find((one) => one.id === id)?.name ?? t('em.someone'),
  };
}
