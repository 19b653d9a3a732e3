import { describe, expect, test } from 'vitest';
import {
  checkAssign,
  checkDraw,
  checkProduct,
  checkSecondReading,
  checkStep,
  checkUnassign,
  drawUp,
  fullContainer,
  isRefusal,
  type Judgement,
  judgements,
  type Measure,
  reportingDue,
  type StepKind,
  stepKinds,
  type Wanted,
} from './pharmacy.ts';

const measure: Measure = { form: 'vial', strengthUgPerMl: 50_000, volumeUl: 10_000 };
const full = fullContainer(500_000, measure);
const vial: Wanted = {
  name: 'Ketamine 50 mg/mL, 10 mL',
  form: 'vial',
  substance: 'ketamine',
  severalSessions: false,
  lot: 'A12',
  expiresOn: '2026-11-30',
  isStrengthSure: true,
  container: full,
  drawnForSessions: [],
};
const wanted = { patientId: 'p1', sessionId: 's1', today: '2026-11-30' };

function opened(ug: number) {
  const step = drawUp(full, ug, measure);
  if (isRefusal(step)) throw new Error(step.says);
  return step.container;
}

describe('whether somebody may draw from a vial for a session', () => {
  const cases: [string, Partial<Wanted>, Partial<typeof wanted> & { orderedSubstance?: string }, string | undefined][] =
    [
      ['in date on its last day', {}, {}, undefined],
      [
        'expired yesterday',
        { expiresOn: '2026-11-29' },
        {},
        'This vial of lot A12 expired on 2026-11-29. Take another one; this one is destroyed.',
      ],
      [
        'strength read by one person',
        { isStrengthSure: false },
        {},
        'This vial of lot A12 was not scanned when it came. A second person reads its strength from the label before anyone draws from it.',
      ],
      ['ordered by the same name', {}, { orderedSubstance: 'ketamine' }, undefined],
      [
        'ordered the other of the two',
        {},
        { orderedSubstance: 'esketamine' },
        'The order is for esketamine; this vial holds ketamine.',
      ],
      ['set aside for this session', { assigned: { patientId: 'p1', sessionId: 's1' } }, {}, undefined],
      [
        'set aside for another session of the patient',
        { assigned: { patientId: 'p1', sessionId: 's2' } },
        {},
        'This vial of lot A12 is set aside for another session of this patient.',
      ],
      [
        'set aside for another patient',
        { assigned: { patientId: 'p2', sessionId: 's2' } },
        {},
        'This vial of lot A12 is set aside for another patient.',
      ],
      ['opened for this session', { container: opened(35_000), drawnForSessions: ['s1'] }, {}, undefined],
      [
        'opened for another session',
        { container: opened(35_000), drawnForSessions: ['s2'] },
        {},
        'This vial of lot A12 is for one session and was opened for another.',
      ],
      ['opened for another, and serves several', { severalSessions: true, drawnForSessions: ['s2'] }, {}, undefined],
      ['empty', { container: opened(500_000), drawnForSessions: ['s1'] }, {}, 'This vial of lot A12 is empty.'],
    ];
  test.each(cases)('%s', (_, item, of, says) => {
    expect(checkDraw({ ...vial, ...item }, { ...wanted, ...of })?.says).toBe(says);
  });

  test('what serves several sessions is set aside for nobody', () => {
    expect(checkAssign({ ...vial, severalSessions: true }, wanted)?.says).toContain('set aside for nobody');
    expect(checkAssign(vial, wanted)).toBeUndefined();
  });

  test('an opened vial is not put back among the others', () => {
    const assigned = { patientId: 'p1', sessionId: 's1' };
    expect(checkUnassign({ ...vial, assigned })).toBeUndefined();
    expect(checkUnassign({ ...vial, assigned, container: opened(35_000) })?.says).toContain('was opened');
    expect(checkUnassign(vial)?.says).toContain('set aside for nobody');
  });
});

describe('a product', () => {
  const device = { form: 'device', substance: 'esketamine', name: 'Device', pieceUg: 28_000 } as const;

  test('is a device of 28 mg or none', () => {
    expect(checkProduct(device)).toBeUndefined();
    expect(checkProduct({ ...device, pieceUg: 29_000 })?.says).toBe(
      'A nasal device holds 28 mg of esketamine; there is none of 29 mg.',
    );
  });

  test('has a bar code and a drug code of the same thing', () => {
    expect(checkProduct({ ...device, ndc: '0143-9508-10', gtin: '00301439508106' })).toBeUndefined();
    expect(checkProduct({ ...device, ndc: '0143-9508-11', gtin: '00301439508106' })?.says).toContain('not of the same');
  });

  test('is sure when two people read the same from it', () => {
    expect(checkSecondReading({ strengthUgPerMl: 50_000, volumeUl: 10_000 }, measure)).toBeUndefined();
    for (const other of [
      { strengthUgPerMl: 5_000, volumeUl: 10_000 },
      { strengthUgPerMl: 50_000, volumeUl: 1_000 },
      { pieceUg: 50_000, pieces: 1 },
    ])
      expect(checkSecondReading(other, measure)?.says).toContain('Look at the label together');
  });
});

describe('a discrepancy', () => {
  const judged = (judgement: Judgement) => ({ kind: 'judged', judgement });
  const reports = [{ kind: 'notice-sent' }, { kind: 'form-106-filed' }];

  test('is settled after it was judged, and a theft or significant loss after both reports', () => {
    for (const judgement of judgements) {
      const isReported = judgement === 'theft' || judgement === 'significant-loss';
      expect(checkStep('settled', []) === undefined).toBe(false);
      expect([judgement, checkStep('settled', [judged(judgement)]) === undefined]).toEqual([judgement, !isReported]);
      expect(checkStep('settled', [judged(judgement), ...reports])).toBeUndefined();
      for (const report of ['notice-sent', 'form-106-filed'] as const)
        expect([judgement, checkStep(report, [judged(judgement)]) === undefined]).toEqual([judgement, isReported]);
    }
  });

  test('that is settled takes no further step', () => {
    for (const kind of stepKinds satisfies readonly StepKind[])
      expect(checkStep(kind, [judged('explained'), { kind: 'settled' }])?.says).toContain('was settled');
  });

  test('is told by the next business day, and on Form 106 within 45 days', () => {
    expect(reportingDue('2026-11-30')).toEqual({ noticeBy: '2026-12-01', form106By: '2027-01-14' });
    expect(reportingDue('2026-12-04').noticeBy).toBe('2026-12-07');
    expect(reportingDue('2026-12-05').noticeBy).toBe('2026-12-07');
    expect(reportingDue('2026-12-06').noticeBy).toBe('2026-12-07');
  });
});
