import type { MonitorValue } from '#simulator/monitor-message.ts';

/** What a monitor at a chair shows: a pressure, a pulse, a saturation. */
export const valuesOfMessage = 4;

export const shown = (turn: number, atMs: number): MonitorValue[] => [
  { what: 'systolic', text: String(110 + (turn % 50)), atMs },
  { what: 'diastolic', text: String(60 + (turn % 30)), atMs },
  { what: 'pulse', text: String(60 + (turn % 40)), atMs },
  { what: 'saturation', text: String(94 + (turn % 6)), atMs },
];
