import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MedicineInput, PatientInput } from '#clinical/chart/chart.ts';
import { conditionRows } from '#clinical/eligibility/eligibility.ts';
import { findRelapse } from '#clinical/followup/followup.ts';
import { madrs, phq9, readAnswers, scoreCssrsScreener } from '#clinical/scales/scales.ts';
import { chance } from './chance.ts';
import { usualFigures } from './figures.ts';
import { playedCourse } from './played.ts';
import { lastDay, scored } from './ratings.ts';
import { plans, type SimulatedRoute, simulatedRoutes } from './treatments.ts';
import { rulesFrom, simulatePerson, type TreatedPerson } from './whole-person.ts';

const rules = rulesFrom(usualFigures);
const from = '2026-01-05';
const one = (seed: number, place: number, route?: SimulatedRoute) =>
  simulatePerson({ seed, place, from, withinWeeks: 20, route }, rules);
const many = Array.from({ length: 1_200 }, (_, place) => one(3, place));
const treated = many.filter((person): person is TreatedPerson => person.treated);

test('the same seed and place give the same person, whoever was simulated before', () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat({ max: 5_000 }), fc.nat({ max: 5_000 }), (seed, place, other) => {
      const alone = JSON.stringify(one(seed, place));
      one(seed, other);
      expect(JSON.stringify(one(seed, place))).toBe(alone);
      expect(JSON.stringify(one(seed + 1, place))).not.toBe(alone);
    }),
    { numRuns: 40 },
  );
});

test('nobody impossible, whatever the seed', () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat({ max: 100_000 }), fc.constantFrom(...simulatedRoutes), (seed, place, route) => {
      const person = one(seed, place, route);
      expect(PatientInput.parse(person.patient)).toEqual(person.patient);
      for (const medicine of person.medicines) expect(MedicineInput.parse(medicine)).toEqual(medicine);
      expect(person.ageYears).toBeGreaterThanOrEqual(18);
      expect(person.weightKg).toBeGreaterThan(50);
      expect(person.history.failedAntidepressants).toBeGreaterThanOrEqual(2);
      expect(person.history.maudsley).toBeGreaterThanOrEqual(3);
      expect(person.history.maudsley).toBeLessThanOrEqual(15);
      if (!person.treated) return;
      expect(person.level.peakNgPerMl).toBeGreaterThan(0);
      for (const session of person.sessions) {
        if (session.state === 'no-show') continue;
        expect(session.before.diastolic).toBeLessThan(session.before.systolic);
        if (session.state === 'postponed') continue;
        expect(session.before.systolic).toBeLessThan(160);
        expect(session.before.diastolic).toBeLessThan(100);
        expect(session.decided === true).toBe(session.before.systolic > 140 || session.before.diastolic > 90);
        expect(session.peak.diastolic).toBeLessThan(session.peak.systolic);
        expect(Number.isInteger(session.doseUg) && session.doseUg > 0).toBe(true);
        expect(session.cadss).toBeGreaterThanOrEqual(0);
        expect(session.cadss).toBeLessThanOrEqual(92);
        for (const { fromMin, toMin } of session.effects) expect(toMin).toBeGreaterThan(fromMin);
        const said = session.effects.map(({ reaction }) => reaction);
        if (said.includes('vomiting')) expect(said).toContain('nausea');
      }
    }),
    { numRuns: 300 },
  );
});

describe('a course', () => {
  test('keeps to the days of its plan, and nothing comes after somebody has left', () => {
    const left = treated.filter(({ dropout }) => dropout !== undefined);
    expect(left.length).toBeGreaterThan(100);
    for (const { route, sessions, ratings, dropout } of treated) {
      const { inductionDays, maintenanceDays } = plans[route].value;
      for (const { day } of sessions) expect([...inductionDays, ...maintenanceDays]).toContain(day);
      expect(sessions[0]?.state).not.toBe('no-show');
      const until = dropout?.onDay ?? lastDay;
      if (dropout !== undefined) for (const { day } of sessions) expect(day).toBeLessThan(dropout.onDay);
      for (const { hours } of ratings) expect(hours).toBeLessThanOrEqual(24 * until);
    }
  });

  test('nobody who is much better stops for want of benefit, and only they fall back', () => {
    for (const { mood, dropout } of treated) {
      if (mood.course === 'response') expect(dropout?.reason).not.toBe('no benefit');
      else expect(mood.relapseOnDay).toBeUndefined();
    }
    const courses = treated.map(({ mood }) => mood.course);
    for (const course of ['response', 'partial', 'none'] as const)
      expect(courses.filter((of) => of === course).length).toBeGreaterThan(treated.length / 20);
  });

  test('a relapse is one by the definition of the trials, when both ratings were made', () => {
    let seen = 0;
    for (const { mood, ratings } of treated) {
      if (mood.relapseOnDay === undefined) continue;
      const totals = ratings.flatMap((rating) => {
        if (rating.scale !== 'madrs' || rating.hours < 24 * (mood.relapseOnDay ?? 0)) return [];
        const { total } = scored('madrs', rating.answers);
        return total === null ? [] : [{ at: new Date(3.6e6 * rating.hours).toISOString(), total }];
      });
      const [first, second] = totals;
      if (first === undefined || second === undefined) continue;
      if (Date.parse(second.at) - Date.parse(first.at) > 15 * 86_400_000) continue;
      const relapse = findRelapse({ scale: 'madrs', after: totals, events: [], respondedAt: first.at });
      expect(relapse).toBeDefined();
      seen += 1;
    }
    expect(seen).toBeGreaterThan(40);
  });
});

