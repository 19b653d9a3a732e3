import { expect, test } from 'vitest';
import { type Destroyed, form41Lines } from './pharmacy.ts';

const vial: Destroyed = {
  ...{ productId: 'v', name: 'Ketamine 50 mg/mL, 10 mL', substance: 'ketamine', ndc: '00143950810' },
  ...{ measure: { form: 'vial', strengthUgPerMl: 50_000, volumeUl: 10_000 }, contentUg: 500_000, destroyedUg: 500_000 },
};
const device: Destroyed = {
  ...{ productId: 'd', name: 'Nasal device', substance: 'esketamine', ndc: null },
  ...{ measure: { form: 'device', pieceUg: 28_000, pieces: 1 }, contentUg: 28_000, destroyedUg: 28_000 },
};
const pack: Destroyed = {
  ...{ productId: 'p', name: 'Lozenges', substance: 'ketamine', ndc: null },
  ...{ measure: { form: 'pack', pieceUg: 100_000, pieces: 30 }, contentUg: 3_000_000, destroyedUg: 1_200_000 },
};

test.each([
  ['nothing', [], []],
  [
    'two full vials and an opened one',
    [vial, { ...vial, destroyedUg: 120_000 }, vial],
    [
      {
        ...{ code: '00143950810', substance: 'ketamine', strength: '50 mg/mL', form: 'vial', package: '10 mL' },
        ...{ fullPackages: 2, partial: '2.4 mL (120 mg)', total: '22.4 mL (1120 mg)' },
      },
    ],
  ],
  [
    'a device and an opened pack, each without an NDC: the drug code stands in its place',
    [device, pack],
    [
      { code: '7285', strength: '28 mg each', package: '1 piece', fullPackages: 1, partial: undefined, total: '28 mg' },
      {
        ...{ code: '7285', strength: '100 mg each', package: '30 pieces', fullPackages: 0 },
        ...{ partial: '12 pieces (1200 mg)', total: '1200 mg' },
      },
    ],
  ],
])('of %s the form has a row for each product', (_, destroyed, lines) => {
  expect(form41Lines(destroyed)).toMatchObject(lines);
  expect(form41Lines(destroyed)).toHaveLength(lines.length);
});
