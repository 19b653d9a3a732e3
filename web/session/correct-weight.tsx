import { TextInput } from '@mantine/core';
import { gramsOf, type WeightGiven, weightInWords } from '#clinical/chart/chart.ts';
import { t } from '#web/platform/text.ts';
import { Choice } from './pad-choices.tsx';
import { inThousandths } from './pump-numbers.ts';

const units = ['kg', 'lb'] as const;
export type WeightTyped = { readonly typed: string; readonly unit: WeightGiven['unit'] | undefined };

/** Room for typing, no clinical line: the same as the weight’s own schema. */
const mostTyped = 1_000;

function read({ typed, unit }: WeightTyped): WeightGiven | undefined {
  const value = (inThousandths(typed) ?? 0) / 1_000;
  return value > 0 && value <= mostTyped && unit !== undefined ? { value, unit } : undefined;
}

export function weightFrom(of: WeightTyped): { data: Record<string, unknown> } | { says: string } {
  const given = read(of);
  return given === undefined ? { says: t('weight.wrong') } : { data: { given } };
}

/** Number and unit anew: pounds taken for kilograms are both at once. */
export function CorrectWeight({ of, change }: { of: WeightTyped; change: (of: WeightTyped) => void }) {
  const given = read(of);
  return (
    <div className="stack">
      <TextInput
        size="lg"
        label={t('weight.value')}
        inputMode="decimal"
        value={of.typed}
        onChange={({ currentTarget }) => change({ ...of, typed: currentTarget.value })}
      />
      <div className="choices choices-2">
        {units.map((unit) => (
          <Choice key={unit} isOn={of.unit === unit} word={t(`weight.${unit}`)} pick={() => change({ ...of, unit })} />
        ))}
      </div>
      {given !== undefined && <p className="act-number num">{weightInWords(gramsOf(given))}</p>}
    </div>
  );
}
