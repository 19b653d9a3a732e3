/** What leaving asks for. @source clinical basis 3.6 */
import { type LeastStay, leastStays } from '#clinical/plan/plan.ts';
import { guideline, label, projectDefault, type Sourced, sourced } from '#clinical/sources.ts';
import type { SessionRoute } from './readings.ts';

const section = 'clinical basis 3.6';

/** The shortest stay by route; a clinic may ask for longer, never for less. Those of the protocols: one list. */
export const shortestStay = (route: SessionRoute): Sourced<LeastStay> => {
  if (route === 'iv') return leastStays.iv;
  return route === 'intranasal-esketamine' ? leastStays.nasal : leastStays.other;
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
export const emergencyToLeave = sourced(
  'To leave: every emergency card that was opened is closed with its outcome',
  'closed',
  '1',
  projectDefault(section),
);
export const wayHome = sourced(
  'To leave: an escort, transport, the leaflet and an emergency telephone number are there',
  'present',
  '1',
  label(`${section} [S5]`),
);
export const goesHomeWith = sourced(
  'To leave: the instructions are said back, and the next contact is named',
  'asked',
  '1',
  projectDefault('project rule: instructions understood and the next contact are asked before leaving'),
);
