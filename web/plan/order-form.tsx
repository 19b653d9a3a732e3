import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useRef, useState } from 'react';
import { checkWeight } from '#clinical/chart/chart.ts';
import { type Finding, inOrder } from '#clinical/findings.ts';
import { checkOrder, goesByBasis, type IvOrder, isBlock, orderInWords, workOutOrder } from '#clinical/plan/plan.ts';
import { g } from '#clinical/units.ts';
import { chartQuery } from '#web/chart/chart.queries.ts';
import { fullName, TwoIdentifiers } from '#web/chart/who-is-this.tsx';
import { post } from '#web/platform/api.ts';
import { day } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { Dialog, FormEnd } from '#web/ui/dialog.tsx';
import { focusFirstInvalid, Refusal, Submit } from '#web/ui/form-parts.tsx';
import { Card, Notice } from '#web/ui/parts.tsx';
import { say } from '#web/ui/say.ts';
import { FindingList } from './finding-list.tsx';
import { askedOf, noOrder, type OrderValues, orderErrors, orderOf, type PremedRow, scaleGrams } from './order-draft.ts';
import { DoseFields, type FormProps, LimitFields, MixFields, ReasonFields, WeightFields } from './order-fields.tsx';
import { type Order, type Orders, refreshOrders, type Version } from './plan.queries.ts';
import { Premedication } from './premedication.tsx';
import { inThousands } from './typed-number.ts';
import { WorkedOut } from './worked-out.tsx';

type Props = { patientId: string; version: Version; known: Orders; replaced: Order | undefined };

/** Every figure is typed by the prescriber; what the protocol says and what comes out stands beside it. */
export function OrderForm({ patientId, version, known, replaced }: Props) {
  const [values, setValues] = useState<OrderValues>(noOrder);
  const [premed, setPremed] = useState<PremedRow[]>([]);
  const [isSent, setSent] = useState(false);
  const [signing, setSigning] = useState<IvOrder>();
  const { busy, error, run, forget } = useBusy();
  const navigate = useNavigate();
  const box = useRef<HTMLFormElement>(null);
  const protocol = version.body;
  const of = { ageYears: known.ageYears };
  const asked = askedOf(values, protocol);
  const order = orderOf(values, premed, protocol);
  // The rules speak of what is typed so far, also while a row of the premedication is half written.
  const typed = order ?? orderOf(values, [], protocol);
  const worked = asked && workOutOrder(asked, protocol, of);
  const about: Finding[] = [
    ...(typed === undefined ? (worked?.findings ?? []) : checkOrder(typed, protocol, known.today, of)),
    ...weightFindings(values, known.orders),
  ];
  const findings = inOrder(about);
  const blocks = findings.some(isBlock);
  const errors = orderErrors(values, isSent, replaced !== undefined);
  const form: FormProps = {
    values,
    errors,
    protocol,
    set: (field, text) => setValues((now) => ({ ...now, [field]: text })),
  };
  const back = () => void navigate({ to: '/patients/$id/orders', params: { id: patientId } });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setSent(true);
    forget();
    const wrong = orderErrors(values, true, replaced !== undefined);
    if (Object.keys(wrong).length > 0 || order === undefined) return focusFirstInvalid(box.current);
    if (!blocks) setSigning(order);
  };
  const sign = (whole: IvOrder) =>
    void run(async () => {
      const replaces = replaced && { id: replaced.id, reason: values.reason.trim() };
      await post(`/api/patients/${patientId}/orders`, { protocolVersionId: version.id, order: whole, replaces });
      await refreshOrders(patientId);
      say(t('newOrder.done'));
      back();
    }).then((isDone) => isDone || setSigning(undefined));

  return (
    <form ref={box} noValidate className="order-columns" onSubmit={submit}>
      <div className="stack g3">
        <Card title={t(replaced === undefined ? 'newOrder.title' : 'newOrder.replaceTitle')}>
          <div className="stack g3">
            <p className="quiet">{t('newOrder.intro', { title: version.title, version: version.version })}</p>
            {replaced !== undefined && (
              <Notice state="blue" title={t('newOrder.replaces')}>
                {t('newOrder.replacesBody', { drug: drugWord(replaced), what: orderInWords(replaced) })}
              </Notice>
            )}
            <DoseFields {...form} />
            <WeightFields {...form} />
            <MixFields {...form} />
          </div>
        </Card>
        <Card title={t('newOrder.givesTitle')}>
          <WorkedOut
            {...form}
            worked={worked}
            take={(dose, rate) => setValues((now) => ({ ...now, dose: inThousands(dose), rate: inThousands(rate) }))}
          />
        </Card>
        <Card title={t('newOrder.premedTitle')}>
          <Premedication rows={premed} set={setPremed} />
        </Card>
        <Card title={t('newOrder.limitsTitle')}>
          <LimitFields {...form} worked={worked} />
        </Card>
      </div>
      <div className="order-beside">
        <Card title={t('newOrder.findings')}>
          <FindingList
            findings={findings}
            isBlock={isBlock}
            none={t(typed === undefined ? 'newOrder.nothingYet' : 'newOrder.noObjection')}
          />
        </Card>
      </div>
      <Card title={t('newOrder.noteTitle')}>
        <div className="stack g3">
          <ReasonFields {...form} replaces={replaced !== undefined} />
          <Refusal error={error} title={t('newOrder.refused')} />
          {isSent && blocks && (
            <Notice state="red" title={t('newOrder.blocked')} live>
              {t('newOrder.blockedBody')}
            </Notice>
          )}
          {isSent && order === undefined && (
            <Notice state="amber" title={t('newOrder.unfinished')} live>
              {t('newOrder.unfinishedBody')}
            </Notice>
          )}
          <FormEnd cancel={back}>
            <Submit busy={busy}>{t('newOrder.sign')}</Submit>
          </FormEnd>
        </div>
      </Card>
      {signing !== undefined && (
        <Dialog title={t('newOrder.confirmTitle')} open close={() => setSigning(undefined)} typed={() => false}>
          <div className="stack g3">
            <ForWhom patientId={patientId} />
            <p>
              {t('newOrder.confirmBody', {
                mg: inThousands(signing.doseUg),
                minutes: signing.overMin,
                concentration: inThousands(signing.concentrationUgPerMl),
                rate: inThousands(signing.pumpRateUlPerH),
                until: day(signing.validUntil),
              })}
            </p>
            <p className="quiet">{t('newOrder.confirmMeans')}</p>
            <FormEnd cancel={() => setSigning(undefined)}>
              <Button variant="filled" loading={busy} data-autofocus onClick={() => sign(signing)}>
                {t('newOrder.confirm')}
              </Button>
            </FormEnd>
          </div>
        </Dialog>
      )}
    </form>
  );
}

const drugWord = ({ drug }: Pick<Order, 'drug'>): string => t(`orders.drug.${drug}`);

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

/** Against the weight of the last order: pounds taken for kilograms double a dose. */
function weightFindings(values: OrderValues, orders: readonly Order[]): Finding[] {
  const grams = scaleGrams(values);
  const [last] = orders.flatMap((order) => (goesByBasis(order) ? (order.weight ?? []) : []));
  if (grams === undefined || grams === 0) return [];
  const lastGrams = last === undefined ? undefined : g(last.workedFrom?.actualGrams ?? last.grams);
  return checkWeight({ given: { value: grams / 1_000, unit: 'kg' }, last: lastGrams }).filter(
    // Read twice at the scale, in the session; here it stands in the order with its day.
    ({ rule }) => rule !== 'first-weight-read-twice',
  );
}
