/**
 * Medicines that meet ketamine or esketamine: the rows of the clinical basis 2.5, by class, for the way it is given.
 *
 * A setting that a row leaves out is one it does not speak about. Only the nasal spray has an esketamine column in the
 * basis: every other way is read as ketamine.
 */
import type { Strength } from '#clinical/findings.ts';
import { type Basis, guideline, label, practice, projectDefault, sourced, table, trial } from '#clinical/sources.ts';
import type { DrugClass } from './drug-classes.ts';
import { isNasalSpray, isParenteral, type Treatment } from './treatments.ts';

export const settings = ['nasalSpray', 'compoundedNasal', 'parenteral', 'oral', 'sublingual'] as const;
export type Setting = (typeof settings)[number];

export function settingOf(treatment: Treatment): Setting {
  const { route } = treatment;
  if (isNasalSpray(treatment)) return 'nasalSpray';
  if (isParenteral(route)) return 'parenteral';
  return route === 'oral' || route === 'sublingual' ? route : 'compoundedNasal';
}

type Cell = Basis & { readonly what: string; readonly strength: Strength; readonly says: string };

export type InteractionRow = {
  readonly rule: string;
  readonly what: string;
  readonly classes: readonly DrugClass[];
  readonly cells: Readonly<Partial<Record<Setting, Cell>>>;
};

type Word = { readonly strength: Strength; readonly says: string; readonly by: Basis };
const word = (strength: Strength, says: string, by: Basis): Word => ({ strength, says, by });

const always = (same: Word): Record<Setting, Word> => ({
  nasalSpray: same,
  compoundedNasal: same,
  parenteral: same,
  oral: same,
  sublingual: same,
});

const row = (
  rule: string,
  what: string,
  classes: readonly DrugClass[],
  words: Partial<Record<Setting, Word>>,
): InteractionRow => ({
  rule,
  what,
  classes,
  cells: Object.fromEntries(
    Object.entries(words).map(([setting, { by, strength, says }]) => [
      setting,
      { what: `${what}: ${setting}`, strength, says, ...by },
    ]),
  ),
});

const at = (read: string) => `clinical basis 2.5 ${read}`;
const general = practice('clinical basis 2.5', 'unverified');
const reviews = guideline(at('[S48]'));
/** How long before a session, and who confirms: the project's own, in rows of their own beside what a source says. */
const proposal = projectDefault('clinical basis 2.5');

/** Above this, daily benzodiazepines separated those who did not respond (n = 47: sensitivity 80 %, specificity 85 %). */
export const diazepamEquivalentAbove = sourced(
  'Benzodiazepines a day, as diazepam, above which fewer responded',
  8,
  'mg',
  trial(at('[S109,S109b]')),
);

const inhibitor = word('caution', 'raises the level; by how much depends on the route.', guideline(at('[S47]')));
/** The names on the list are general knowledge, even where the direction was read. */
const listedInhibitor = word(
  'caution',
  'it is expected to raise the level; by how much depends on the route.',
  guideline(at('[S47] direction; names [K]'), 'unverified'),
);
const inhibitorByMouth = word(
  'caution',
  'raises the level, above all of what is swallowed: start 50 % lower.',
  projectDefault(at('[S47]')),
);

