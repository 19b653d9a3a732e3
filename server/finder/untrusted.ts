/** What comes from files that anyone may have written: taken as it stands, or refused with why. Nothing is repaired. */
import { checkNpi } from '#clinical/chart/chart.ts';
import { milesBetween, phoneDigits } from '#clinical/finder/finder.ts';
import { stateCode } from './place-names.ts';
import type { SourcePlace } from './source-record.ts';
import { type ZipPoints, zipPoints } from './zip-points.ts';

/** One line of a file is refused; the sentence says why, and holds nothing of the line that could not be printed. */
export class Refused extends Error {
  override name = 'Refused';
}

const refuse = (why: string): never => {
  throw new Refused(why);
};

/** Control characters, halves of characters, marks that turn the direction of text, and what a wrong decoding leaves. */
const unprintable =
  /[\p{Cc}\p{Cs}\p{Co}\p{Noncharacter_Code_Point}\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffd]/u;
const looksLikeMarkup = /<[a-z!/?]|&#|java\s*script\s*:|\{\{|\$\{/i;

/** @throws Refused for what is too long, does not print, or looks like a program */
export function plain(text: string, what: string, most = 300): string {
  const kept = text.trim();
  if (kept.length > most) refuse(`${what} is longer than ${most} characters.`);
  if (unprintable.test(kept)) refuse(`${what} holds characters that do not print.`);
  if (looksLikeMarkup.test(kept)) refuse(`${what} holds markup or a program.`);
  return kept;
}

export function needed(text: string | undefined, what: string, most?: number): string {
  const kept = plain(text ?? '', what, most);
  return kept === '' ? refuse(`${what} is missing.`) : kept;
}

export function npi(text: string): string {
  const checked = checkNpi(text);
  return checked.valid ? text : refuse(`The NPI is wrong. ${checked.why}`);
}

/** A telephone number as it is written; nothing where there is none. */
export function phone(text: string | undefined): string | undefined {
  const written = plain(text ?? '', 'The telephone number', 40);
  if (written === '') return undefined;
  return phoneDigits(written) === '' ? refuse('The telephone number is no number of North America.') : written;
}

/** http and https only, without a user name, on a host with a dot that is no address of a network. */
export function webAddress(text: string | undefined, what = 'The web address'): string | undefined {
  const written = plain(text ?? '', what, 500);
  if (written === '') return undefined;
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:/i.test(written) ? written : `https://${written}`);
  if (url === null || !/^https?:$/.test(url.protocol))
    return refuse(`${what} is not one that begins with http or https.`);
  if (url.username !== '' || url.password !== '') return refuse(`${what} holds a user name.`);
  if (!/^[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z][a-z0-9-]+$/.test(url.hostname))
    return refuse(`${what} names no public host.`);
  return url.href;
}

/** An ISO day that the calendar has. */
export function isoDay(text: string, what: string): string {
  const day = plain(text, what, 30).slice(0, 10);
  const isDay = /^\d{4}-\d\d-\d\d$/.test(day) && new Date(`${day}T00:00:00Z`).toJSON()?.slice(0, 10) === day;
  return isDay ? day : refuse(`${what} is no day of the calendar.`);
}

type Written = { street: string; city: string; state: string; zip: string; latitude?: string; longitude?: string };

/** Around the box of a state's ZIP codes: what lies further out is in another state, in degrees. */
const margin = 0.5;
/** The largest ZIP codes of the West reach so far from their middle, in miles; in Alaska further. */
const farthest = 100;

/** @throws Refused when ZIP code, state and point do not belong together */
export function place(
  written: Written,
  placedBy: SourcePlace['placedBy'],
  points: ZipPoints = zipPoints(),
): SourcePlace {
  const street = plain(written.street, 'The street', 200);
  const city = plain(written.city, 'The town', 80);
  const stateText = needed(written.state, 'The state', 40);
  const state = stateCode(stateText) ?? refuse(`"${stateText}" is no state.`);
  const zip = zipOf(needed(written.zip, 'The ZIP code', 20));
  const given = pointOf(written, state, points);
  const known = points.find(zip);
  if (known.is === 'found' && known.point.state !== state)
    refuse(`ZIP code ${zip} lies in ${known.point.state}, not in ${state}.`);
  if (known.is === 'found') {
    const { latitude, longitude } = known.point;
    if (given === undefined) return { street, city, state, zip, latitude, longitude, placedBy: 'zip' };
    const miles = milesBetween(given, known.point);
    if (miles > farthest && state !== 'AK') refuse(`The point lies ${Math.round(miles)} miles from ZIP code ${zip}.`);
  }
  if (given === undefined)
    return refuse(
      known.is === 'military'
        ? `ZIP code ${zip} is military mail: it has no place.`
        : `Nobody knows where ZIP code ${zip} is.`,
    );
  return { street, city, state, zip, ...given, placedBy };
}

function zipOf(text: string): string {
  const zip = /^(\d{5})(?:-?\d{4})?$/.exec(text)?.[1];
  return zip ?? refuse(`"${text}" is no ZIP code.`);
}

function pointOf({ latitude = '', longitude = '' }: Written, state: string, points: ZipPoints) {
  if (latitude.trim() === '' && longitude.trim() === '') return undefined;
  const [north, east] = [degrees(latitude), degrees(longitude)];
  if (north === undefined || east === undefined) return refuse('The point is no latitude and longitude.');
  if (north === 0 && east === 0) return refuse('The point is 0, 0: that stands for not known.');
  const box = points.boxOf(state);
  const isWithin = (y: number, x: number) =>
    box !== undefined &&
    y >= box.south - margin &&
    y <= box.north + margin &&
    x >= box.west - margin &&
    x <= box.east + margin;
  if (isWithin(north, east)) return { latitude: north, longitude: east };
  if (isWithin(east, north)) return refuse('Latitude and longitude are exchanged.');
  if (isWithin(north, -east)) return refuse('The longitude has the wrong sign.');
  return refuse(`The point lies outside ${state}.`);
}

/** Up to 180 for both: which of them is the latitude is not known yet. */
function degrees(text: string): number | undefined {
  const value = /^\s*[-+]?\d{1,3}(\.\d{1,20})?\s*$/.test(text) ? Number(text) : Number.NaN;
  return Math.abs(value) <= 180 ? value : undefined;
}
