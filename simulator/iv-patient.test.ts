import { expect, test } from 'vitest';
import { sideEffect } from '#clinical/chart/chart.ts';
import { chance } from './chance.ts';
import { dissociationPeak, pressureRise, sedationShare, shares } from './iv-figures.ts';
import { type IvCourse, ivCourse, measured } from './iv-patient.ts';
import { inventIvPerson } from './iv-person.ts';

/** So many people, each with 0.5 mg/kg in 40 min. */
const people = Array.from({ length: 500 }, (_, place) => {
  const by = chance(11, 'iv', place);
  const weightKg = by.whole(55, 100);
  const person = inventIvPerson(by, { ageYears: by.whole(20, 70), weightKg });
  return { person, course: ivCourse(person, [{ fromMin: 0, toMin: 40, mgPerMin: (0.5 * weightKg) / 40 }]) };
});
const mean = (of: readonly number[]) => of.reduce((sum, value) => sum + value, 0) / of.length;
const spread = (of: readonly number[]) => Math.sqrt(mean(of.map((value) => (value - mean(of)) ** 2)));
const minutes = Array.from({ length: 181 }, (_, at) => at);
const peakOf = (of: (atMin: number) => number) => Math.max(...minutes.map(of));
const peakMin = (of: (atMin: number) => number) => minutes.reduce((best, at) => (of(at) > of(best) ? at : best), 0);
const riseAt = (vital: 'systolic' | 'diastolic' | 'pulse', atMin: number) =>
  people.map(({ person, course }) => course(atMin)[vital] - person.before[vital]);
const share = (holds: (course: IvCourse) => boolean) =>
  people.filter(({ course }) => holds(course)).length / people.length;

test('pressure rises by what was published, 16.0/11.0 mmHg at 40 min, spread as widely', () => {
  const { atMin, systolic, diastolic } = pressureRise.value;
  expect(Math.abs(mean(riseAt('systolic', atMin)) - systolic.mean)).toBeLessThan(2);
  expect(Math.abs(mean(riseAt('diastolic', atMin)) - diastolic.mean)).toBeLessThan(1.5);
  expect(Math.abs(spread(riseAt('systolic', atMin)) - systolic.sd)).toBeLessThan(2.5);
  expect(Math.abs(spread(riseAt('diastolic', atMin)) - diastolic.sd)).toBeLessThan(2);
});

test('pressure peaks between 30 and 40 min, where the published clinics saw it, and is nearly back at 90', () => {
  const meanRise = (atMin: number) => mean(riseAt('systolic', atMin));
  const peak = peakMin(meanRise);
  expect(peak).toBeGreaterThanOrEqual(30);
  expect(peak).toBeLessThanOrEqual(40);
  expect(meanRise(10)).toBeGreaterThan(0.25 * meanRise(peak));
  expect(meanRise(90)).toBeLessThan(0.15 * meanRise(peak));
});

test('a severe pressure is rare: at most one session in twenty reaches 180/110', () => {
  const severe = share((course) => minutes.some((at) => course(at).systolic >= 180 || course(at).diastolic >= 110));
  expect(severe).toBeLessThanOrEqual(0.05);
});

test('dissociation peaks at 7.7 (spread 9.2) by CADSS near the end of the infusion, and is over by 120 min', () => {
  const peaks = people.map(({ course }) => peakOf((at) => course(at).cadss));
  expect(Math.abs(mean(peaks) - dissociationPeak.value.mean)).toBeLessThan(1.2);
  expect(Math.abs(spread(peaks) - dissociationPeak.value.sd)).toBeLessThan(2.5);
  const peak = peakMin((at) => mean(people.map(({ course }) => course(at).cadss)));
  expect(peak).toBeGreaterThanOrEqual(35);
  expect(peak).toBeLessThanOrEqual(45);
  expect(share((course) => course(120).cadss <= 4)).toBe(1);
});

test('about half get sleepy, in the published range; none below MOAA/S 3, and all are awake at 100 min', () => {
  const sleepy = share((course) => minutes.some((at) => course(at).moaaS < 5));
  const { from, to } = sedationShare.value.below5;
  expect(sleepy).toBeGreaterThanOrEqual(from - 0.04);
  expect(sleepy).toBeLessThanOrEqual(to + 0.04);
  expect(share((course) => minutes.some((at) => course(at).moaaS < 3))).toBe(0);
  expect(share((course) => course(100).moaaS === 5)).toBe(1);
});

test('nausea comes to about three in ten, begins at 20 to 60 min and is over by 120', () => {
  const nauseous = people.filter(({ course }) => minutes.some((at) => course(at).nausea >= 2));
  expect(Math.abs(nauseous.length / people.length - shares.value.nausea)).toBeLessThan(0.06);
  const { onsetMin, offsetMin } = sideEffect('nausea-and-vomiting').course;
  const onsets = nauseous.map(({ course }) => minutes.find((at) => course(at).nausea >= 2) ?? 0);
  expect(mean(onsets)).toBeGreaterThanOrEqual(onsetMin?.from ?? 0);
  expect(mean(onsets)).toBeLessThanOrEqual(onsetMin?.to ?? 0);
  expect(share((course) => course(offsetMin?.to ?? 0).nausea < 2)).toBe(1);
});

test('before the dose, and without one, nothing changes but the fear of it', () => {
  for (const { person, course } of people) {
    const none = ivCourse(person, []);
    for (const state of [course(-15), course(0), none(40)]) {
      expect(state).toMatchObject({ ...person.before, moaaS: 5, cadss: 0, nausea: 0, isOriented: true });
    }
  }
});

test('half the rate gives less of everything', () => {
  for (const { person, course } of people.slice(0, 50)) {
    const slowed = ivCourse(person, [
      { fromMin: 0, toMin: 20, mgPerMin: (0.5 * person.weightKg) / 40 },
      { fromMin: 20, toMin: 60, mgPerMin: (0.25 * person.weightKg) / 40 },
    ]);
    expect(slowed(15)).toEqual(course(15));
    expect(slowed(40).cadss).toBeLessThanOrEqual(course(40).cadss);
    expect(Math.abs(slowed(40).systolic - person.before.systolic)).toBeLessThanOrEqual(
      Math.abs(course(40).systolic - person.before.systolic),
    );
  }
});

test('an instrument shows whole numbers that a nurse could write down', () => {
  for (const [place, { course }] of people.entries()) {
    const shown = measured(course(place % 120), chance(3, place));
    for (const value of Object.values(shown)) expect(Number.isInteger(value)).toBe(true);
    expect(shown.diastolic).toBeLessThan(shown.systolic);
    expect(shown.spo2).toBeLessThanOrEqual(100);
    expect(measured(course(place % 120), chance(3, place))).toEqual(shown);
  }
});
