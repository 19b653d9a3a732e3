import { expect, test } from 'vitest';
import { emergencyCards, emergencyDoses, emergencyIds, emergencyKit, pumpStep } from './session.ts';

test('there is a card for every emergency: how to recognise it and what to do first', () => {
  const cards = emergencyCards(false);
  expect(cards.map(({ id }) => id)).toEqual([...emergencyIds]);
  for (const card of cards)
    expect([card.id, card.firstActions.length > 0, card.recognise.length > 5]).toEqual([card.id, true, true]);
});

test('every step that stops or slows the medicine is known as one at the pump, and no other is', () => {
  const steps = emergencyCards(false).flatMap(({ firstActions }) => firstActions);
  expect(steps.filter((step) => pumpStep(step) !== undefined)).toEqual(
    steps.filter((step) => /\b(stop|slow|medicine|infusion|pump)\b/i.test(step)),
  );
  expect(steps.filter((step) => pumpStep(step) === 'stop')).toHaveLength(5);
});

test('until the medical director has signed, no dose is shown and the card says so', () => {
  for (const card of emergencyCards(false)) {
    expect(card.doses).toEqual([]);
    if (card.id !== 'suicidal-crisis') expect(card.aboutDoses).toMatch(/hidden until the medical director signs/);
  }
});

test('signed, every dose row shows on its card with its own source and mark', () => {
  const shown = emergencyCards(true).flatMap(({ doses }) => doses);
  expect(shown).toHaveLength(emergencyDoses.rows.length);
  for (const dose of shown)
    expect([dose.drug, typeof dose.verified, dose.source.length > 5]).toEqual([dose.drug, 'boolean', true]);
});

test('adrenaline was read, the autoinjector was not', () => {
  const card = emergencyCards(true).find(({ id }) => id === 'anaphylaxis');
  expect(card?.doses.map(({ drug, from, verified }) => [drug, from, verified])).toEqual([
    ['adrenaline, 1 mg/mL', 0.5, true],
    ['adrenaline autoinjector', 0.3, false],
    ['crystalloid', 20, true],
  ]);
});

test('a range of a dose goes up, and nothing exceeds its most', () => {
  for (const { drug, from, to, most } of emergencyDoses.rows) {
    expect([drug, from > 0 && from <= to]).toEqual([drug, true]);
    expect([drug, most === undefined || to <= most]).toEqual([drug, true]);
  }
});

test('the kit holds what the cards need first', () => {
  expect(emergencyKit.value).toContain('suction');
  expect(emergencyKit.value).toContain('bag-valve-mask');
});
