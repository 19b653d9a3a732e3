/** Everything the report compares, route by route. */
import { olderFrom, ratesByScale, transform1 } from '#clinical/chart/chart.ts';
import { afterOneInfusion, longUse, sprayOverTime, stopOrGoOn, usualCare } from '#clinical/learn/learn.ts';
import { thresholds } from '#clinical/session/session.ts';
import { trial } from '#clinical/sources.ts';
import { dropouts, noShow, responseNotRead, standsIn } from './assumed.ts';
import { sprayWellPct, usualFigures } from './figures.ts';
import { dissociationPeak, pressureRise } from './iv-figures.ts';
import {
  hazardRatioOfGoingOn,
  pressureSource,
  sprayPressure,
  stoppedForPressure,
  swallowed,
  thoughtsBetter,
  underSkin,
  underTongue,
} from './published.ts';
import { happenedBy } from './report-gather.ts';
import { type LineSpec, limits, meanLine, rangeLine, relapseLine, shareLine } from './report-line.ts';
import {
  diastolicRise,
  fellBack,
  leftBy,
  leftFor,
  meanOver,
  muchBetter,
  muchBetterLater,
  notCome,
  ofAge,
  once,
  reports,
  systolicRise,
  thoughts,
  well,
  withoutPressor,
  worse,
} from './report-looks.ts';
import { type SimulatedRoute, simulatedRoutes } from './treatments.ts';

const spray = 'intranasal-esketamine';
const large = thresholds.riseAmberFrom.value;
const high = thresholds.pressureRedFrom.value;
const hoursTo = (day: number) => 24 * day;

/** What people report, in four weeks of the spray. */
const reportedLines = transform1.value.rates.map(({ reaction, activePct }) =>
  shareLine(
    { what: `Report ${reaction} at least once in 4 weeks`, route: spray, by: transform1 },
    activePct,
    reports(reaction),
  ),
);

/** What a scale finds, in four weeks of the spray. */
const { dissociationPct, sedationPct, moaaS0Pct } = ratesByScale.value;
const byScaleLines = [
  rangeLine(
    { what: 'CADSS above 4 at least once in 4 weeks', route: spray, by: ratesByScale },
    dissociationPct,
    once(({ cadss }) => cadss > thresholds.cadss.value.greenTo),
  ),
  rangeLine(
    { what: 'MOAA/S below 5 at least once in 4 weeks', route: spray, by: ratesByScale },
    sedationPct,
    once(({ moaaS }) => moaaS < thresholds.moaaS.value.green),
  ),
  shareLine(
    { what: 'MOAA/S 0 at least once in 4 weeks (published 0.3 to 0.4)', route: spray, by: ratesByScale },
    (moaaS0Pct.from + moaaS0Pct.to) / 2,
    once(({ moaaS }) => moaaS === 0),
  ),
];

/** What such a medicine adds is an assumption, not to be held against a study. */
const takingNone = ', nothing taken that raises it';

function pressureLines(age: 'under65' | 'from65'): LineSpec[] {
  const of = sprayPressure[age];
  const words = age === 'under65' ? `under ${olderFrom.value} years` : `${olderFrom.value} years and over`;
  const inGroup = ofAge(age === 'under65' ? (years) => years < olderFrom.value : (years) => years >= olderFrom.value);
  const isOfAge: typeof inGroup = (look) => inGroup(withoutPressor(look));
  const about = (what: string) =>
    ({ what: `${what}, ${words}${takingNone}`, route: spray, by: pressureSource[age].shares }) as const;
  const means = (what: string) => ({ ...about(what), by: pressureSource[age].means, unit: 'mm[Hg]' }) as const;
  const { pressure } = limits.value;
  return [
    meanLine(means('Mean rise of the systolic pressure'), of.systolic, pressure, isOfAge(meanOver(systolicRise))),
    meanLine(means('Mean rise of the diastolic pressure'), of.diastolic, pressure, isOfAge(meanOver(diastolicRise))),
    shareLine(
      about('Systolic rise of 40 or more at least once in 4 weeks'),
      of.rise40Pct,
      isOfAge(once((session) => systolicRise(session) >= large.systolic)),
      of.people,
    ),
    shareLine(
      about('Diastolic rise of 25 or more at least once in 4 weeks'),
      of.rise25Pct,
      isOfAge(once((session) => diastolicRise(session) >= large.diastolic)),
      of.people,
    ),
    shareLine(
      about('Systolic pressure of 180 or more at least once in 4 weeks'),
      of.from180Pct,
      isOfAge(once(({ peak }) => peak.systolic >= high.systolic)),
      of.people,
    ),
    ...(of.from110Pct === undefined
      ? []
      : [
          shareLine(
            about('Diastolic pressure of 110 or more at least once in 4 weeks'),
            of.from110Pct,
            isOfAge(once(({ peak }) => peak.diastolic >= high.diastolic)),
            of.people,
          ),
        ]),
  ];
}

