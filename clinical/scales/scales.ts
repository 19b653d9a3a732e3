/** Front door of the rating scales: each by its name, and a score for a request. */
import { z } from 'zod';
import { BadInput, readInput } from '#clinical/bad-input.ts';
import { asrm } from './asrm.ts';
import { auditC, scoreAuditC } from './audit-c.ts';
import { anchorBases, bprsPlus, bprsPlusBy, scoreBprsPlus } from './bprs-plus.ts';
import { type CssrsScore, scoreCssrsScreener } from './c-ssrs-screener.ts';
import { cadss, scoreCadss } from './cadss.ts';
import { cadss6 } from './cadss-6.ts';
import { cgiI, cgiS } from './cgi.ts';
import { dast10 } from './dast-10.ts';
import { gad7 } from './gad-7.ts';
import { hamD17 } from './ham-d17.ts';
import { icpi } from './icpi.ts';
import { icsi, scoreIcsi } from './icsi.ts';
import { madrs } from './madrs.ts';
import { type MaudsleyScore, scoreMaudsley } from './maudsley.ts';
import { moaaS } from './moaa-s.ts';
import { modifiedAldrete, scoreModifiedAldrete } from './modified-aldrete.ts';
import { nrsAnxiety, nrsNausea, nrsPain } from './nrs.ts';
import { orientation } from './orientation.ts';
import { pcl5, scorePcl5 } from './pcl-5.ts';
import { phq9, scorePhq9 } from './phq-9.ts';
import { qidsSr16, scoreQidsSr16 } from './qids-sr16.ts';
import { rass } from './rass.ts';
import { type Answer, type Scale, type ScaleName, scaleNames } from './scale.ts';
import { readAnswers, type Score, scoreOf } from './score.ts';
import { scoreWho5, who5 } from './who-5.ts';
import { ymrs } from './ymrs.ts';

export * from './asrm.ts';
export * from './athf.ts';
export * from './audit-c.ts';
export * from './bprs-plus.ts';
export * from './c-ssrs-screener.ts';
export * from './cadss.ts';
export * from './cadss-6.ts';
export * from './cgi.ts';
export * from './dast-10.ts';
export * from './gad-7.ts';
export * from './ham-d17.ts';
export * from './icpi.ts';
export * from './icsi.ts';
export * from './loinc.ts';
export * from './madrs.ts';
export * from './maudsley.ts';
export * from './moaa-s.ts';
export * from './modified-aldrete.ts';
export * from './nrs.ts';
export * from './official-text.ts';
export * from './orientation.ts';
export * from './pcl-5.ts';
export * from './phq-9.ts';
export * from './qids-sr16.ts';
export * from './rass.ts';
export * from './scale.ts';
export * from './score.ts';
export * from './suicide-triage.ts';
export * from './who-5.ts';
export * from './ymrs.ts';

/** Scales that are answered as a list. The other two, the C-SSRS screener and the Maudsley staging, name their answers. */
export const listedScales = {
  'phq-9': phq9,
  'gad-7': gad7,
  'qids-sr16': qidsSr16,
  madrs,
  'ham-d17': hamD17,
  cadss,
  'cadss-6': cadss6,
  'bprs-plus': bprsPlus,
  'moaa-s': moaaS,
  rass,
  'pcl-5': pcl5,
  'who-5': who5,
  'audit-c': auditC,
  'dast-10': dast10,
  'modified-aldrete': modifiedAldrete,
  asrm,
  ymrs,
  icsi,
  icpi,
  'cgi-s': cgiS,
  'cgi-i': cgiI,
  'nrs-pain': nrsPain,
  'nrs-nausea': nrsNausea,
  'nrs-anxiety': nrsAnxiety,
  orientation,
} as const satisfies Record<Exclude<ScaleName, 'c-ssrs-screener' | 'maudsley'>, Scale>;
export type ListedScale = keyof typeof listedScales;

