/** How this room says a finding. */
import { type Override, overrides, sayWith } from '#clinical/findings.ts';

/** Nobody can waive a question that was never asked: "not known" is an answer that a prescriber can then assess. */
export const askFirst: Override = {
  by: 'nobody',
  how: 'Ask or look it up, and enter it. "Not known" is an answer too, and then someone can assess it.',
};

/** Who may go on by strength: an absolute block takes a second clinician, a relative one an assessment. */
export const say = sayWith({
  absolute: overrides.twoClinicians,
  relative: overrides.prescriber,
  caution: overrides.clinician,
  missing: overrides.prescriber,
  information: overrides.clinician,
});
