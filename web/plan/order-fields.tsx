import { Radio, Textarea, TextInput } from '@mantine/core';
import { weightInWords } from '#clinical/chart/chart.ts';
import { type OrderWorkedOut, type Protocol, usualPumpStep, weightBases } from '#clinical/plan/plan.ts';
import { g } from '#clinical/units.ts';
import { t } from '#web/platform/text.ts';
import { Fieldset } from '#web/ui/form-parts.tsx';
import type { Field, OrderErrors, OrderValues } from './order-draft.ts';
import { orderWeight, scaleGrams } from './order-read.ts';
import { inThousands } from './typed-number.ts';

export type FormProps = {
  values: OrderValues;
  errors: OrderErrors;
  protocol: Protocol;
  set: (field: Field, text: string) => void;
};

type InputProps = Pick<FormProps, 'values' | 'errors' | 'set'> & {
  field: Field;
  label: string;
  hint?: string;
  isNeeded?: boolean;
  type?: 'date' | 'number';
};

/** One typed field. Numbers stay text until they are read, so that nothing is corrected silently. */
export function Input({ values, errors, set, field, label, hint, isNeeded = true, type = 'number' }: InputProps) {
  return (
    <TextInput
      label={label}
      description={hint ?? (isNeeded ? undefined : t('form.optional'))}
      required={isNeeded}
      value={values[field]}
      error={errors[field] ?? null}
      {...(type === 'date' ? { type: 'date' } : { inputMode: 'decimal' as const })}
      onChange={(event) => set(field, event.currentTarget.value)}
    />
  );
}

type ChoiceProps = Pick<FormProps, 'values' | 'errors' | 'set'> & {
  field: Field;
  label: string;
  hint?: string;
  options: readonly { value: string; label: string }[];
};

export function Choice({ values, errors, set, field, label, hint, options }: ChoiceProps) {
  return (
    <Radio.Group
      label={label}
      description={hint}
      required
      value={values[field]}
      error={errors[field] ?? null}
      onChange={(value) => set(field, value)}
    >
      <div className="row g2">
        {options.map((option) => (
          <Radio key={option.value} value={option.value} label={option.label} />
        ))}
      </div>
    </Radio.Group>
  );
}

export function DoseFields(form: FormProps) {
  const dose = form.protocol.dose;
  const hint =
    dose === null
      ? undefined
      : t('newOrder.amountHint', {
          from: inThousands(dose.start.from),
          to: inThousands(dose.start.to),
          usualFrom: inThousands(dose.usual.from),
          usualTo: inThousands(dose.usual.to),
          unit: t(dose.unit === 'ug' ? 'unit.mg' : 'unit.mgPerKg'),
        });
  return (
    <Fieldset title={t('newOrder.doseTitle')}>
      <Choice
        {...form}
        field="unit"
        label={t('newOrder.unit')}
        options={[
          { value: 'ug/kg', label: t('newOrder.byWeight') },
          { value: 'ug', label: t('newOrder.byAmount') },
        ]}
      />
      <div className="fields">
        <Input
          {...form}
          field="amount"
          label={t(form.values.unit === 'ug' ? 'newOrder.amountMg' : 'newOrder.amountPerKg')}
          {...(hint === undefined ? {} : { hint })}
        />
      </div>
    </Fieldset>
  );
}

