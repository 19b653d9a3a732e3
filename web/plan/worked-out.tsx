import { Button } from '@mantine/core';
import type { OrderWorkedOut } from '#clinical/plan/plan.ts';
import { t } from '#web/platform/text.ts';
import { type FormProps, Input } from './order-fields.tsx';
import { inThousands } from './typed-number.ts';

type Props = FormProps & {
  worked: OrderWorkedOut | undefined;
  take: (doseUg: number, rateUlPerH: number) => void;
};

/** What basis, weight and time come to, with every step; taken over only by a tap of the prescriber. */
export function WorkedOut({ worked, take, ...form }: Props) {
  const { doseUg, volumeUl, pumpRateUlPerH } = worked ?? {};
  return (
    <div className="stack g3">
      {worked === undefined || doseUg === undefined ? (
        <p className="quiet">{t('newOrder.notWorkedOut')}</p>
      ) : (
        <>
          <dl className="row g3 worked num" aria-live="polite">
            <Figure name={t('newOrder.workedDose')} value={t('orders.mg', { value: inThousands(doseUg) })} />
            {volumeUl !== undefined && (
              <Figure name={t('newOrder.workedVolume')} value={t('orders.ml', { value: inThousands(volumeUl) })} />
            )}
            {pumpRateUlPerH !== undefined && (
              <Figure
                name={t('newOrder.workedRate')}
                value={t('orders.mlPerH', { value: inThousands(pumpRateUlPerH) })}
              />
            )}
          </dl>
          <ol className="stack g05 small quiet num">
            {worked.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          {pumpRateUlPerH !== undefined && (
            <div>
              <Button onClick={() => take(doseUg, pumpRateUlPerH)}>
                {t('newOrder.take', { mg: inThousands(doseUg), rate: inThousands(pumpRateUlPerH) })}
              </Button>
            </div>
          )}
        </>
      )}
      <div className="fields">
        <Input {...form} field="dose" label={t('newOrder.dose')} hint={t('newOrder.doseHint')} />
        <Input {...form} field="rate" label={t('newOrder.rate')} hint={t('newOrder.rateHint')} />
      </div>
    </div>
  );
}

const Figure = ({ name, value }: { name: string; value: string }) => (
  <div>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </div>
);
