/**
 * How a dose is given, by every route: each kind of fact with its schema.
 *
 * Amounts are whole micrograms and microlitres. What was given is what was given: that a volume and a dose don't fit, or
 * that it is not what was ordered, is for the record to show. Refused is only what can't have been.
 */
import { z } from 'zod';
import { esketamineDoses, mouthForms, nasalDevice } from '#clinical/plan/plan.ts';
import { asked, Id, text, ug, ugPerMl, ul, ulPerH, whole } from './log-fields.ts';

/** The stock item that it came from, where the pharmacy's stock knows it. */
const item = Id.optional();
const orderId = Id.optional();
const as = asked;

/** What happens at the pump. The rate is what the pump shows, not what was ordered. */
const pump = {
  route: z.literal('iv'),
  orderId,
  drug: text(100),
  concentrationUgPerMl: ugPerMl,
  pumpRateUlPerH: ulPerH,
  /** The volume the pump is set to give before it stops by itself. */
  volumeToGiveUl: ul.optional(),
  as,
};

/** Where an injection goes in, by route. */
export const injectionSites = {
  im: [
    'deltoid-left',
    'deltoid-right',
    'vastus-lateralis-left',
    'vastus-lateralis-right',
    'ventrogluteal-left',
    'ventrogluteal-right',
  ],
  sc: ['abdomen-left', 'abdomen-right', 'upper-arm-left', 'upper-arm-right', 'thigh-left', 'thigh-right'],
} as const;
const everySite = [...injectionSites.im, ...injectionSites.sc] as const;
export type InjectionSite = (typeof everySite)[number];

const isSiteOf = ({ route, site }: { route: 'im' | 'sc'; site: InjectionSite }): boolean =>
  injectionSites[route].some((known) => known === site);

const deviceUg = nasalDevice.value.ug;

const mostDevices = Math.max(...esketamineDoses.value) / deviceUg;

export const givenKinds = {
  'dose-started': [z.strictObject(pump), z.strictObject({ ...pump, item })],
  'rate-changed': [z.strictObject({ pumpRateUlPerH: ulPerH, reason: text(500).optional() })],
  'dose-paused': [z.strictObject({ reason: text(500).optional() })],
  'dose-resumed': [z.strictObject({ pumpRateUlPerH: ulPerH.optional() })],
  /** The pump is off, or no further spray is given. */
  'dose-stopped': [z.strictObject({ reason: text(500).optional(), volumeGivenUl: ul.optional() })],
  /** One injection; a dose may be split over two sites. It can't be stopped. */
  'injection-given': [
    z
      .strictObject({
        route: z.enum(['im', 'sc'], 'is im or sc'),
        site: z.enum(everySite, 'is a site of this list'),
        orderId,
        drug: text(100),
        concentrationUgPerMl: ugPerMl,
        volumeUl: ul,
        doseUg: ug,
        lot: text(40).optional(),
        item,
        as,
      })
      .refine(isSiteOf, { message: 'is no site for this kind of injection', path: ['site'] }),
  ],
  /** One nasal device of esketamine: two sprays, one in each nostril. */
  'device-given': [
    z.strictObject({
      orderId,
      drug: z.literal('esketamine', 'is esketamine'),
      /** 1 is the first of this session. */
      number: whole(1, mostDevices),
      doseUg: z.literal(deviceUg, `is ${deviceUg}: each device holds ${deviceUg / 1_000} mg, and there is no other`),
      lot: text(40),
      item,
      /** Before the first device; of a later one: since the device before it, where it should not be. */
      noseBlown: z.boolean().optional(),
      headReclined: z.boolean().optional(),
      as,
    }),
  ],
  /** Racemic ketamine as a compounded nasal spray. */
  'spray-given': [
    z.strictObject({
      orderId,
      drug: z.literal('ketamine', 'is ketamine'),
      concentrationUgPerMl: ugPerMl,
      volumeUl: ul,
      doseUg: ug,
      lot: text(40).optional(),
      item,
      as,
    }),
  ],
  /** Into the mouth: swallowed at once, or held under the tongue until it is ended. */
  'mouth-dose-placed': [
    z.strictObject({
      route: z.enum(['oral', 'sublingual'], 'is oral or sublingual'),
      form: z.enum(mouthForms, 'is a form of this list'),
      orderId,
      drug: text(100),
      doseUg: ug,
      /** Tablets or lozenges. */
      units: whole(1, 100).optional(),
      lot: text(40).optional(),
      item,
      as,
    }),
  ],
  /** What became of it: mg swallowed and mg spat out are not the same dose. How long it was held is worked out. */
  'mouth-dose-ended': [z.strictObject({ of: Id, how: z.enum(['swallowed', 'spat'], 'is swallowed or spat') })],
  /** Drawn up from a stock item; what was drawn is given, wasted or returned before anyone signs. */
  'drug-drawn': [z.strictObject({ item: Id, drawnUl: ul, concentrationUgPerMl: ugPerMl })],
} as const satisfies Record<string, readonly [z.ZodType, ...z.ZodType[]]>;
