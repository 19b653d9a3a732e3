import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { orderInWords, type TreatmentOrder } from '#clinical/plan/plan.ts';
import { chartQuery } from '#web/chart/chart.queries.ts';
import { fullName, TwoIdentifiers } from '#web/chart/who-is-this.tsx';
import { day } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { Dialog, FormEnd } from '#web/ui/dialog.tsx';
import { unitsWords } from './order-words.ts';
import { inThousands } from './typed-number.ts';

type Props = { patientId: string; order: TreatmentOrder; busy: boolean; sign: () => void; close: () => void };

/** Read once more before the signature: for whom, what, by which route, until when. */
export function OrderConfirm({ patientId, order, busy, sign, close }: Props) {
  return (
    <Dialog title={t('newOrder.confirmTitle')} open close={close} typed={() => false}>
      <div className="stack g3">
        <ForWhom patientId={patientId} />
        <p>{confirmWords(order)}</p>
        <p className="quiet">{t('newOrder.confirmMeans')}</p>
        <FormEnd cancel={close}>
          <Button variant="filled" loading={busy} data-autofocus onClick={sign}>
            {t('newOrder.confirm')}
          </Button>
        </FormEnd>
      </div>
    </Dialog>
  );
}

function confirmWords(order: TreatmentOrder): string {
  const until = day(order.validUntil);
  if (order.route === 'iv')
    return t('newOrder.confirmBody', {
      mg: inThousands(order.doseUg),
      minutes: order.overMin,
      concentration: inThousands(order.concentrationUgPerMl),
      rate: inThousands(order.pumpRateUlPerH),
      until,
    });
  const drug = t(`orders.drug.${order.drug}`);
  const units = unitsWords(order);
  const label = 'phase' in order ? [t(`orders.indication.${order.indication}`), order.phase] : [];
  const more = [...(units === undefined ? [] : [units]), ...label].map((words) => `; ${words}`).join('');
  return t('newOrder.confirmOther', { drug, what: `${orderInWords(order)}${more}`, until });
}

/** The name with both identifiers: two charts may be open side by side. */
function ForWhom({ patientId }: { patientId: string }) {
  const { data } = useQuery(chartQuery(patientId));
  if (data === undefined) return <p className="absent">{t('absent.notKnown')}</p>;
  const { patient } = data;
  return (
    <p>
      <strong>{fullName(patient)}</strong> <TwoIdentifiers birthOn={patient.birthOn} number={patient.number} />
    </p>
  );
}
