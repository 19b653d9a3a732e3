/**
 * Sounds of the floor: a soft pair of notes for due, three for overdue. They are reminders, unlike a monitor's alarm in
 * pitch, length and repetition. They play at a staff station where somebody has tested and heard them; a silence of two
 * minutes ends by itself, and there is no longer one.
 */

import { store } from '#web/platform/store.ts';
import { appearance } from '#web/ui/appearance.ts';

const silenceMs = 2 * 60_000;

/** Whether this page, at a staff station, has been heard since it was opened. */
export const stationSound = store<boolean>(false);
export const silentUntil = store<number | undefined>(undefined);

let audio: AudioContext | undefined;

const noteMs = 180;
const notes = { due: [523.25, 659.25], overdue: [659.25, 587.33, 523.25] } as const;
const softest = 0.0001;
const loudest = 0.12;

/** A pair, or three, of soft sine notes that swell and fade. */
export function play(what: keyof typeof notes): void {
  audio ??= new AudioContext();
  const begin = audio.currentTime;
  notes[what].forEach((pitch, at) => {
    if (audio === undefined) return;
    const from = begin + (at * noteMs * 1.25) / 1_000;
    const tone = new OscillatorNode(audio, { type: 'sine', frequency: pitch });
    const loud = new GainNode(audio, { gain: softest });
    loud.gain.setValueAtTime(softest, from);
    loud.gain.exponentialRampToValueAtTime(loudest, from + 0.04);
    loud.gain.exponentialRampToValueAtTime(softest, from + noteMs / 1_000);
    tone.connect(loud).connect(audio.destination);
    tone.start(from);
    tone.stop(from + noteMs / 1_000);
  });
}

export function silence(now = Date.now()): void {
  silentUntil.set(now + silenceMs);
}

/** What is newly due or overdue, once. Quiet at a quiet chair side, and while it is silenced. */
export function remind(what: keyof typeof notes, now = Date.now()): void {
  const until = silentUntil.get();
  if (!stationSound.get() || appearance.get().sensory === 'quiet') return;
  if (until !== undefined && now < until) return;
  // A page that nobody has touched since it opened may not sound: then it stays silent, as the button says.
  if (audio === undefined && !navigator.userActivation.hasBeenActive) return;
  play(what);
}
