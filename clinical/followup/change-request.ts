import { z } from 'zod';
import { BadInput, readInput } from '#clinical/bad-input.ts';
import {
  anchorBases,
  bprsPlusBy,
  cssrsLevels,
  listedScales,
  maudsleyTotal,
  scaleNamed,
} from '#clinical/scales/scales.ts';
import { type ChangeAnswer, type Changing, changeOf, rangeInWords } from './change.ts';

const ChangeRequest = z.strictObject(
  {
    baseline: z.unknown().optional(),
    current: z.unknown().optional(),
    /** In place of the example that comes with the scale. */
    reliability: z
      .strictObject({
        sd: z.number('is a number').positive('is more than 0').max(1_000, 'is 1000 or less'),
        alpha: z.number('is a number').min(0, 'is 0 or more').max(1, 'is 1 or less'),
      })
      .optional(),
    anchorBase: z.enum(anchorBases, 'is 0-6 or 1-7').optional(),
  },
  { error: 'is an object with baseline and current' },
);

const Levels = z.object({
  baseline: z.enum(cssrsLevels, `is one of ${cssrsLevels.join(', ')}`),
  current: z.enum(cssrsLevels, `is one of ${cssrsLevels.join(', ')}`),
});

/** A staging says how resistant an episode is; a change of it is no response. */
const maudsley: Changing = { name: 'maudsley', title: 'Maudsley Staging Method', more: 'worse', total: maudsleyTotal };

/** The screener has levels: any step upwards matters, and there is no percentage. */
function changeOfLevel(input: unknown): ChangeAnswer {
  const { baseline, current } = readInput(Levels, input);
  const step = cssrsLevels.indexOf(baseline) - cssrsLevels.indexOf(current);
  return {
    scale: 'c-ssrs-screener',
    baseline,
    current,
    percentChange: null,
    response: null,
    remission: null,
    reliable: null,
    points: null,
    direction: step > 0 ? 'better' : step < 0 ? 'worse' : 'same',
    partial: null,
    improvement: null,
    remissionBy: {},
    minimalImportantChange: step < 0,
    importantBy: { 'any upward category': step < 0 },
    class: null,
    reliableFromPoints: null,
    deterioration: current === 'high' && step < 0,
    why: 'The screener has levels, not points: no percentage, response, remission or reliable change.',
  };
}

function totalOf(scale: Changing, field: 'baseline' | 'current', given: unknown): number {
  const { from, to } = scale.total.value;
  if (typeof given !== 'number' || !Number.isInteger(given) || given < from || given > to)
    throw new BadInput(field, `${field}: is ${rangeInWords(scale)}`);
  return given + 0;
}

/**
 * What a change means, as the command `change <scale>` takes it.
 *
 * @throws BadInput that names the field: an unknown scale, a total out of range
 */
export function changeRequest(input: unknown, name: string | undefined): ChangeAnswer {
  const named = scaleNamed(name);
  const { anchorBase, reliability, ...totals } = readInput(ChangeRequest, input);
  if (anchorBase !== undefined && named !== 'bprs-plus')
    throw new BadInput('anchorBase', 'anchorBase: belongs to bprs-plus alone');
  if (named === 'c-ssrs-screener') return changeOfLevel(totals);
  const scale = named === 'maudsley' ? maudsley : named === 'bprs-plus' ? bprsPlusBy(anchorBase) : listedScales[named];
  return changeOf(scale, {
    baseline: totalOf(scale, 'baseline', totals.baseline),
    current: totalOf(scale, 'current', totals.current),
    reliability,
  });
}
