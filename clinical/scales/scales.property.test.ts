import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BadInput } from '#clinical/bad-input.ts';
import {
  type Answer,
  cssrsLevels,
  type ListedScale,
  listedScales,
  type Scale,
  scaleNames,
  scoreCssrsScreener,
  scoreRequest,
  triageSuicide,
  trialAdequacy,
} from './scales.ts';

/** RACEMIC_FUZZ multiplies: 50 makes the 100,000 of the big run. */
const numRuns = 2_000 * Number(process.env.RACEMIC_FUZZ ?? 1);

const names = Object.keys(listedScales).filter((name): name is ListedScale => name in listedScales);
const scaleOf = (name: ListedScale): Scale => listedScales[name];

const answersOf = (scale: Scale, missing: number) =>
  fc.tuple(
    ...scale.items.rows.map(({ from, to }) =>
      missing === 0
        ? fc.integer({ min: from, max: to })
        : fc.option(fc.integer({ min: from, max: to }), { freq: missing }),
    ),
  );
/** One of the scales with answers to it; `missing` is how rarely one is not given. */
const aForm = (missing = 4) =>
  fc.constantFrom(...names).chain((name) => fc.tuple(fc.constant(name), answersOf(scaleOf(name), missing)));

const score = (name: string, answers: unknown) => scoreRequest({ answers }, name);

test('a score never leaves the range of its scale, and lies where the missing answers allow', () => {
  fc.assert(
    fc.property(aForm(), ([name, answers]) => {
      const { total, prorated, missing, ...answer } = score(name, answers);
      const { from, to } = scaleOf(name).total.value;
      if (total === null) {
        expect(answer).toHaveProperty('why');
        return;
      }
      expect(Number.isInteger(total) && total >= from && total <= to).toBe(true);
      expect(prorated).toBe(missing > 0);
      if ('possible' in answer && answer.possible !== undefined) {
        expect(total).toBeGreaterThanOrEqual(answer.possible.from);
        expect(total).toBeLessThanOrEqual(answer.possible.to);
      }
    }),
    { numRuns },
  );
});

test('more symptoms never lower a total', () => {
  fc.assert(
    fc.property(aForm(), fc.nat(), fc.nat(), ([name, answers], at, more) => {
      const scale = scaleOf(name);
      const index = at % answers.length;
      const item = scale.items.rows[index];
      const answer = answers[index];
      fc.pre(item !== undefined && typeof answer === 'number');
      if (item === undefined || typeof answer !== 'number') return;
      // Towards more points: for a reversed item that is the lower answer.
      const room = item.isReversed === true ? answer - item.from : item.to - answer;
      const step = room === 0 ? 0 : 1 + (more % room);
      const worse = answers.with(index, item.isReversed === true ? answer - step : answer + step);
      const [before, after] = [score(name, answers).total, score(name, worse).total];
      if (before === null) expect(after).toBeNull();
      else expect(after).toBeGreaterThanOrEqual(before);
    }),
    { numRuns },
  );
});

test('removing an answer never yields silence: it is counted, and a total that stays says that it is in proportion', () => {
  fc.assert(
    fc.property(aForm(0), fc.nat(), ([name, answers], at) => {
      const index = at % answers.length;
      const removed: Answer[] = answers.map((answer, place) => (place === index ? null : answer));
      const [whole, part] = [score(name, answers), score(name, removed)];
      expect(whole.missing).toBe(0);
      expect(part).toHaveProperty('unanswered', [index + 1]);
      if (part.total === null) expect(part).toHaveProperty('why');
      else expect(part.prorated || scaleOf(name).name === 'qids-sr16').toBe(true);
      if (whole.flags.includes('suicide-item'))
        expect(part.flags.some((flag) => flag.startsWith('suicide-item'))).toBe(true);
    }),
    { numRuns },
  );
});

