/** Events that changed nothing: somebody looked. A history of changes and the live feed leave them out. */
export const reads = ['chart.read', 'patient.read', 'chart.access', 'audit.read'] as const;
