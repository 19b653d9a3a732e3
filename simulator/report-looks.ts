/** What the report looks at in one virtual person. Undefined where the person says nothing about it. */

import { lastDay, totalAt } from './ratings.ts';
import type { Watched } from './report-gather.ts';
import type { SimulatedSession } from './sessions.ts';
import { plans } from './treatments.ts';
import type { Dropout, TreatedPerson } from './whole-person.ts';

type Given = Extract<SimulatedSession, { state: 'given' }>;
type Scale = 'madrs' | 'phq-9';

const before = -24;
const fourWeeks = 28;

const givenIn = (person: TreatedPerson): Given[] =>
  person.sessions.filter((session): session is Given => session.state === 'given' && session.day < fourWeeks);

/** In at least one session of the first four weeks. */
export const once = (is: (session: Given) => boolean) => (person: TreatedPerson) => {
  const given = givenIn(person);
  return given.length === 0 ? undefined : given.some(is);
};

/** The mean of a person's sessions in the first four weeks. */
export const meanOver = (of: (session: Given) => number) => (person: TreatedPerson) => {
  const given = givenIn(person);
  return given.length === 0 ? undefined : given.reduce((sum, session) => sum + of(session), 0) / given.length;
};

export const systolicRise = ({ before: from, peak }: Given) => peak.systolic - from.systolic;
export const diastolicRise = ({ before: from, peak }: Given) => peak.diastolic - from.diastolic;

export const reports = (reaction: string) => once(({ effects }) => effects.some((one) => one.reaction === reaction));

/** As the medicine defines it: half or more of the total before, without rounding. */
const isMuchBetter = (from: number, to: number) => (100 * (from - to)) / from >= 50;

/** Somebody whose total is known on both days. */
const compared =
  (scale: Scale, hours: number, is: (from: number, to: number) => boolean) =>
  ({ ratings }: TreatedPerson) => {
    const [from, to] = [totalAt(ratings, scale, before), totalAt(ratings, scale, hours)];
    return from === undefined || to === undefined ? undefined : is(from, to);
  };

export const muchBetter = (scale: Scale, hours: number) => compared(scale, hours, isMuchBetter);
export const well = (scale: Scale, hours: number, atMost: number) =>
  compared(scale, hours, (_from, to) => to <= atMost);
export const worse = (scale: Scale, hours: number) => compared(scale, hours, (from, to) => to > from);

/** Much better at last, of those who were not so at first. */
export const muchBetterLater = (scale: Scale, first: number, last: number) => (person: TreatedPerson) =>
  muchBetter(scale, first)(person) === false ? muchBetter(scale, last)(person) : undefined;

/** The last answer of the PHQ-9 on two days. */
export const thoughts =
  (hours: number, is: (from: number, to: number) => boolean | undefined) =>
  ({ ratings }: TreatedPerson) => {
    const [from, to] = [before, hours].map((at) => {
      const rating = ratings.find((one) => one.scale === 'phq-9' && one.hours === at);
      return rating?.scale === 'phq-9' ? rating.answers.at(-1) : undefined;
    });
    return from == null || to == null ? undefined : is(from, to);
  };

/** Who was much better at the end of the induction, and how long it held; seen until they leave. */
export const fellBack =
  (inductionDays: number, counts: (person: TreatedPerson) => boolean) =>
  (person: TreatedPerson): Watched | undefined => {
    const { mood, dropout } = person;
    const until = dropout?.onDay ?? lastDay;
    if (mood.relapseOnDay === undefined || until < inductionDays || !counts(person)) return undefined;
    const happened = mood.relapseOnDay <= until;
    return { days: (happened ? mood.relapseOnDay : until) - inductionDays, happened };
  };

/** Somebody with so many sessions booked in the induction, and how many of them nobody came to; per cent. */
export const notCome = ({ route, sessions }: TreatedPerson): number | undefined => {
  const later = sessions.filter(({ number }) => number > 1 && number <= plans[route].value.inductionDays.length);
  if (later.length === 0) return undefined;
  return (100 * later.filter(({ state }) => state === 'no-show').length) / later.length;
};

/** Rules that speak of a medicine that raises the pressure. What it adds is an assumption, not to be held against a study. */
const pressorRules = ['mao-inhibitors', 'stimulants', 'pressor-medicines'];

export const withoutPressor =
  <T>(look: (person: TreatedPerson) => T | undefined) =>
  (person: TreatedPerson) =>
    person.said.some(({ rule }) => pressorRules.includes(rule)) ? undefined : look(person);

/** Only of people of an age. */
export const ofAge =
  (is: (years: number) => boolean) =>
  <T>(look: (person: TreatedPerson) => T | undefined) =>
  (person: TreatedPerson) =>
    is(person.ageYears) ? look(person) : undefined;

export const leftBy =
  (day: number) =>
  ({ dropout }: TreatedPerson) =>
    dropout !== undefined && dropout.onDay < day;

export const leftFor =
  (...reasons: readonly Dropout['reason'][]) =>
  ({ dropout }: TreatedPerson) =>
    dropout !== undefined && reasons.includes(dropout.reason);
