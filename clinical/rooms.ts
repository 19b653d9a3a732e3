/**
 * The ten rooms in the order of care, the same on every floor.
 *
 * The order is the order of dependency too: a later room may read an earlier one, never the reverse. Care that loops back
 * is a new encounter in the same episode, not an import against the order.
 */
export const rooms = [
  'finder',
  'intake',
  'eligibility',
  'consent',
  'plan',
  'pharmacy',
  'session',
  'followup',
  'registry',
  'compliance',
] as const;
