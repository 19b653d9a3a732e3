import type { ReactNode } from 'react';
import { weightInWords } from '#clinical/chart/chart.ts';
import { goesByBasis, type TreatmentOrder } from '#clinical/plan/plan.ts';
import { g } from '#clinical/units.ts';
import { day } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { Fact, Facts } from '#web/ui/parts.tsx';
import { unitsWords } from './order-words.ts';
import { inThousands } from './typed-number.ts';

/** What an order says, each route in its own words. */
export function OrderFacts({ order }: { order: TreatmentOrder }) {
  const mostRate = order.route === 'iv' ? order.limits.maxPumpRateUlPerH : undefined;
  return (
    <Facts>
      <BasisFacts order={order} />
      <GivenFacts order={order} />
      <Num name={t('orders.ceiling')}>
        {t('orders.mg', { value: inThousands(order.limits.ceilingUg) })}
        {mostRate !== undefined && `, ${t('orders.mlPerH', { value: inThousands(mostRate) })}`}
      </Num>
      <Num name={t('orders.valid')}>
        {t('orders.validValue', { from: day(order.validFrom), until: day(order.validUntil) })}
      </Num>
      <Fact name={t('orders.premed')}>
        {order.premedication.length === 0
          ? t('orders.noPremed')
          : order.premedication.map(({ medicine, doseText, when }) => (
              <p key={`${medicine} ${when}`}>{t('orders.premedValue', { medicine, dose: doseText, when })}</p>
            ))}
      </Fact>
      {order.note !== undefined && <Fact name={t('orders.note')}>{order.note}</Fact>}
    </Facts>
  );
}

const Num = ({ name, children }: { name: string; children: ReactNode }) => (
  <Fact name={name}>
    <span className="num">{children}</span>
  </Fact>
);

/** Only an order that goes by an amount or an amount for each kilogram has a basis; by devices there is none. */
function BasisFacts({ order }: { order: TreatmentOrder }) {
  if (!goesByBasis(order)) return null;
  const { doseBasis, weight } = order;
  const isByWeight = doseBasis.unit === 'ug/kg';
  return (
    <>
      <Num name={t('orders.basis')}>
        {isByWeight ? t('orders.perKg', { amount: inThousands(doseBasis.amount) }) : t('orders.fixed')}
      </Num>
      {weight !== undefined ? (
        <Num name={t('orders.weight')}>
          {t('orders.weightValue', {
            weight: weightInWords(g(weight.grams)),
            basis: t(`weight.${weight.basis}`),
            on: day(weight.takenOn),
          })}
        </Num>
      ) : (
        isByWeight && (
          <Fact name={t('orders.weight')}>
            <span className="absent">{t('orders.noWeight')}</span>
          </Fact>
        )
      )}
    </>
  );
}

function GivenFacts({ order }: { order: TreatmentOrder }) {
  const concentration = 'concentrationUgPerMl' in order && (
    <Num name={t(order.route === 'iv' ? 'orders.concentration' : 'orders.vialConcentration')}>
      {t('orders.mgPerMl', { value: inThousands(order.concentrationUgPerMl) })}
    </Num>
  );
  const units = unitsWords(order);
  return (
    <>
      {concentration}
      {order.route === 'iv' && (
        <Num name={t('orders.rate')}>{t('orders.mlPerH', { value: inThousands(order.pumpRateUlPerH) })}</Num>
      )}
      {'volumeUl' in order && (
        <Num name={t('orders.volume')}>{t('orders.ml', { value: inThousands(order.volumeUl) })}</Num>
      )}
      {'devices' in order && (
        <>
          <Num name={t('orders.devices')}>{order.devices}</Num>
          <Fact name={t('orders.indication')}>{t(`orders.indication.${order.indication}`)}</Fact>
          <Fact name={t('orders.phase')}>
            {order.week === undefined ? order.phase : t('orders.phaseWeek', { phase: order.phase, week: order.week })}
          </Fact>
        </>
      )}
      {'form' in order && <Fact name={t('orders.form')}>{t(`orders.form.${order.form}`)}</Fact>}
      {units !== undefined && <Num name={t('orders.units')}>{units}</Num>}
      {'holdMin' in order && (
        <>
          <Num name={t('orders.hold')}>{t('orders.holdValue', { minutes: order.holdMin })}</Num>
          <Fact name={t('orders.afterwards')}>{t(`orders.afterwards.${order.afterwards}`)}</Fact>
        </>
      )}
    </>
  );
}
