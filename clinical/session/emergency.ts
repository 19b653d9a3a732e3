import { type Basis, basisOf } from '#clinical/sources.ts';
import { type LabelGroup, labelGroup } from './drug-labels.ts';
import { type CardRow, type EmergencyId, emergencyCardTable, emergencyIds } from './emergency-cards.ts';
import { emergencyDoses } from './emergency-doses.ts';
import type { SignedDose } from './emergency-signed.ts';

/** A drug by its name alone: what is not signed has no dose on any card. */
export type HiddenDrug = { readonly drug: string; readonly route: string; readonly group: LabelGroup };

/** A card as it is shown: only what a medical director of this clinic has signed has a dose. */
export type EmergencyCard = CardRow &
  Basis & {
    readonly doses: readonly SignedDose[];
    readonly hidden: readonly HiddenDrug[];
    readonly aboutDoses: string;
  };

/** @param signed the list in force in this clinic; undefined: nothing is signed, or it was withdrawn */
export function emergencyCard(id: EmergencyId, signed?: readonly SignedDose[]): EmergencyCard {
  const row = emergencyCardTable.rows.find((card) => card.id === id);
  if (row === undefined) throw new Error(`no card for ${id}`);
  const doses = (signed ?? []).filter(({ event }) => event === id);
  const hidden = emergencyDoses.rows
    .filter(({ event, id: of }) => event === id && !doses.some((dose) => dose.row === of))
    .map(({ drug, route }) => ({ drug, route, group: labelGroup(drug) }));
  const about =
    doses.length + hidden.length === 0
      ? 'No drug on this card.'
      : doses.length > 0
        ? 'Adult doses, signed by the medical director. The local protocol prevails.'
        : 'Drug doses are hidden until the medical director signs them.';
  return { ...row, ...basisOf({ ...emergencyCardTable, ...row }), doses, hidden, aboutDoses: about };
}

export const emergencyCards = (signed?: readonly SignedDose[]): EmergencyCard[] =>
  emergencyIds.map((id) => emergencyCard(id, signed));