export function WeightFields(form: FormProps) {
  const grams = scaleGrams(form.values);
  const { basis } = form.values;
  const isWorked = basis === 'ideal' || basis === 'adjusted';
  const rule = form.protocol.dose?.weightBasis;
  const used = isWorked ? orderWeight(form.values, form.protocol)?.grams : undefined;
  return (
    <Fieldset title={t('newOrder.weightTitle')}>
      <div className="fields">
        <Input {...form} field="weight" label={t('newOrder.weight')} hint={t('newOrder.weightHint')} />
        <Choice
          {...form}
          field="weightUnit"
          label={t('newOrder.weightUnit')}
          options={[
            { value: 'kg', label: t('unit.kg') },
            { value: 'lb', label: t('unit.lb') },
          ]}
        />
      </div>
      {grams !== undefined && (
        <p className="num strong">{t('newOrder.weightIs', { weight: weightInWords(g(grams)) })}</p>
      )}
      <div className="fields">
        <Input {...form} field="takenOn" type="date" label={t('newOrder.takenOn')} />
      </div>
      <Choice
        {...form}
        field="basis"
        label={t('newOrder.basis')}
        {...(rule === undefined
          ? {}
          : {
              hint: t('newOrder.basisHint', {
                usual: t(`weight.${rule.usual}`),
                bmi: rule.fromBmi,
                heavy: t(`weight.${rule.basisFromBmi}`),
              }),
            })}
        options={weightBases.map((value) => ({ value, label: t(`weight.${value}`) }))}
      />
      {isWorked && (
        <div className="fields">
          <Input {...form} field="heightCm" label={t('newOrder.height')} />
          <Choice
            {...form}
            field="sex"
            label={t('newOrder.sex')}
            hint={t('newOrder.sexHint')}
            options={[
              { value: 'female', label: t('newOrder.female') },
              { value: 'male', label: t('newOrder.male') },
            ]}
          />
        </div>
      )}
      {used !== undefined && (
        <p className="num strong">{t('newOrder.dosingWeightIs', { weight: weightInWords(g(used)) })}</p>
      )}
    </Fieldset>
  );
}

export function MixFields(form: FormProps) {
  const { infusion } = form.protocol;
  return (
    <Fieldset title={t('newOrder.mixTitle')}>
      <div className="fields">
        <Input
          {...form}
          field="concentration"
          label={t('newOrder.concentration')}
          hint={t('newOrder.concentrationHint')}
        />
        <Input
          {...form}
          field="overMin"
          label={t('newOrder.overMin')}
          {...(infusion === undefined
            ? {}
            : {
                hint: t('newOrder.overMinHint', {
                  over: infusion.overMin,
                  from: infusion.fromMin,
                  to: infusion.toMin,
                }),
              })}
        />
        <Input
          {...form}
          field="pumpStep"
          isNeeded={false}
          label={t('newOrder.pumpStep')}
          hint={t('newOrder.pumpStepHint', { step: inThousands(usualPumpStep.value) })}
        />
      </div>
    </Fieldset>
  );
}

export function LimitFields({ worked, ...form }: FormProps & { worked: OrderWorkedOut | undefined }) {
  return (
    <div className="fields">
      <Input
        {...form}
        field="ceiling"
        label={t('newOrder.ceiling')}
        hint={
          worked?.ceilingUg === undefined
            ? t('newOrder.ceilingHint')
            : t('newOrder.ceilingIs', { mg: inThousands(worked.ceilingUg) })
        }
      />
      {form.protocol.route === 'iv' && (
        <Input {...form} field="maxRate" isNeeded={false} label={t('newOrder.maxRate')} />
      )}
      <Input {...form} field="validFrom" type="date" label={t('newOrder.validFrom')} />
      <Input {...form} field="validUntil" type="date" label={t('newOrder.validUntil')} hint={t('newOrder.validHint')} />
    </div>
  );
}

const longestNote = 2_000;
const longestReason = 1_000;

export function ReasonFields({ values, errors, set, replaces }: FormProps & { replaces: boolean }) {
  return (
    <>
      {replaces && (
        <Textarea
          label={t('newOrder.replaceReason')}
          required
          autosize
          minRows={2}
          maxLength={longestReason}
          value={values.reason}
          error={errors.reason ?? null}
          onChange={(event) => set('reason', event.currentTarget.value)}
        />
      )}
      <Textarea
        label={t('newOrder.note')}
        description={t('newOrder.noteHint')}
        autosize
        minRows={2}
        maxLength={longestNote}
        value={values.note}
        error={errors.note ?? null}
        onChange={(event) => set('note', event.currentTarget.value)}
      />
    </>
  );
}
