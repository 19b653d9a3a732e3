/** Whether the sound of a staff station was heard by somebody in this shift. */
import { projectDefault, sourced } from '#clinical/sources.ts';

export const soundTest = sourced(
  'A test of the station’s sound holds until the shift ends, and never longer than',
  12,
  'h',
  projectDefault('the floor of a clinic: reminders are heard'),
);

const msPerHour = 60 * 60 * 1_000;

export type SoundStands = 'tested' | 'not tested this shift' | 'not heard';

/**
 * @param last the newest test at this station, and whether somebody heard it
 * @param shiftFromMs when the shift of whoever asks began; undefined: they said of none
 */
export function soundStands(
  last: { readonly atMs: number; readonly heard: boolean } | undefined,
  shiftFromMs: number | undefined,
  nowMs: number,
): SoundStands {
  const from = Math.max(shiftFromMs ?? 0, nowMs - soundTest.value * msPerHour);
  if (last === undefined || last.atMs < from) return 'not tested this shift';
  return last.heard ? 'tested' : 'not heard';
}
