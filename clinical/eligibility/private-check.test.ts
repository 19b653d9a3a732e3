import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type CheckAnswers,
  type CheckTopicName,
  callsFirst,
  checkAnswers,
  checkParts,
  checkQuestions,
  checkTopics,
  cuffRange,
  cuffWrong,
} from './eligibility.ts';

/** Nothing stands out: an adult with depression who has tried enough, and said no where no is good news. */
const plain: CheckAnswers = {
  age: 'adult',
  diagnosis: 'depression',
  tries: 'enough',
  death: 'no',
  pressure: { systolic: 120, diastolic: 80 },
  aneurysm: 'no',
  heart: 'no',
  mind: 'no',
  substances: 'no',
  pregnancy: 'not-possible',
};

const reading = fc.record({
  systolic: fc.integer({ min: 70, max: 220 }),
  diastolic: fc.integer({ min: 40, max: 130 }),
});
const { pressure: _, ...chosen } = checkAnswers;
const answers: fc.Arbitrary<CheckAnswers> = fc.record(
  {
    age: fc.constantFrom(...chosen.age),
    diagnosis: fc.constantFrom(...chosen.diagnosis),
    tries: fc.constantFrom(...chosen.tries),
    death: fc.constantFrom(...chosen.death),
    pressure: fc.oneof(reading, fc.constant('not-known' as const)),
    aneurysm: fc.constantFrom(...chosen.aneurysm),
    heart: fc.constantFrom(...chosen.heart),
    mind: fc.constantFrom(...chosen.mind),
    substances: fc.constantFrom(...chosen.substances),
    pregnancy: fc.constantFrom(...chosen.pregnancy),
  },
  { requiredKeys: [] },
);

const namesOf = (of: CheckAnswers) => checkTopics(of).map(({ name }) => name);
const partOf = (of: CheckAnswers, name: CheckTopicName) => checkTopics(of).find((topic) => topic.name === name)?.part;

test('ten questions, each asked once', () => {
  expect([...checkQuestions].sort()).toEqual(Object.keys(checkAnswers).sort());
  expect(checkQuestions).toHaveLength(10);
});

test('the order in which someone answers changes nothing', () => {
  fc.assert(
    fc.property(answers, fc.infiniteStream(fc.nat()), (of, dice) => {
      const entries = Object.entries(of);
      const order = entries.map((entry) => ({ entry, at: dice.next().value })).sort((a, b) => a.at - b.at);
      expect(checkTopics(Object.fromEntries(order.map(({ entry }) => entry)))).toEqual(checkTopics(of));
    }),
  );
});

test('what is not known is never normal: it is a topic, said or not answered', () => {
  for (const question of checkQuestions) {
    const open = { ...plain, [question]: 'not-known' };
    expect(partOf(open, `${question}-not-known`), question).toBe('not-known');
    const { [question]: _left, ...unanswered } = plain;
    expect(checkTopics(unanswered), question).toEqual(checkTopics(open));
  }
});

test('to say "I do not know" to a question takes no topic of another question away', () => {
  fc.assert(
    fc.property(answers, fc.constantFrom(...checkQuestions), (of, question) => {
      const others = (names: CheckTopicName[]) => names.filter((name) => !name.startsWith(`${question}-`));
      expect(others(namesOf({ ...of, [question]: 'not-known' }))).toEqual(others(namesOf(of)));
    }),
  );
});

test('an empty check speaks about all ten questions', () => {
  expect(namesOf({})).toEqual(checkQuestions.map((question) => `${question}-not-known`));
});

test('where nothing stands out, the page still says what studies were about, and no more', () => {
  expect(checkTopics(plain)).toEqual([
    { name: 'diagnosis-depression', part: 'studies' },
    { name: 'tries-enough', part: 'studies' },
  ]);
});

