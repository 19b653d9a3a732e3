import { type Basis, basisOf } from '#clinical/sources.ts';
import { type CardRow, type EmergencyId, emergencyCardTable, emergencyIds } from './emergency-cards.ts';
import { type DoseRow, emergencyDoses } from './emergency-doses.ts';

export type EmergencyDose = DoseRow & Basis;

/** A card as it is shown: the doses are there only where a medical director has signed them. */
export type EmergencyCard = CardRow & Basis & { readonly doses: readonly EmergencyDose[]; readonly aboutDoses: string };

const dosesFor = (id: EmergencyId): EmergencyDose[] =>
  emergencyDoses.rows
    .filter(({ event }) => event === id)
    .map((row) => ({ ...row, ...basisOf({ ...emergencyDoses, ...row }) }));

/** `isSigned`: the medical director of this clinic has signed the doses. Unsigned, no dose is shown at all. */
export function emergencyCard(id: EmergencyId, isSigned: boolean): EmergencyCard {
  const row = emergencyCardTable.rows.find((card) => card.id === id);
  if (row === undefined) throw new Error(`no card for ${id}`);
  const doses = dosesFor(id);
  const about =
    doses.length === 0
      ? 'No drug on this card.'
      : isSigned
        ? 'Adult doses, signed by the medical director. The local protocol prevails.'
        : 'Drug doses are hidden until the medical director signs them.';
  return { ...row, ...basisOf({ ...emergencyCardTable, ...row }), doses: isSigned ? doses : [], aboutDoses: about };
}

export const emergencyCards = (isSigned: boolean): EmergencyCard[] =>
  emergencyIds.map((id) => emergencyCard(id, isSigned));
