/** What the label of esketamine nasal spray is for, and what it is not (basis 1.3, regulatory basis A1). */
import { label, sourced } from '#clinical/sources.ts';

export const labelledUses = sourced(
  'Labelled uses of esketamine nasal spray in adults',
  'treatment-resistant depression, alone or with an oral antidepressant; depressive symptoms of major depression with acute suicidal ideation or behaviour, with an oral antidepressant',
  '1',
  label('clinical basis 1.3, 2.1 [S3,S5,S20,S21]; regulatory basis A1'),
);

export const labelLimits = sourced(
  'What esketamine is not shown to do',
  'Not shown to prevent suicide; does not replace a hospital when one is needed; not an anaesthetic',
  '1',
  label('clinical basis 1.3 [S4b]; regulatory basis A1'),
);

export const trialsNeeded = sourced(
  'Different oral antidepressants that failed in this episode, for treatment-resistant depression',
  2,
  '1',
  label('clinical basis 2.1 [S20,S60,S62]'),
);
