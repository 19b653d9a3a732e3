/**
 * Law and money in the United States, as far as a patient needs it: each with its day. A country's own pack replaces it.
 *
 * @source regulatory basis A1, A2, A4, A5, F1, F4
 */
import { guideline, label, practice, sourced } from '#clinical/sources.ts';

export const fdaWarnings = sourced(
  'Days of the two FDA warnings about compounded ketamine: nasal; all forms, oral above all',
  { nasalOn: '2022-02-16', allOn: '2023-10-10' },
  '1',
  guideline('regulatory basis A2 [S8,S9,S1,S2]'),
);

export const sprayAloneApproved = sourced(
  'Day on which FDA approved the spray without a pill',
  { on: '2025-01-21' },
  '1',
  label('regulatory basis A1 [S156]; clinical basis 1.3 [S20,S21]'),
);

export const schedule = sourced(
  'Schedule of ketamine and esketamine under the Controlled Substances Act',
  'III',
  '1',
  guideline('regulatory basis A1 [S1,S2,S3,S4]'),
);

export const prescribingByVideo = sourced(
  'Last day on which a controlled medicine may be prescribed by video without a visit in person first, as last read',
  { until: '2026-12-31' },
  '1',
  guideline('regulatory basis A5 [S15,S16]'),
);

export const billDispute = sourced(
  'Self-pay: a bill this far above the estimate of the same provider may be disputed, within so many days of the first bill, for a fee',
  { aboveUsd: 400, withinDays: 120, feeUsd: 25 },
  '[USD]; d',
  guideline('regulatory basis F1 [S136,S73,S102]'),
);

/** Guides, not surveys: commercial and independent pages without a method. */
export const priceGuides = sourced(
  'What people without insurance are asked to pay, US dollars: guides, not surveys',
  {
    pagesFrom: 2024,
    pagesTo: 2026,
    infusion: { middle: 590, from: 300, to: 1500 },
    injection: { middle: 425, from: 275, to: 800 },
    spray: { middle: 1050, insuredFrom: 135, insuredTo: 286 },
    lozengeMonth: { from: 75, to: 200 },
    firstVisit: { middle: 350 },
  },
  '[USD]',
  practice('regulatory basis F4 [S80,S81,S82,S83]'),
);
