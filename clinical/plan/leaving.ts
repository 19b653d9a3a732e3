/**
 * What has to be true before a patient leaves. A licensed clinician signs; nothing here discharges anyone.
 *
 * @source clinical basis 3.6
 */
import { label, practice, projectDefault, sourced } from '#clinical/sources.ts';

const basis = 'clinical basis 3.6';

export const leavingCriteria = {
  pressure: sourced(
    'Blood pressure before leaving: falling, within this share of the one before the dose, and below both values',
    { withinPct: 20, systolicBelow: 160, diastolicBelow: 100 },
    'mm[Hg]; %',
    projectDefault(`${basis}; falling and stable is the label’s [S14]`),
  ),
  breathing: sourced(
    'Breathing before leaving: saturation from this value or that before the dose, and this many breaths a minute',
    { spo2From: 94, breathsFrom: 10, breathsTo: 24 },
    '%; /min',
    projectDefault(basis),
  ),
  sedation: sourced('MOAA/S before leaving', 5, '{score}', projectDefault(basis)),
  dissociation: sourced(
    'CADSS before leaving at most, or as before the dose; and oriented in so many ways: person, place, time, situation',
    { cadssTo: 4, orientedIn: 4 },
    '{score}',
    projectDefault(basis),
  ),
  recovery: sourced('Modified Aldrete score before leaving, at least', 9, '{score}', practice(`${basis} [S130c]`)),
} as const;

/** What is asked with yes or no; each one is missing until someone has said it. */
export const leavingChecks = {
  walksSteadily: { asks: 'Walks steadily', ...projectDefault(basis) },
  noUncontrolledVomiting: { asks: 'No vomiting that is not under control', ...projectDefault(basis) },
  noNewSuicidality: {
    asks: 'C-SSRS since last contact: no new 4, 5 or behaviour',
    ...projectDefault(basis),
  },
  escort: { asks: 'A named adult goes with the patient', ...label(`${basis} [S5]`) },
  transport: { asks: 'Transport is arranged; no driving until the next day after sleep', ...label(`${basis} [S5]`) },
  leaflet: { asks: 'Leaflet given', ...label(`${basis} [S5]`) },
  emergencyPhone: { asks: 'Emergency phone number given', ...label(`${basis} [S5]`) },
} as const;
