/** Cards in the order in which they are offered, and their titles. */
import { type EmergencyCard, type EmergencyId, emergencyCard, emergencyIds } from '#clinical/session/session.ts';
import type { SessionInHand } from './session-data.ts';

const isCard = (id: string): id is EmergencyId => emergencyIds.some((of) => of === id);
export const cardOf = (id: string): EmergencyCard | undefined => (isCard(id) ? emergencyCard(id) : undefined);
export const cardTitle = (id: string): string => cardOf(id)?.title ?? id.replaceAll('-', ' ');

/** The ones that the last readings point at, first; the others keep their places. */
export function offered({ agenda }: SessionInHand): { fits: EmergencyCard[]; others: EmergencyCard[] } {
  const fitting = agenda.latest?.judged.emergencies ?? [];
  const cards = (ids: readonly EmergencyId[]) => ids.map((id) => emergencyCard(id));
  return { fits: cards(fitting), others: cards(emergencyIds.filter((id) => !fitting.includes(id))) };
}
