/**
 * A moment as HL7 v2 writes it: YYYY[MM[DD[HH[MM[SS[.S[S[S[S]]]]]]]]][+/-ZZZZ].
 *
 * @source HL7 v2.6 chapter 2A, data types DTM and TS
 */

export type Moment = {
  readonly ms: number;
  /** The zone was in the message. Otherwise it is the device's, as the clinic set it. */
  readonly hasZone: boolean;
  /** Without a zone, in the hour that comes twice when clocks are put back: the earlier one is taken. */
  readonly isTwice: boolean;
};

const shape = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(?:(\d{2})(?:\.(\d{1,4}))?)?([+-]\d{4})?$/;

/** Undefined where it is no moment, or none to the minute: a reading of “some time that day” is of no use at a chair. */
export function readMoment(text: string, zone: string): Moment | undefined {
  const found = shape.exec(text.trim());
  if (found === null) return undefined;
  const [, year = '', month = '', day = '', hour = '', minute = '', second = '00', fraction = '', offset] = found;
  const isLeap = second === '60';
  const wall = Date.UTC(
    +year,
    +month - 1,
    +day,
    +hour,
    +minute,
    isLeap ? 59 : +second,
    Number(`0.${fraction || 0}`) * 1_000,
  );
  const back = new Date(wall);
  const isReal =
    +second <= 60 &&
    +minute < 60 &&
    +hour < 24 &&
    back.getUTCMonth() + 1 === +month &&
    back.getUTCDate() === +day &&
    +year >= 1900;
  if (!isReal) return undefined;
  if (offset !== undefined) {
    const minutes = (offset[0] === '-' ? -1 : 1) * (+offset.slice(1, 3) * 60 + +offset.slice(3));
    if (Math.abs(minutes) > 14 * 60) return undefined;
    return { ms: wall - minutes * 60_000, hasZone: true, isTwice: false };
  }
  return inZone(wall, zone);
}

/** The moments at which a clock in the zone shows this; none in the hour that is left out when clocks are put forward. */
function inZone(wall: number, zone: string): Moment | undefined {
  const offsets = new Set([offsetAt(wall - 86_400_000, zone), offsetAt(wall + 86_400_000, zone), offsetAt(wall, zone)]);
  const fits = [...offsets].map((offset) => wall - offset).filter((ms) => offsetAt(ms, zone) === wall - ms);
  const [ms] = fits.sort((a, b) => a - b);
  return ms === undefined ? undefined : { ms, hasZone: false, isTwice: fits.length > 1 };
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** In ms east of UTC. */
function offsetAt(ms: number, zone: string): number {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      ...{ timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric' },
      ...{ hour: 'numeric', minute: 'numeric', second: 'numeric' },
    });
    formats.set(zone, format);
  }
  const of = Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = of;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(ms / 1_000) * 1_000;
}
