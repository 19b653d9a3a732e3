/** A time on the clinic's wall as a moment. Where a clock skips an hour, the time after the gap; where it repeats one, the first. */
export function atClinic(on: string, time: string, timeZone: string): string | undefined {
  const wall = Date.parse(`${on}T${time}:00Z`);
  if (Number.isNaN(wall)) return undefined;
  // The offset of a zone is that of the moment itself: asked at the guess, and once more at what came of it.
  const first = wall - offsetMs(wall, timeZone);
  return new Date(wall - offsetMs(first, timeZone)).toISOString();
}

/** How far the clinic's clock is ahead of UTC at a moment. */
function offsetMs(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(at);
  const of = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((part) => part.type === type)?.value ?? 0);
  const shown = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
  return shown - Math.floor(at / 1_000) * 1_000;
}