const ScoreRequest = z.strictObject(
  {
    answers: z.unknown().optional(),
    sex: z.enum(['female', 'male'], 'is female or male').nullish(),
    anchorBase: z.enum(anchorBases, 'is 0-6 or 1-7').optional(),
    /** The span that was really asked about. */
    recallDays: z.int('is a whole number of days').min(0, 'is 0 or more').max(366, 'is 366 or less').optional(),
  },
  { error: 'is an object with answers' },
);
type ScoreRequest = z.infer<typeof ScoreRequest>;

/** What was really asked about, beside what the form asks about. */
export type RecallAsked = {
  readonly days: number;
  readonly usualDays: number | null;
  readonly altered: boolean | null;
  readonly says: string;
};

function recallOf(scale: Scale, days: number | undefined): { recall?: RecallAsked } {
  if (days === undefined) return {};
  const usual = scale.recall.days.value;
  if (usual === days) return { recall: { days, usualDays: usual, altered: false, says: 'As the form asks.' } };
  const altered = usual === undefined ? null : true;
  return { recall: { days, usualDays: usual ?? null, altered, says: scale.recall.ifAltered } };
}

function scoreListed(name: ListedScale, answers: readonly Answer[], { sex, anchorBase }: ScoreRequest): Score {
  switch (name) {
    case 'phq-9':
      return scorePhq9(answers);
    case 'qids-sr16':
      return scoreQidsSr16(answers);
    case 'cadss':
      return scoreCadss(answers);
    case 'bprs-plus':
      return scoreBprsPlus(answers, anchorBase);
    case 'pcl-5':
      return scorePcl5(answers);
    case 'who-5':
      return scoreWho5(answers);
    case 'audit-c':
      return scoreAuditC(answers, sex ?? undefined);
    case 'modified-aldrete':
      return scoreModifiedAldrete(answers);
    case 'icsi':
      return scoreIcsi(answers);
    case 'gad-7':
    case 'madrs':
    case 'ham-d17':
    case 'cadss-6':
    case 'moaa-s':
    case 'rass':
    case 'dast-10':
    case 'asrm':
    case 'ymrs':
    case 'icpi':
    case 'cgi-s':
    case 'cgi-i':
    case 'nrs-pain':
    case 'nrs-nausea':
    case 'nrs-anxiety':
    case 'orientation':
      return scoreOf(listedScales[name], answers);
  }
}

/** @throws BadInput when no scale has this name */
export function scaleNamed(name: string | undefined): ScaleName {
  const found = scaleNames.find((known) => known === name);
  if (found === undefined) {
    const wrong = name === undefined ? 'is missing' : `"${name.slice(0, 60)}" is not known`;
    throw new BadInput('scale', `scale: ${wrong}. The scales are: ${scaleNames.join(', ')}`);
  }
  return found;
}

export type ScoreAnswer = (Score & { readonly recall?: RecallAsked }) | CssrsScore | MaudsleyScore;

/**
 * The score of one request, as the command `score <scale>` takes it.
 *
 * @throws BadInput that names the field: an unknown scale, a wrong number of answers, an answer out of range
 */
export function scoreRequest(input: unknown, name: string | undefined): ScoreAnswer {
  const scale = scaleNamed(name);
  const request = readInput(ScoreRequest, input);
  if (request.answers === undefined) throw new BadInput('answers', 'answers: is missing');
  if (request.anchorBase !== undefined && scale !== 'bprs-plus')
    throw new BadInput('anchorBase', 'anchorBase: belongs to bprs-plus alone');
  if (scale === 'c-ssrs-screener') return scoreCssrsScreener(request.answers);
  if (scale === 'maudsley') return scoreMaudsley(request.answers);
  const form = scale === 'bprs-plus' ? bprsPlusBy(request.anchorBase) : listedScales[scale];
  return { ...scoreListed(scale, readAnswers(form, request.answers), request), ...recallOf(form, request.recallDays) };
}
