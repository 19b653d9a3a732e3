/** PCL-5: twenty symptoms after a very stressful experience, over the past month, answered by the patient. */
import { guideline, projectDefault, sourced, table } from '#clinical/sources.ts';
import { loincOfPcl5 } from './loinc.ts';
import { type Answer, each, type Scale } from './scale.ts';
import { prorate, type Score, scoreOf } from './score.ts';

const read = guideline('clinical basis 5.1 [S127]');
const unmarked = guideline('clinical basis 5.1', 'unverified');

export const pcl5: Scale = {
  name: 'pcl-5',
  title: 'PCL-5',
  more: 'worse',
  rater: 'self',
  items: table(
    'PCL-5: items and their points',
    '{score}',
    unmarked,
    each(0, 4, [
      'memories that intrude',
      'dreams',
      'as if it happened again',
      'upset by reminders',
      'body reacts to reminders',
      'avoids memories and feelings',
      'avoids reminders outside',
      'gaps in memory',
      'negative beliefs',
      'blame',
      'strong negative feelings',
      'loss of interest',
      'cut off from others',
      'few good feelings',
      'irritable or aggressive',
      'takes risks',
      'on guard',
      'easily startled',
      'concentration',
      'sleep',
    ]),
  ),
  total: sourced('PCL-5: range of the total', { from: 0, to: 80 }, '{score}', unmarked),
  mayMiss: sourced(
    'PCL-5: answers that may be missing, the total in proportion',
    4,
    '1',
    projectDefault('clinical basis 5.1 (PD)'),
  ),
  change: {
    reliablePoints: sourced('PCL-5: change that is reliable', 5, '{score}', guideline('clinical basis 5.1 [S127b]')),
    important: table('PCL-5: change that is meaningful', '{score}', guideline('clinical basis 5.1 [S127b]'), [
      { name: 'meaningful change', points: 10 },
      { name: 'newer, lowest', points: 15, ...guideline('clinical basis 5.1 [K]', 'unverified') },
      { name: 'newer, highest', points: 18, ...guideline('clinical basis 5.1 [K]', 'unverified') },
    ]),
  },
  recall: {
    days: sourced(
      'PCL-5: days it asks about ("the past month")',
      30,
      'd',
      guideline('the form itself, in its first line', 'unverified'),
    ),
    ifAltered: 'A weekly form exists; the span asked about is kept beside the score.',
  },
  licence: sourced(
    'PCL-5: licence',
    { says: 'Not copyrighted (VA).', mayShipText: true },
    '1',
    guideline('clinical basis 5.1 [S127b]'),
  ),
  loinc: loincOfPcl5,
  officialText: {
    from: 'PCL-5, past month, National Center for PTSD (VA)',
    intro:
      'Below is a list of problems that people sometimes have in response to a very stressful experience. In the past month, how much were you bothered by:',
    items: [
      'Repeated, disturbing, and unwanted memories of the stressful experience?',
      'Repeated, disturbing dreams of the stressful experience?',
      'Suddenly feeling or acting as if the stressful experience were actually happening again (as if you were actually back there reliving it)?',
      'Feeling very upset when something reminded you of the stressful experience?',
      'Having strong physical reactions when something reminded you of the stressful experience (for example, heart pounding, trouble breathing, sweating)?',
      'Avoiding memories, thoughts, or feelings related to the stressful experience?',
      'Avoiding external reminders of the stressful experience (for example, people, places, conversations, activities, objects, or situations)?',
      'Trouble remembering important parts of the stressful experience?',
      'Having strong negative beliefs about yourself, other people, or the world (for example, having thoughts such as: I am bad, there is something seriously wrong with me, no one can be trusted, the world is completely dangerous)?',
      'Blaming yourself or someone else for the stressful experience or what happened after it?',
      'Having strong negative feelings such as fear, horror, anger, guilt, or shame?',
      'Loss of interest in activities that you used to enjoy?',
      'Feeling distant or cut off from other people?',
      'Trouble experiencing positive feelings (for example, being unable to feel happiness or have loving feelings for people close to you)?',
      'Irritable behavior, angry outbursts, or acting aggressively?',
      'Taking too many risks or doing things that could cause you harm?',
      'Being "superalert" or watchful or on guard?',
      'Feeling jumpy or easily startled?',
      'Having difficulty concentrating?',
      'Trouble falling or staying asleep?',
    ],
    answers: ['Not at all', 'A little bit', 'Moderately', 'Quite a bit', 'Extremely'],
  },
};

type Cluster = { readonly cluster: string; readonly from: number; readonly to: number; readonly needed: number };
export const pcl5Clusters = table<Cluster>(
  'PCL-5: clusters by item, and how many symptoms of each the provisional diagnosis needs',
  '1',
  guideline('clinical basis 5.2 [S127]'),
  [
    { cluster: 'B', from: 1, to: 5, needed: 1 },
    { cluster: 'C', from: 6, to: 7, needed: 1 },
    { cluster: 'D', from: 8, to: 14, needed: 2 },
    { cluster: 'E', from: 15, to: 20, needed: 2 },
  ],
);

export const pcl5Symptom = sourced(
  'PCL-5: an answer from here is a symptom',
  2,
  '{score}',
  guideline('clinical basis 5.2 [S127]'),
);
export const pcl5Cut = sourced(
  'PCL-5: probable PTSD from a total in this range; the lower end is used',
  { from: 31, to: 33 },
  '{score}',
  read,
);
export const pcl5ClusterMayMiss = sourced(
  'PCL-5: answers of a cluster that may be missing for the score of that cluster',
  1,
  '1',
  projectDefault('clinical basis 5.1 (PD)'),
);

export type Pcl5Extras = {
  readonly clusters: Readonly<Record<string, Answer>>;
  /** Null when the missing answers decide. */
  readonly clusterRuleMet: boolean | null;
  readonly cutMet: boolean | null;
  readonly cut: number;
};

function clusterOf(answers: readonly Answer[], { from, to, needed }: Cluster): { score: Answer; met: boolean | null } {
  const all = answers.slice(from - 1, to);
  const given = all.filter((answer) => answer !== null);
  const missing = all.length - given.length;
  const symptoms = given.filter((answer) => answer >= pcl5Symptom.value).length;
  const met = symptoms >= needed ? true : symptoms + missing >= needed ? null : false;
  if (missing > pcl5ClusterMayMiss.value || given.length === 0) return { score: null, met };
  const raw = given.reduce((sum, answer) => sum + answer, 0);
  const highest = pcl5.items.rows.slice(from - 1, to).reduce((sum, item) => sum + item.to, 0);
  return {
    score: missing === 0 ? raw : prorate({ sum: raw, parts: all.length, answered: given.length, highest }),
    met,
  };
}

/** No official severity bands exist: the band stays empty, and the cut and the cluster rule speak. */
export function scorePcl5(answers: readonly Answer[]): Score & Pcl5Extras {
  const score = scoreOf(pcl5, answers);
  const clusters = pcl5Clusters.rows.map((row) => ({ cluster: row.cluster, ...clusterOf(answers, row) }));
  const met = clusters.map((cluster) => cluster.met);
  return {
    ...score,
    clusters: Object.fromEntries(clusters.map(({ cluster, score: points }) => [cluster, points])),
    clusterRuleMet: met.includes(false) ? false : met.includes(null) ? null : true,
    cutMet: score.total === null ? null : score.total >= pcl5Cut.value.from,
    cut: pcl5Cut.value.from,
  };
}
