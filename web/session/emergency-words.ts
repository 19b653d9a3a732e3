/** Cards in the order in which they are offered, and their titles. */
import { type EmergencyCard, type EmergencyId, emergencyCard, emergencyIds } from '#clinical/session/session.ts';
import type { SessionInHand } from './session-data.ts';

/** A clinic’s own signature on the doses is not kept yet: until it is, no dose is shown. */
const isSigned = false;

const isCard = (id: string): id is EmergencyId => emergencyIds.some((of) => of === id);
export const cardOf = (id: string): EmergencyCard | undefined => (isCard(id) ? emergencyCard(id, isSigned) : undefined);
export const cardTitle = (id: string): string => cardOf(id)?.title ?? id.replaceAll('-', ' ');

/** The ones that the last readings point at, first; the others keep their places. */
export function offered({ agenda }: SessionInHand): { fits: EmergencyCard[]; others: EmergencyCard[] } {
  const fitting = agenda.latest?.judged.emergencies ?? [];
  const cards = (ids: readonly EmergencyId[]) => ids.map((id) => emergencyCard(id, isSigned));
  return { fits: cards(fitting), others: cards(emergencyIds.filter((id) => !fitting.includes(id))) };
}