const yesNo = fc.boolean();
const screener = fc.record({
  q1: yesNo,
  q2: yesNo,
  q3: yesNo,
  q4: yesNo,
  q5: yesNo,
  q6Lifetime: yesNo,
  q6ThreeMonths: yesNo,
});
const rank = (answers: object) => cssrsLevels.indexOf(scoreCssrsScreener(answers).level);
const question = fc.constantFrom('q1', 'q2', 'q3', 'q4', 'q5', 'q6Lifetime', 'q6ThreeMonths');

test('C-SSRS: a further yes never lowers the level, and what is not known never lowers it either', () => {
  fc.assert(
    fc.property(screener, question, (answers, which) => {
      expect(rank({ ...answers, [which]: true })).toBeGreaterThanOrEqual(rank(answers));
      const unknown = rank({ ...answers, [which]: null });
      const wasSkipped = which !== 'q1' && which !== 'q2' && which !== 'q6Lifetime';
      if (!wasSkipped) expect(unknown).toBeGreaterThanOrEqual(rank(answers));
      // A follow-up question that the form skips is "no"; one that it asks counts as yes.
      const lead = which === 'q6ThreeMonths' ? answers.q6Lifetime : answers.q2;
      if (wasSkipped && lead) expect(unknown).toBe(rank({ ...answers, [which]: true }));
    }),
    { numRuns },
  );
});

const isAllFinite = (value: unknown): boolean => {
  if (typeof value === 'number') return Number.isFinite(value);
  return typeof value !== 'object' || value === null || Object.values(value).every(isAllFinite);
};

/** Either an answer whose numbers are all numbers, or a refusal with a sentence. */
function survives(ask: () => object): void {
  try {
    const answer = ask();
    expect(isAllFinite(answer)).toBe(true);
    expect(JSON.parse(JSON.stringify(answer))).toEqual(answer);
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    expect(error.message.length).toBeGreaterThan(5);
  }
}

const anything = fc.anything({ withBigInt: false, withDate: false, maxDepth: 3 });
const someName = fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...scaleNames) }, fc.string());
const oneWrong = aForm(8).chain(([name, answers]) =>
  fc.tuple(
    fc.constant(name),
    fc.oneof(
      fc.tuple(fc.nat(answers.length), anything).map(([at, value]) => answers.map((a, i) => (i === at ? value : a))),
      fc.constant(answers.slice(1)),
      anything,
    ),
    fc.oneof(
      fc.constant({}),
      fc.record({ sex: anything }),
      fc.record({ recallDays: anything }),
      fc.record({ anchorBase: anything }),
    ),
  ),
);
const objectOf = (...keys: string[]) =>
  fc.dictionary(
    fc.oneof({ weight: 20, arbitrary: fc.constantFrom(...keys) }, fc.string()),
    fc.oneof(fc.boolean(), fc.constant(null), fc.double(), fc.integer({ min: -3, max: 40 }), anything),
  );

test('whatever comes in, there is a score or a refusal that says why', () => {
  fc.assert(
    fc.property(oneWrong, ([name, answers, more]) => survives(() => scoreRequest({ answers, ...more }, name))),
    { numRuns },
  );
  fc.assert(
    fc.property(anything, someName, (input, name) => survives(() => scoreRequest(input, name))),
    { numRuns },
  );
  const cssrs = objectOf('q1', 'q2', 'q3', 'q4', 'q5', 'q6Lifetime', 'q6ThreeMonths');
  const maudsley = objectOf('durationMonths', 'severity', 'antidepressantTrials', 'augmentation', 'ect');
  fc.assert(
    fc.property(cssrs, maudsley, (a, b) => {
      survives(() => score('c-ssrs-screener', a));
      survives(() => score('maudsley', b));
    }),
    { numRuns },
  );
});

test('whatever comes in, the triage and the verdict on a trial answer or refuse', () => {
  const triage = objectOf('cssrs', 'phq9Item9', 'qidsItem12', 'madrsItem10');
  const trial = objectOf('drug', 'mgPerDay', 'weeks', 'taken', 'outcome', 'stoppedForIntolerance');
  fc.assert(
    fc.property(triage, trial, (a, b) => {
      survives(() => triageSuicide(a));
      survives(() => trialAdequacy(b));
    }),
    { numRuns },
  );
});