const [day2, day28] = sprayOverTime.value.at;
const [first, last] = [24, hoursTo(day28.day)];
const sprayLeft = stopOrGoOn.value.daysToRelapseAfterStopping;
const sprayMood = [
  shareLine(
    { what: 'Much better after 24 hours (MADRS)', route: spray, by: sprayOverTime },
    day2.active.per100,
    muchBetter('madrs', first),
  ),
  shareLine(
    { what: 'Much better at 4 weeks (MADRS)', route: spray, by: sprayOverTime },
    day28.active.per100,
    muchBetter('madrs', last),
  ),
  shareLine(
    { what: 'Much better at 4 weeks, of those who were not after 24 hours', route: spray, by: sprayOverTime },
    sprayOverTime.value.notAtFirst.active,
    muchBetterLater('madrs', first, last),
  ),
  shareLine(
    {
      what: 'Well at 4 weeks (MADRS 12 or less), TRANSFORM-1 and 2 together',
      route: spray,
      by: trial('clinical basis 6.1 [S103]'),
    },
    sprayWellPct,
    well('madrs', last, usualFigures.improvement[spray].well),
  ),
  relapseLine({ what: `Fell back within ${sprayLeft} days after stopping`, route: spray, by: stopOrGoOn }, 50, () =>
    happenedBy(
      sprayLeft,
      fellBack(day28.day, ({ mood }) => mood.stops),
    ),
  ),
  relapseLine(
    {
      what: `Fell back within ${sprayLeft} days while it went on (half, and the ratio of hazards)`,
      route: spray,
      by: hazardRatioOfGoingOn,
    },
    100 * (1 - 0.5 ** hazardRatioOfGoingOn.value),
    () =>
      happenedBy(
        sprayLeft,
        fellBack(day28.day, ({ mood }) => !mood.stops),
      ),
  ),
  rangeLine(
    { what: 'Stopped for side effects, at most, in 10 months', route: spray, by: longUse },
    { from: 0, to: longUse.value.stopped },
    leftFor('side effects', 'blood pressure'),
  ),
  rangeLine(
    { what: 'Stopped for pressure, at most', route: spray, by: stoppedForPressure },
    { from: 0, to: 100 * stoppedForPressure.value },
    leftFor('blood pressure'),
  ),
];

const [oneDay] = afterOneInfusion.value.at;
const { day: inductionDays, well: wellAt } = usualFigures.improvement.iv;
const end = hoursTo(inductionDays);
const vein = 'iv';
const veinLines = [
  meanLine(
    { what: `Mean rise of the systolic pressure${takingNone}`, route: vein, by: pressureRise, unit: 'mm[Hg]' },
    pressureRise.value.systolic.mean,
    limits.value.pressure,
    withoutPressor(meanOver(systolicRise)),
  ),
  meanLine(
    { what: `Mean rise of the diastolic pressure${takingNone}`, route: vein, by: pressureRise, unit: 'mm[Hg]' },
    pressureRise.value.diastolic.mean,
    limits.value.pressure,
    withoutPressor(meanOver(diastolicRise)),
  ),
  meanLine(
    { what: 'Mean CADSS total at its peak', route: vein, by: dissociationPeak, unit: '{score}' },
    dissociationPeak.value.mean,
    limits.value.cadss,
    meanOver(({ cadss }) => cadss),
  ),
  shareLine(
    { what: 'Much better after 24 hours', route: vein, by: afterOneInfusion },
    oneDay.muchBetter,
    muchBetter('madrs', first),
  ),
  shareLine(
    { what: 'Well after 24 hours (MADRS 10 or less)', route: vein, by: afterOneInfusion },
    oneDay.well,
    well('madrs', first, usualFigures.improvement.iv.early.well),
  ),
  shareLine(
    { what: 'Much better after the series (PHQ-9)', route: vein, by: usualCare },
    usualCare.value.muchBetter,
    muchBetter('phq-9', end),
  ),
  shareLine(
    { what: 'Well after the series (PHQ-9 below 5)', route: vein, by: usualCare },
    usualCare.value.well,
    well('phq-9', end, wellAt),
  ),
  shareLine(
    { what: 'Worse after the series (PHQ-9)', route: vein, by: usualCare },
    usualCare.value.worse,
    worse('phq-9', end),
  ),
  ...usualCare.value.stillBetter.map(({ weeks, per100 }) =>
    relapseLine(
      { what: `Fell back within ${weeks} weeks after the series`, route: vein, by: usualCare },
      100 - per100,
      () =>
        happenedBy(
          7 * weeks,
          fellBack(inductionDays, () => true),
        ),
    ),
  ),
  shareLine(
    { what: 'Thoughts of suicide better after the series, of those who had them', route: vein, by: thoughtsBetter },
    100 * thoughtsBetter.value,
    thoughts(end, (from, to) => (from === 0 ? undefined : to < from)),
  ),
  shareLine(
    { what: 'Thoughts of suicide worse after the series', route: vein, by: usualCare },
    usualCare.value.worseSuicidal,
    thoughts(end, (from, to) => to > from),
  ),
];

