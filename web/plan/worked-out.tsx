import { Button } from '@mantine/core';
import type { OrderWorkedOut } from '#clinical/plan/plan.ts';
import { t } from '#web/platform/text.ts';
import type { OrderKind, OrderValues } from './order-draft.ts';
import { type FormProps, Input } from './order-fields.tsx';
import { proposalOf } from './order-said.ts';
import { inThousands } from './typed-number.ts';

type Props = FormProps & {
  kind: OrderKind;
  worked: OrderWorkedOut | undefined;
  take: (fill: Partial<OrderValues>) => void;
};

/** What basis, weight and what is at hand come to, with every step; taken over only by a tap of the prescriber. */
export function WorkedOut({ kind, worked, take, ...form }: Props) {
  const proposal = worked && proposalOf(worked, kind);
  return (
    <div className="stack g3">
      {worked?.doseUg === undefined ? (
        <p className="quiet">{t(`newOrder.notWorkedOut.${kind}`)}</p>
      ) : (
        <>
          <Figures worked={worked} />
          <ol className="stack g05 small quiet num">
            {worked.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          {proposal !== undefined && (
            <div>
              <Button onClick={() => take(proposal.fill)}>{proposal.words}</Button>
            </div>
          )}
        </>
      )}
      <GivenFields kind={kind} {...form} />
    </div>
  );
}

function Figures({ worked }: { worked: OrderWorkedOut }) {
  const { doseUg, volumeUl, pumpRateUlPerH, devices, units } = worked;
  return (
    <dl className="row g3 worked num" aria-live="polite">
      {doseUg !== undefined && (
        <Figure name={t('newOrder.workedDose')} value={t('orders.mg', { value: inThousands(doseUg) })} />
      )}
      {volumeUl !== undefined && (
        <Figure name={t('newOrder.workedVolume')} value={t('orders.ml', { value: inThousands(volumeUl) })} />
      )}
      {pumpRateUlPerH !== undefined && (
        <Figure name={t('newOrder.workedRate')} value={t('orders.mlPerH', { value: inThousands(pumpRateUlPerH) })} />
      )}
      {devices !== undefined && <Figure name={t('orders.devices')} value={String(devices)} />}
      {units !== undefined && <Figure name={t('newOrder.units')} value={String(units)} />}
    </dl>
  );
}

/** What is ordered, typed: a dose that comes from devices was chosen above. */
function GivenFields({ kind, ...form }: FormProps & { kind: OrderKind }) {
  if (kind === 'esketamine') return null;
  const isMouth = kind === 'oral' || kind === 'sublingual';
  const usual = kind === 'sublingual' ? form.protocol.dose?.usual : undefined;
  const doseHint =
    usual === undefined
      ? t('newOrder.doseHint')
      : t('newOrder.doseUsual', { from: inThousands(usual.from), to: inThousands(usual.to) });
  return (
    <div className="fields">
      <Input {...form} field="dose" label={t('newOrder.dose')} hint={doseHint} />
      {kind === 'iv' && <Input {...form} field="rate" label={t('newOrder.rate')} hint={t('newOrder.rateHint')} />}
      {kind === 'injection' && (
        <Input {...form} field="volume" label={t('newOrder.volume')} hint={t('newOrder.volumeHint')} />
      )}
      {isMouth && form.values.form !== 'solution' && (
        <Input {...form} field="units" isNeeded={false} label={t('newOrder.units')} hint={t('newOrder.unitsHint')} />
      )}
    </div>
  );
}

const Figure = ({ name, value }: { name: string; value: string }) => (
  <div>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </div>
);
