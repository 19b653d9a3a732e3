/**
 * The project's ceilings and hard stops by route: proposals for a medical director to sign, and bounds that no clinic's
 * protocol can leave.
 *
 * At a ceiling a second clinician confirms. Past a hard stop nobody goes. What was given in sources is not what is
 * recommended.
 *
 * @source clinical basis 1.1, second table, and 1.2
 */
import { label, projectDefault, slot, sourced } from '#clinical/sources.ts';

/** Per kilogram, for one session, or both: then the lower one counts. */
export type Limit = { readonly ugPerKg?: number | undefined; readonly ug?: number | undefined };

const basis = 'clinical basis 1.1';
const both = 'ug/kg; ug';

export const ceilings = {
  iv: sourced<Limit>(
    'IV: dose of a session above which a second clinician confirms',
    { ugPerKg: 1_000, ug: 100_000 },
    both,
    projectDefault('clinical basis 1.2; 1.0 mg/kg is the highest sourced dose [S112, S92]'),
  ),
  im: sourced<Limit>(
    'IM: dose of a session above which a second clinician confirms',
    { ugPerKg: 500 },
    both,
    projectDefault(`${basis}; highest sourced dose [S110, S111]`),
  ),
  sc: sourced<Limit>(
    'SC: dose of a session above which a second clinician confirms',
    { ugPerKg: 900 },
    both,
    projectDefault(`${basis}; highest dose of a randomised trial [S54]`),
  ),
  esketamine: sourced<Limit>(
    'Nasal esketamine: highest dose of a session',
    { ug: 84_000 },
    both,
    label(`${basis} [S12]`),
  ),
  oral: sourced<Limit>(
    'Oral: dose of a session above which a second clinician confirms',
    { ugPerKg: 2_500 },
    both,
    projectDefault(`${basis}; 2.0 to 2.5 mg/kg stands for IV 0.5 mg/kg [S46]`),
  ),
  sublingual: sourced<Limit>(
    'Sublingual: dose of a session above which a second clinician confirms',
    { ug: 200_000 },
    both,
    projectDefault(`${basis}; clinic practice 50 to 200 mg [S138]`),
  ),
};

export const hardStops = {
  iv: sourced<Limit>('IV: no dose above this', { ugPerKg: 1_500 }, both, projectDefault('clinical basis 1.2')),
  im: sourced<Limit>('IM: no dose above this', { ugPerKg: 1_000 }, both, projectDefault(basis)),
  sc: sourced<Limit>('SC: no dose above this', { ugPerKg: 1_000 }, both, projectDefault(`${basis}; [S54b]`)),
  esketamine: sourced<Limit>(
    'Nasal esketamine: no dose above this',
    { ug: 84_000 },
    both,
    label(`${basis} [S12]; absolute in this project`),
  ),
  oral: sourced<Limit>(
    'Oral: no dose above the lower of these',
    { ugPerKg: 3_000, ug: 300_000 },
    both,
    projectDefault(`${basis}; protocol maximum [S113], highest fixed dose of a review [S46]`),
  ),
  sublingual: sourced<Limit>('Sublingual: no dose above this', { ug: 400_000 }, both, projectDefault(basis)),
};

/** A clinic may add these to its own protocol; the project proposes none. */
export const emptyLimits = {
  parenteralHardStop: slot(
    'IV, IM and SC: no dose above this whatever the weight',
    'ug',
    'No source that we read fixes a dose of a session in mg that is never passed; the limits per kilogram hold.',
    projectDefault('clinical basis 1.1, 1.2'),
  ),
  nasalRacemic: slot(
    'Nasal racemic: ceiling and hard stop',
    'ug',
    'No dose is sourced: record only, with the prescriber’s reason.',
    projectDefault(basis),
  ),
} as const;