export const interactionRows = table<InteractionRow>(
  'Medicines that meet ketamine or esketamine, by the way it is given (strengths proposed where the basis names none)',
  '1',
  general,
  [
    row(
      'benzodiazepines',
      'A benzodiazepine',
      ['benzodiazepine'],
      always(
        word(
          'caution',
          'more sedation, and it may shorten or weaken the effect. Review the need, use the lowest dose. Never stop it abruptly.',
          label(at('[S24,S48,S109,S109b]')),
        ),
      ),
    ),
    row(
      'benzodiazepine-hold',
      'A benzodiazepine before a session',
      ['benzodiazepine'],
      always(
        word(
          'caution',
          'consider none 8 to 12 hours (short-acting) to 24 hours before a session. Never stop it abruptly.',
          proposal,
        ),
      ),
    ),
    row(
      'sedatives',
      'A medicine that sedates',
      ['opioid', 'alcohol', 'z-drug', 'gabapentinoid', 'sedating-antihistamine', 'barbiturate', 'other-sedative'],
      always(
        word(
          'caution',
          'sedation and shallow breathing add up: monitor closely. A barbiturate never shares a syringe with ketamine.',
          label(at('[S24,S7]')),
        ),
      ),
    ),
    row(
      'alcohol-hold',
      'Alcohol before a session',
      ['alcohol'],
      always(word('caution', 'none for 24 hours before a session.', proposal)),
    ),
    row(
      'stimulants',
      'A psychostimulant',
      ['stimulant'],
      always(word('caution', 'blood pressure may rise: monitor it.', label(at('label 7.2 [S18c]')))),
    ),
    row(
      'stimulant-hold',
      'A psychostimulant before a session',
      ['stimulant'],
      always(word('caution', 'on the day of a session hold it until the person may go home.', proposal)),
    ),
    row(
      'mao-inhibitors',
      'An MAO inhibitor',
      ['maoi'],
      always(word('relative', 'blood pressure may rise: check it more closely.', label(at('[S18c,S48]')))),
    ),
    row(
      'mao-inhibitor-confirmation',
      'An MAO inhibitor before a session',
      ['maoi'],
      always(word('relative', 'a prescriber confirms that it may be combined.', proposal)),
    ),
    row(
      'pressor-medicines',
      'A medicine that raises blood pressure',
      ['sympathomimetic', 'vasopressin', 'ergot'],
      always(
        word('caution', 'the rises in blood pressure add up: monitor closely, adjust the dose.', label(at('[S24]'))),
      ),
    ),
    row('theophylline', 'Theophylline or aminophylline', ['theophylline'], {
      ...always(
        word('absolute', 'it lowers the threshold for a seizure: do not give them together.', label(at('[S24]'))),
      ),
      nasalSpray: word('relative', 'it lowers the threshold for a seizure.', projectDefault(at('[S24]'))),
    }),
    row('thyroid-hormones', 'A thyroid hormone', ['thyroid-hormone'], {
      ...always(word('caution', 'blood pressure may rise: check TSH, and monitor.', general)),
      nasalSpray: word('caution', 'blood pressure may rise: check TSH, and monitor.', label(at('[S99]'))),
    }),
    row(
      'lamotrigine',
      'Lamotrigine',
      ['lamotrigine'],
      always(
        word(
          'information',
          'two of five studies found a weaker effect of ketamine. Do not stop it for that; leaving out the morning dose is optional.',
          reviews,
        ),
      ),
    ),
    row(
      'opioid-antagonists',
      'An opioid antagonist',
      ['opioid-antagonist'],
      always(
        word(
          'caution',
          'it may blunt the antidepressant effect; small studies disagree. Tell the prescriber.',
          general,
        ),
      ),
    ),
    row(
      'lithium',
      'Lithium',
      ['lithium'],
      always(word('information', 'no significant interaction. Check hydration and the level.', reviews)),
    ),
    row(
      'antipsychotics',
      'An antipsychotic',
      ['antipsychotic'],
      always(word('information', 'it may blunt psychotomimetic effects; the evidence is of low quality.', reviews)),
    ),
    row(
      'antidepressants',
      'An SSRI, SNRI or tricyclic',
      ['ssri', 'snri', 'tca'],
      always(
        word(
          'caution',
          'generally combined: continue it, and watch blood pressure, which peaked higher in one cohort.',
          guideline(at('[S47,S36]')),
        ),
      ),
    ),
    row('clarithromycin', 'Clarithromycin', ['clarithromycin'], {
      ...always(word('information', 'it raises the level of what is swallowed.', trial(at('[S104]')))),
      nasalSpray: word(
        'information',
        'the level of the nasal spray rises by about 4 %.',
        label(at('label 12.3'), 'unverified'),
      ),
      oral: word('relative', 'oral S-ketamine: AUC 2.6 times, peak 3.6 times (n = 10).', trial(at('[S104]'))),
      sublingual: inhibitorByMouth,
    }),
    row('ticlopidine', 'Ticlopidine', ['ticlopidine'], {
      ...always(inhibitor),
      nasalSpray: word('caution', 'AUC of the nasal spray up by 29 %, the peak unchanged.', label(at('[S100]'))),
      oral: word('relative', 'oral S-ketamine: AUC 2.4 times (n = 11).', trial(at('[S105]'))),
      sublingual: inhibitorByMouth,
    }),
    row('grapefruit', 'Grapefruit', ['grapefruit'], {
      oral: word('relative', 'oral S-ketamine: AUC 3.0 times, peak 2.1 times (n = 12).', trial(at('[S106]'))),
      sublingual: word(
        'relative',
        'what is swallowed is raised, as oral S-ketamine is: AUC 3.0 times.',
        projectDefault(at('[S106]')),
      ),
    }),
    row('grapefruit-hold', 'Grapefruit before a session', ['grapefruit'], {
      oral: word('relative', 'none for 48 hours before a session.', proposal),
      sublingual: word('relative', 'none for 48 hours before a session.', proposal),
    }),
    row('cyp-inhibitors', 'An inhibitor of CYP3A4 or CYP2B6', ['cyp-inhibitor'], {
      ...always(listedInhibitor),
      oral: inhibitorByMouth,
      sublingual: inhibitorByMouth,
    }),
    row('itraconazole', 'Itraconazole', ['itraconazole'], {
      ...always(
        word(
          'caution',
          'with oral S-ketamine the level did not rise, but drowsiness and impairment did. By this route it was not studied: watch both.',
          projectDefault(at('[S105]')),
        ),
      ),
      oral: word(
        'caution',
        'the level of oral S-ketamine did not rise, but drowsiness and impairment did: watch both.',
        trial(at('[S105]')),
      ),
    }),
    row('rifampicin', 'Rifampicin (rifampin)', ['rifampicin'], {
      compoundedNasal: word('caution', 'it lowers the level.', general),
      nasalSpray: word('caution', 'AUC of the nasal spray down by about 28 %.', label(at('label 12.3'), 'unverified')),
      parenteral: word('information', 'IV S-ketamine: AUC down by 14 % (n = 11).', trial(at('[S107]'))),
      oral: word('relative', 'oral S-ketamine: AUC down by 86 % (n = 11). Expect it to fail.', trial(at('[S107]'))),
      sublingual: word(
        'relative',
        'what is swallowed falls, as oral S-ketamine does: AUC down by 86 %.',
        projectDefault(at('[S107]')),
      ),
    }),
    row('st-johns-wort', "St John's wort", ['st-johns-wort'], {
      ...always(word('caution', 'it is expected to lower the level.', general)),
      oral: word('relative', 'oral S-ketamine: AUC down by 58 %, peak by 66 % (n = 12).', trial(at('[S108]'))),
      sublingual: word(
        'relative',
        'what is swallowed falls, as oral S-ketamine does: AUC down by 58 %.',
        projectDefault(at('[S108]')),
      ),
    }),
    row(
      'cyp-inducers',
      'An inducer of CYP enzymes',
      ['cyp-inducer'],
      always(word('caution', 'it is expected to lower the level.', guideline(at('[S47]'), 'unverified'))),
    ),
    row('nasal-timing', 'A nasal steroid or decongestant', ['nasal-steroid', 'nasal-decongestant'], {
      nasalSpray: word(
        'caution',
        'if it is used in the nose: at least one hour before the spray.',
        label('clinical basis 1.3, 2.5 [S99,S99b,S99c]'),
      ),
      compoundedNasal: word(
        'caution',
        'if it is used in the nose: at least one hour before the spray.',
        projectDefault('clinical basis 1.5, 2.5'),
      ),
    }),
    row(
      'nmda-antagonists',
      'Another NMDA antagonist',
      ['nmda-antagonist'],
      always(
        word(
          'relative',
          'it acts at the same place: a prescriber assesses it, and none on the day of a session.',
          projectDefault(at('')),
        ),
      ),
    ),
    row('qt-medicines', 'A medicine that prolongs QT', ['qt-drug'], {
      nasalSpray: word(
        'information',
        'esketamine did not prolong QTcF at therapeutic or higher doses: nothing to do.',
        trial(at('[S37]')),
      ),
    }),
  ],
);
