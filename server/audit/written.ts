/**
 * Clinics with audit events that this process wrote and the sealer has not looked for yet. Only a hint that saves
 * waiting: the sealer also walks over all clinics, for what other processes wrote or a crash left behind.
 */
const written = new Set<string>();

export const markWritten = (clinicId: string): void => {
  written.add(clinicId);
};

export function takeWritten(): string[] {
  const taken = [...written];
  written.clear();
  return taken;
}