test('ratings lie within their scales; what is missing is absent or null, never 0', () => {
  let [unanswered, skipped] = [0, 0];
  for (const { ratings } of treated) {
    for (const rating of ratings) {
      if (rating.scale === 'c-ssrs-screener') {
        expect(scoreCssrsScreener(rating.answers).missing).toBe(0);
        continue;
      }
      const scale = rating.scale === 'madrs' ? madrs : phq9;
      expect(readAnswers(scale, rating.answers)).toEqual(rating.answers);
      const { total, missing } = scored(rating.scale, rating.answers);
      if (total !== null) expect(total).toBeLessThanOrEqual(scale.total.value.to);
      if (rating.hours < 0) expect(missing).toBe(0);
      if (missing > 0) unanswered += 1;
    }
    if (!ratings.some(({ hours }) => hours === 24 * 7)) skipped += 1;
  }
  expect(unanswered).toBeGreaterThan(20);
  expect(skipped / treated.length).toBeGreaterThan(0.02);
  expect(skipped / treated.length).toBeLessThan(0.2);
});

test('whom a rule of the medicine blocks is not treated', () => {
  const cystitis = conditionRows.rows.find(({ fact }) => fact === 'cystitisOrUrinarySymptoms')?.rule;
  const blocked = many.filter(({ treated: is }) => !is);
  expect(blocked.length).toBeGreaterThan(10);
  for (const { said } of blocked) expect(said.map(({ strength }) => strength)).toContain('absolute');
  for (const { said } of treated) expect(said.map(({ strength }) => strength)).not.toContain('absolute');
  expect(blocked.some(({ said }) => said.some(({ rule }) => rule === cystitis))).toBe(true);
});

test('the level reached, and one sensitivity for all, carry on into pressure and side effects', () => {
  const iv = Array.from({ length: 600 }, (_, place) => one(5, place, 'iv')).filter(
    (person): person is TreatedPerson => person.treated,
  );
  const effectsOf = ({ sessions }: TreatedPerson) =>
    sessions.flatMap((session) => (session.state === 'given' ? session.effects : [])).length;
  const halves = (key: (person: TreatedPerson) => number) => {
    const sorted = iv.toSorted((a, b) => key(a) - key(b)).map(effectsOf);
    const sum = (of: number[]) => of.reduce((all, value) => all + value, 0);
    const middle = Math.floor(sorted.length / 2);
    return sum(sorted.slice(middle)) / sum(sorted.slice(0, middle));
  };
  expect(halves(({ level }) => level.apart)).toBeGreaterThan(1.2);
  expect(halves(({ sensitivity }) => sensitivity)).toBeGreaterThan(1.3);
});

test('a medicine that raises or lowers the level does so where it was measured', () => {
  const with_ = (name: string, route: SimulatedRoute) =>
    Array.from({ length: 3_000 }, (_, place) => one(9, place, route)).find(
      ({ medicines, treated: is }) => is && medicines.some((medicine) => medicine.name === name),
    );
  const oral = with_('clarithromycin', 'oral');
  expect(oral?.treated && oral.level.times).toBe(2.6);
  expect(oral?.said).toContainEqual({ rule: 'clarithromycin', strength: 'relative' });
  const iv = with_('clarithromycin', 'iv');
  expect(iv?.treated && iv.level.times).toBe(1);
});

test('a session into a vein can be played minute by minute, and peaks where it was simulated', () => {
  const people = Array.from({ length: 30 }, (_, place) => one(6, place, 'iv'));
  let played = 0;
  for (const person of people) {
    if (!person.treated) continue;
    for (const session of person.sessions.slice(0, 2)) {
      if (session.state !== 'given') continue;
      const given = [{ fromMin: 0, toMin: 40, mgPerMin: session.doseUg / 1_000 / 40 }];
      const course = playedCourse(chance(1, person.place), person, session, given);
      const states = Array.from({ length: 120 }, (_, at) => course(at));
      const sign = Math.sign(session.peak.systolic - session.before.systolic) || 1;
      const top = sign * Math.max(...states.map(({ systolic }) => sign * systolic));
      expect(Math.abs(top - session.peak.systolic)).toBeLessThan(1);
      expect(Math.abs(Math.max(...states.map(({ cadss }) => cadss)) - session.cadss)).toBeLessThanOrEqual(1);
      expect(course(0).systolic).toBe(session.before.systolic);
      played += 1;
    }
  }
  expect(played).toBeGreaterThan(30);
});
