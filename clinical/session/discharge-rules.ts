/** What leaving asks for. @source clinical basis 3.6 */
import { guideline, label, projectDefault, type Slot, type Sourced, slot, sourced } from '#clinical/sources.ts';
import type { SessionRoute } from './readings.ts';

const section = 'clinical basis 3.6';

export type Minimum = { readonly minutes: number; readonly from: 'dose' | 'end of infusion' };

const fromDose = (route: string) =>
  sourced(
    `Shortest stay after ${route}, counted from the dose`,
    { minutes: 120, from: 'dose' } as const,
    'min',
    projectDefault(section),
  );

/** A clinic may ask for longer, never for less. */
export const minimumStay: Readonly<Record<SessionRoute, Sourced<Minimum> | Slot>> = {
  'intranasal-esketamine': sourced(
    'Shortest stay after esketamine, counted from the first device',
    { minutes: 120, from: 'dose' } as const,
    'min',
    label(`${section} [S7]; regulatory basis H`),
  ),
  iv: sourced(
    'Shortest stay after an infusion, counted from its end; 60 minutes were used in a hospital protocol [S92]',
    { minutes: 60, from: 'end of infusion' } as const,
    'min',
    projectDefault(`${section} [S92]`),
  ),
  im: fromDose('an intramuscular dose'),
  sc: fromDose('a subcutaneous dose'),
  oral: fromDose('an oral dose'),
  sublingual: fromDose('a sublingual dose'),
  'intranasal-racemic': slot(
    'Shortest stay after an intranasal dose of racemic ketamine',
    'min',
    'No source gives one: a medical director fills and signs it.',
    projectDefault(section),
  ),
};

export const pressureToLeave = sourced(
  'Blood pressure to leave: past its peak, within this share of the one before the dose, and below',
  { withinPct: 20, below: { systolic: 160, diastolic: 100 } },
  'mm[Hg]',
  projectDefault(`${section}; the label asks for decreasing [S14]`),
);

export const breathingToLeave = sourced(
  'Breathing to leave: saturation on room air from this or from the one before the dose, and breaths a minute',
  { spo2FromPct: 94, breathsFrom: 10, breathsTo: 24 },
  '1',
  projectDefault(section),
);

export const awakeToLeave = sourced('MOAA/S to leave', 5, '1', projectDefault(section));
export const dissociationToLeave = sourced(
  'CADSS to leave: at most this, or at most the one before the dose; oriented to person, place, time and situation',
  4,
  '1',
  projectDefault(section),
);
export const aldreteToLeave = sourced(
  'Modified Aldrete score to leave, at least',
  9,
  '1',
  guideline(`${section} [S130c]`),
);
export const walkToLeave = sourced(
  'To leave: walks steadily, no uncontrolled vomiting',
  'asked and seen',
  '1',
  projectDefault(section),
);
export const suicideCheckToLeave = sourced(
  'To leave: C-SSRS since last contact has no new item 4 or 5 and no behaviour',
  'asked',
  '1',
  projectDefault(section),
);
export const wayHome = sourced(
  'To leave: an escort, transport, the leaflet and an emergency telephone number are there',
  'present',
  '1',
  label(`${section} [S5]`),
);
