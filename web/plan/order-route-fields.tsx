import { holdMinutes, mouthForms, nasalDevice, type Protocol } from '#clinical/plan/plan.ts';
import { t } from '#web/platform/text.ts';
import { Fieldset } from '#web/ui/form-parts.tsx';
import { asksWeight, type OrderKind } from './order-draft.ts';
import { Choice, DoseFields, type FormProps, Input, MixFields, WeightFields } from './order-fields.tsx';
import { inThousands, wholeOf } from './typed-number.ts';

/** What is asked first by each route: what the dose goes by, and what is at hand to give it. */
export function RouteFields({ kind, ...form }: FormProps & { kind: OrderKind }) {
  return (
    <>
      {asksWeight(form.protocol) && (
        <>
          <DoseFields {...form} />
          <WeightFields {...form} />
        </>
      )}
      {kind === 'iv' && <MixFields {...form} />}
      {kind === 'injection' && <VialFields {...form} />}
      {kind === 'esketamine' && <LabelFields {...form} />}
      {(kind === 'oral' || kind === 'sublingual') && <MouthFields {...form} />}
      {kind === 'sublingual' && <HoldFields {...form} />}
    </>
  );
}

function VialFields(form: FormProps) {
  return (
    <Fieldset title={t('newOrder.vialTitle')}>
      <div className="fields">
        <Input
          {...form}
          field="concentration"
          label={t('newOrder.vialConcentration')}
          hint={t('newOrder.vialConcentrationHint')}
        />
      </div>
    </Fieldset>
  );
}

/** The doses of this protocol: whole devices inside its usual range. */
function dosesOf({ dose }: Protocol): readonly number[] {
  const { only = [], usual } = dose ?? {};
  return only.filter((ug) => usual !== undefined && usual.from <= ug && ug <= usual.to);
}

function LabelFields(form: FormProps) {
  const { inductions, after, indication } = form.protocol;
  const phases = [...Object.values(inductions), ...after];
  const chosen = wholeOf(form.values.dose);
  const indications = ['trd', 'mdd-si'] as const;
  return (
    <Fieldset title={t('newOrder.labelTitle')}>
      <Choice
        {...form}
        field="indication"
        label={t('newOrder.indication')}
        {...(indication === undefined
          ? {}
          : { hint: t('newOrder.indicationHint', { what: t(`orders.indication.${indication}`) }) })}
        options={indications.map((value) => ({ value, label: t(`orders.indication.${value}`) }))}
      />
      <Choice
        {...form}
        field="phase"
        label={t('orders.phase')}
        hint={t('newOrder.phaseHint')}
        options={phases.map(({ name }) => ({ value: name, label: name }))}
      />
      <Choice
        {...form}
        field="dose"
        label={t('newOrder.dose')}
        hint={t('newOrder.devicesHint', { mg: inThousands(nasalDevice.value.ug) })}
        options={dosesOf(form.protocol).map((ug) => ({
          value: inThousands(ug),
          label: t('orders.mg', { value: inThousands(ug) }),
        }))}
      />
      {chosen !== undefined && (
        <p className="num strong">{t('newOrder.devicesAre', { count: chosen / nasalDevice.value.ug })}</p>
      )}
      <div className="fields">
        <Input {...form} field="week" isNeeded={false} label={t('newOrder.week')} hint={t('newOrder.weekHint')} />
      </div>
    </Fieldset>
  );
}

function MouthFields(form: FormProps) {
  return (
    <Fieldset title={t('newOrder.formTitle')}>
      <Choice
        {...form}
        field="form"
        label={t('newOrder.form')}
        options={mouthForms.map((value) => ({ value, label: t(`orders.form.${value}`) }))}
      />
      {form.values.form !== 'solution' && (
        <div className="fields">
          <Input
            {...form}
            field="strength"
            isNeeded={false}
            label={t('newOrder.strength')}
            hint={t('newOrder.strengthHint')}
          />
        </div>
      )}
    </Fieldset>
  );
}

function HoldFields(form: FormProps) {
  const { from, to } = holdMinutes.value;
  return (
    <Fieldset title={t('newOrder.holdTitle')}>
      <div className="fields">
        <Input {...form} field="holdMin" label={t('newOrder.holdMin')} hint={t('newOrder.holdHint', { from, to })} />
        <Choice
          {...form}
          field="afterwards"
          label={t('newOrder.afterwards')}
          hint={t('newOrder.afterwardsHint')}
          options={[
            { value: 'swallow', label: t('orders.afterwards.swallow') },
            { value: 'spit', label: t('orders.afterwards.spit') },
          ]}
        />
      </div>
    </Fieldset>
  );
}