const otherMood = [
  shareLine(
    { what: 'Much better at 4 weeks (MADRS)', route: 'sc', by: underSkin },
    100 * underSkin.value.response,
    muchBetter('madrs', last),
  ),
  shareLine(
    { what: 'Well at 4 weeks (MADRS 10 or less)', route: 'sc', by: underSkin },
    100 * underSkin.value.remission,
    well('madrs', last, 10),
  ),
  shareLine(
    { what: 'Much better at 4 weeks (PHQ-9)', route: 'sublingual', by: underTongue },
    100 * underTongue.value.response,
    muchBetter('phq-9', last),
  ),
  shareLine(
    { what: 'Well at 4 weeks (PHQ-9 below 5)', route: 'sublingual', by: underTongue },
    100 * underTongue.value.remission,
    well('phq-9', last, wellAt),
  ),
  shareLine(
    { what: 'Worse at 4 weeks (PHQ-9)', route: 'sublingual', by: underTongue },
    100 * underTongue.value.worse,
    worse('phq-9', last),
  ),
  shareLine(
    { what: 'Well after 21 days (MADRS 10 or less)', route: 'oral', by: swallowed },
    100 * swallowed.value,
    well('madrs', end, 10),
  ),
  shareLine(
    { what: 'Much better after 21 days (MADRS)', route: 'oral', by: responseNotRead },
    100 * responseNotRead.value.swallowed,
    muchBetter('madrs', end),
  ),
  shareLine(
    { what: 'Much better after 21 days, as into a vein (PHQ-9)', route: 'im', by: responseNotRead },
    usualCare.value.muchBetter,
    muchBetter('phq-9', end),
  ),
] satisfies LineSpec[];

/** Rates of the spray that stand in for a route without any. */
function standInLines(route: Exclude<SimulatedRoute, typeof spray>): LineSpec[] {
  const { rates } = standsIn.value[route];
  return transform1.value.rates
    .filter(({ reaction }) => ['dissociation', 'nausea', 'dizziness', 'headache'].includes(reaction))
    .map(({ reaction, activePct }) =>
      shareLine(
        { what: `Report ${reaction} at least once in 4 weeks`, route, by: standsIn },
        rates * activePct,
        reports(reaction),
      ),
    );
}

const clinicLines = simulatedRoutes.flatMap((route) => [
  meanLine(
    { what: 'Booked sessions after the first to which nobody comes', route, by: noShow, unit: '%' },
    100 * noShow.value,
    limits.value.rare,
    notCome,
  ),
  shareLine(
    { what: 'Stopped coming within 4 weeks', route, by: dropouts },
    100 * dropouts.value.in28Days,
    leftBy(day28.day),
  ),
]);

export const reportLines: readonly LineSpec[] = [
  ...reportedLines,
  ...byScaleLines,
  ...pressureLines('under65'),
  ...pressureLines('from65'),
  ...sprayMood,
  ...veinLines,
  ...otherMood,
  ...standInLines('iv'),
  ...standInLines('im'),
  ...standInLines('sc'),
  ...standInLines('oral'),
  ...standInLines('sublingual'),
  ...clinicLines,
];
