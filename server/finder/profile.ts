import { z } from 'zod';
import { factNames } from '#clinical/finder/finder.ts';

/**
 * What a center writes about itself, in one file: docs/center-profile.schema.json is made from this. Every fact in it is a
 * claim until something else shows it.
 */
const line = (most: number) => z.string().min(1).max(most);
const day = z.iso.date();
const link = z
  .string()
  .max(500)
  .regex(/^https?:\/\//, 'begins with http:// or https://');

const ProfilePlace = z.strictObject({
  street: line(200).describe('House number, street, suite'),
  city: line(80),
  state: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .describe('Two letters'),
  zip: z.string().regex(/^\d{5}(-\d{4})?$/),
  latitude: z.number().min(-90).max(90).optional().describe('Of the door, WGS 84'),
  longitude: z.number().min(-180).max(180).optional(),
});

const ProfileClaim = z.strictObject({
  fact: z.enum(factNames as [string, ...string[]]),
  words: line(1_000).describe('What you say about it, in words for people'),
  link: link.optional().describe('The page that shows it'),
});

const ProfilePrice = z.strictObject({
  what: z.enum(['first-visit', 'infusion', 'injection', 'nasal-spray', 'lozenge', 'course', 'cancel']),
  dollars: z.number().min(0).max(100_000).optional(),
  words: line(300),
  includes: z.string().max(300).optional(),
  whoBills: z.string().max(300).optional(),
  link: link.optional(),
  statedOn: day,
});

export const CenterProfile = z
  .strictObject({
    racemicCenterProfile: z.literal(1),
    website: link,
    updatedOn: day.describe('When you last looked through this'),
    name: line(200),
    otherNames: z.array(line(200)).max(20).optional(),
    npi: z
      .string()
      .regex(/^\d{10}$/)
      .optional(),
    phone: line(40).optional(),
    places: z.array(ProfilePlace).min(1).max(200),
    people: z
      .array(z.strictObject({ name: line(200), role: line(200), credential: z.string().max(200).optional() }))
      .max(500)
      .optional(),
    services: z
      .array(
        z.strictObject({
          treatment: z.enum(['infusion', 'injection', 'nasal-spray', 'lozenge']),
          product: z.enum(['ketamine', 'esketamine']),
          byMail: z.boolean().optional().describe('Sent home: the FDA warns of it'),
        }),
      )
      .max(20)
      .optional(),
    prices: z.array(ProfilePrice).max(100).optional(),
    insurance: z.array(line(100)).max(100).optional(),
    newPatients: z.boolean().optional(),
    languages: z
      .array(z.string().regex(/^[a-z]{2,3}$/))
      .max(50)
      .optional()
      .describe('ISO 639, such as en, es'),
    access: z.array(line(100)).max(20).optional().describe('Such as wheelchair'),
    facts: z.array(ProfileClaim).max(200).optional(),
    affiliations: z
      .array(z.strictObject({ words: line(300), link: link.optional() }))
      .max(50)
      .optional(),
    pledges: z
      .array(z.strictObject({ words: line(300), link: link.optional() }))
      .max(50)
      .optional(),
  })
  .meta({
    title: 'What a center says about itself',
    description: 'Everything in it is a claim: shown as such, with its date.',
  });
export type CenterProfile = z.infer<typeof CenterProfile>;

/** The schema as JSON Schema, for centers to write by. */
export const profileSchema = (): object => z.toJSONSchema(CenterProfile, { target: 'draft-2020-12' });