test('a pressure above 140 over 90 is talked about first; from 180 over 110 it is urgent; a usual one is no topic', () => {
  expect(partOf({ ...plain, pressure: { systolic: 150, diastolic: 95 } }, 'pressure-high')).toBe('first');
  expect(partOf({ ...plain, pressure: { systolic: 130, diastolic: 91 } }, 'pressure-high')).toBe('first');
  expect(partOf({ ...plain, pressure: { systolic: 182, diastolic: 90 } }, 'pressure-urgent')).toBe('first');
  expect(partOf({ ...plain, pressure: { systolic: 88, diastolic: 60 } }, 'pressure-low')).toBe('first');
  expect(namesOf({ ...plain, pressure: { systolic: 140, diastolic: 90 } })).toEqual(namesOf(plain));
});

test('a vessel that can burst, a heart attack, voices, ketamine outside care and a pregnancy come first', () => {
  const first: readonly [Partial<CheckAnswers>, CheckTopicName][] = [
    [{ age: 'minor' }, 'age-minor'],
    [{ diagnosis: 'psychotic' }, 'diagnosis-psychotic'],
    [{ diagnosis: 'bipolar' }, 'diagnosis-bipolar'],
    [{ aneurysm: 'mine' }, 'aneurysm-mine'],
    [{ heart: 'recent' }, 'heart-recent'],
    [{ heart: 'earlier' }, 'heart-earlier'],
    [{ mind: 'now' }, 'mind-now'],
    [{ mind: 'past' }, 'mind-past'],
    [{ substances: 'now' }, 'substances-now'],
    [{ substances: 'ketamine' }, 'substances-ketamine'],
    [{ pregnancy: 'pregnant' }, 'pregnancy-pregnant'],
    [{ pregnancy: 'breastfeeding' }, 'pregnancy-breastfeeding'],
  ];
  for (const [answer, name] of first) expect(partOf({ ...plain, ...answer }, name), name).toBe('first');
});

test('an aneurysm in the family is a question to ask, not an aneurysm and not nothing', () => {
  expect(partOf({ ...plain, aneurysm: 'family' }, 'aneurysm-family')).toBe('not-known');
});

test('thoughts of death, and no answer about them, put whom to call before everything else', () => {
  expect(callsFirst(plain)).toBe(false);
  for (const death of ['sometimes', 'yes', 'not-known', undefined] as const)
    expect(callsFirst({ ...plain, death })).toBe(true);
  fc.assert(
    fc.property(answers, fc.constantFrom('sometimes', 'yes'), (of, death) => {
      expect(checkTopics({ ...of, death })[0]).toEqual({ name: `death-${death}`, part: 'first' });
    }),
  );
});

test('figures that no cuff for the home shows are asked again; a reading within is taken whatever it says', () => {
  const { systolic, diastolic } = cuffRange.value;
  expect(cuffWrong(undefined, undefined)).toBe('none');
  expect(cuffWrong(120, undefined)).toBe('lower');
  expect(cuffWrong(undefined, 80)).toBe('upper');
  expect(cuffWrong(80, 120)).toBe('order');
  expect(cuffWrong(300, 20)).toBe('upper');
  expect(cuffWrong(200, 20)).toBe('lower');
  expect(cuffWrong(Number.NaN, 80)).toBe('upper');
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 999 }), fc.integer({ min: 0, max: 999 }), (upper, lower) => {
      const isReading =
        upper > lower &&
        upper >= systolic.from &&
        upper <= systolic.to &&
        lower >= diastolic.from &&
        lower <= diastolic.to;
      expect(cuffWrong(upper, lower) === undefined).toBe(isReading);
    }),
  );
});

test('parts come in their order, and no topic twice', () => {
  fc.assert(
    fc.property(answers, (of) => {
      const topics = checkTopics(of);
      const places = topics.map(({ part }) => checkParts.indexOf(part));
      expect(places).toEqual([...places].sort((a, b) => a - b));
      expect(new Set(topics.map(({ name }) => name)).size).toBe(topics.length);
    }),
  );
});
