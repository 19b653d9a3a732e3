/** What the rest of the product knows before a dose: it is worked out here, and nobody ticks it. */
import { licenceState } from '#clinical/chart/chart.ts';
import { checkSessions, type Given, type Protocol } from '#clinical/plan/plan.ts';
import { projectDefault, sourced } from '#clinical/sources.ts';
import type { Answer } from './discharge.ts';
import type { AgendaGiven } from './log-agenda.ts';
import type { SessionRecord } from './log-fold.ts';
import { ratioOf, type Watched } from './ratio.ts';

/** Without a network what the product knew is old after a while: then people answer again. */
export const knownGoodFor = sourced(
  'What the product knew before a dose counts for so long on a station without a network',
  30,
  'min',
  projectDefault('project rule: what needs the server says as of when, and is not known after its own limit'),
);

const msPerMin = 60 * 1_000;

/** Points that the product can settle by itself; a person answers them where it knows nothing. */
export const workedNames: readonly string[] = ['prescriber-on-site', 'one-to-one', 'watched', 'drug'];

export type GateKnown = {
  /** The moment that it describes, ms since 1970. */
  readonly atMs: number;
  /** Where the clinic is: ISO 3166-2, as US-NV. */
  readonly place: string;
  readonly licences: readonly {
    readonly practitionerId: string;
    readonly place: string;
    /** ISO dates; null is not known. */
    readonly validFrom: string | null;
    readonly validUntil: string | null;
  }[];
  /** Who may prescribe and is on site now by their own word; empty where nobody says so. */
  readonly prescribersOnSite: readonly string[];
  /** Everyone else who was given a dose and is still here, and who watches them. */
  readonly watched: readonly (Watched & { readonly by: string })[];
  /** Vials and devices that were set aside for this session. */
  readonly stock: readonly {
    readonly id: string;
    readonly substance: string;
    readonly lot: string;
    readonly expiresOn: string;
  }[];
  /** Lots that are or were in the clinic's stock; empty: it keeps none here. Left out: not known. */
  readonly lots?: readonly { readonly substance: string; readonly lot: string }[] | undefined;
  /** What was taken out of containers for this session, less what went back. Left out: not known. */
  readonly drawn?:
    | readonly {
        readonly itemId: string;
        readonly substance: string;
        readonly ug: number;
        /** The finest that is measured of it. */
        readonly stepUg: number;
        /** Why it was more than was ordered, where somebody said so. */
        readonly why: string | null;
      }[]
    | undefined;
  /** Earlier sessions of this patient with the same medicine, in which a dose was given. */
  readonly earlier: readonly Given[];
};

/** As a floor carries it for all its sessions at once. */
export type GateOfFloor = Pick<GateKnown, 'place' | 'licences' | 'prescribersOnSite' | 'lots'> & {
  readonly watched: readonly {
    readonly sessionId: string;
    readonly chair: string;
    readonly route: NonNullable<Watched['route']> | null;
    readonly dosedMs: number;
    readonly by: string;
  }[];
};

/** For one of its sessions, as of `atMs`: whoever else is watched is somebody else. */
export const knownFrom = (
  { watched, ...floor }: GateOfFloor,
  sessionId: string,
  own: Pick<GateKnown, 'earlier' | 'stock' | 'drawn'>,
  atMs: number,
): GateKnown => ({
  ...floor,
  ...own,
  atMs,
  watched: watched
    .filter((one) => one.sessionId !== sessionId)
    .map(({ chair, route, dosedMs, by }) => ({
      ...{ chair, by, route: route ?? undefined },
      minutesSinceDose: (atMs - dosedMs) / msPerMin,
    })),
});

/** What the product says about a point; undefined: it holds nothing about it, and a person answers. */
export type Worked = {
  readonly answer: Answer;
  readonly but?: string | undefined;
  readonly override: 'prescriber' | 'nobody';
};

/** Of a dose that was given, only what was known then counts; before one, only what is not too old. */
export function isKnownAt({ known }: AgendaGiven, nowMs: number, byMs: number): boolean {
  if (known === undefined) return false;
  const limitMs = knownGoodFor.value * msPerMin;
  return Number.isFinite(byMs) ? known.atMs <= byMs && byMs - known.atMs <= limitMs : nowMs - known.atMs <= limitMs;
}

/** Whether who signed the order may prescribe here today. No licence in the product is not known, never valid. */
export function licenceOf({ order, known, today }: AgendaGiven): Worked | undefined {
  if (known === undefined || order?.signedBy === undefined) return undefined;
  const own = known.licences.filter(({ practitionerId }) => practitionerId === order.signedBy);
  if (own.length === 0) return { answer: 'not known', but: 'No licence of theirs is entered.', override: 'prescriber' };
  const here = own.filter(({ place }) => place === known.place).map((one) => licenceState(one, today));
  if (here.length === 0)
    return { answer: 'not met', but: `None of their licences is for ${known.place}.`, override: 'nobody' };
  if (here.includes('valid') || here.includes('ends soon')) return { answer: 'met', override: 'nobody' };
  if (here.includes('not known'))
    return { answer: 'not known', but: 'The day on which their licence ends is not entered.', override: 'prescriber' };
  return {
    answer: 'not met',
    but: here.includes('expired') ? 'Their licence has expired.' : 'Their licence is not valid yet.',
    override: 'nobody',
  };
}

export const onSite = ({ known }: AgendaGiven): Worked | undefined =>
  known === undefined || known.prescribersOnSite.length === 0 ? undefined : { answer: 'met', override: 'nobody' };

/** Whoever has the watch, with this patient dosed beside those they watch already. */
export function ratioFor(record: SessionRecord, { known }: AgendaGiven, route: Watched['route']): Worked | undefined {
  const by = record.watch?.by;
  if (known === undefined || by === undefined || by === null) return undefined;
  const others = known.watched.filter((one) => one.by === by);
  const { answer, says } = ratioOf([...others, { chair: 'this patient', route, minutesSinceDose: 0 }]);
  if (answer === 'met') return { answer: 'met', override: 'prescriber' };
  return { answer: answer === 'over' ? 'not met' : 'not known', but: sentence(says), override: 'prescriber' };
}

const sentence = (says: string): string => `${says.charAt(0).toUpperCase()}${says.slice(1)}.`;

/** What was set aside is the medicine of the order, and in date. */
export function stockFor({ known, order, today }: AgendaGiven): Worked | undefined {
  if (known === undefined || known.stock.length === 0) return undefined;
  const wrong = known.stock.flatMap(({ substance, lot, expiresOn }) => [
    ...(order !== undefined && substance !== order.drug
      ? [`Lot ${lot} is ${substance}; ordered is ${order.drug}.`]
      : []),
    ...(expiresOn < today ? [`Lot ${lot} expired on ${expiresOn}.`] : []),
  ]);
  return wrong.length === 0
    ? { answer: 'met', override: 'nobody' }
    : { answer: 'not met', but: wrong.join(' '), override: 'nobody' };
}

/** What the days of the course have to say about a dose today: too close, too often, a lapse. Empty: nothing. */
export function cadenceOf(of: AgendaGiven, protocol: Protocol | undefined): string[] {
  if (of.known === undefined || protocol === undefined) return [];
  const doseUg = of.order?.doseUg;
  const sessions = [...of.known.earlier, { on: of.today, ...(doseUg === undefined ? {} : { doseUg }) }];
  return checkSessions(protocol, sessions)
    .filter(({ facts, rule }) => facts.on === of.today && rule !== 'not-a-device-dose')
    .map(({ says }) => says);
}
