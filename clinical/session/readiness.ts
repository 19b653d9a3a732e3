/**
 * What a clinic asks before the dose, beside what the record itself shows.
 *
 * What no other part of the program holds yet is answered by hand, and the record says by whom.
 */
import { projectDefault, sourced } from '#clinical/sources.ts';
import { staffing } from './setting.ts';

const { oneToOneForMin, prescriberWithinMin } = staffing.value;

/** Each with its sentence; a prescriber may override one with a reason, but for those that nobody may. */
export const readinessChecklist = sourced(
  'Checklist before an intravenous dose: each is met, not met or not known',
  [
    { item: 'eligibility', says: 'Eligibility was looked at by a prescriber and is in date.', override: 'prescriber' },
    { item: 'consent', says: 'Consent is valid for this product and route.', override: 'nobody' },
    { item: 'suicide-screen', says: 'Asked for suicidal thoughts since the last contact.', override: 'prescriber' },
    {
      item: 'new-medicines',
      says: 'Asked for new medicines, and their interactions looked at.',
      override: 'prescriber',
    },
    { item: 'pregnancy', says: 'Pregnancy is excluded, or does not apply.', override: 'prescriber' },
    { item: 'fasting', says: 'Fasting as the clinic asks.', override: 'prescriber' },
    { item: 'escort', says: 'An escort with a telephone number is named.', override: 'prescriber' },
    {
      item: 'prescriber-on-site',
      says: `A prescriber is on site, at the chair within ${prescriberWithinMin} minutes.`,
      override: 'nobody',
    },
    {
      item: 'one-to-one',
      says: `A clinician stays with this patient for the first ${oneToOneForMin} minutes.`,
      override: 'prescriber',
    },
    { item: 'emergency-kit', says: 'Oxygen, airway kit and the emergency drugs are at hand.', override: 'nobody' },
  ],
  '1',
  projectDefault('clinical basis 2.4, 2.6, 3.1, 3.5'),
);

export type ReadinessItem = {
  readonly item: string;
  readonly says: string;
  readonly override: 'prescriber' | 'nobody';
};
