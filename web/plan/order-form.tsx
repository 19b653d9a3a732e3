import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useRef, useState } from 'react';
import { checkWeight } from '#clinical/chart/chart.ts';
import { type Finding, inOrder } from '#clinical/findings.ts';
import {
  checkOrder,
  goesByBasis,
  isBlock,
  orderInWords,
  type TreatmentOrder,
  workOutOrder,
} from '#clinical/plan/plan.ts';
import { g } from '#clinical/units.ts';
import { post } from '#web/platform/api.ts';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { FormEnd } from '#web/ui/dialog.tsx';
import { focusFirstInvalid, Refusal, Submit } from '#web/ui/form-parts.tsx';
import { Card, Notice } from '#web/ui/parts.tsx';
import { say } from '#web/ui/say.ts';
import { FindingList } from './finding-list.tsx';
import { OrderConfirm } from './order-confirm.tsx';
import { noOrder, type OrderKind, type OrderValues, orderErrors, type PremedRow } from './order-draft.ts';
import { type FormProps, LimitFields, ReasonFields } from './order-fields.tsx';
import { askedOf, orderOf, scaleGrams } from './order-read.ts';
import { RouteFields } from './order-route-fields.tsx';
import { refusedFields } from './order-said.ts';
import { type Order, type Orders, refreshOrders, type Version } from './plan.queries.ts';
import { Premedication } from './premedication.tsx';
import { WorkedOut } from './worked-out.tsx';

type Props = { patientId: string; version: Version; kind: OrderKind; known: Orders; replaced: Order | undefined };

/** Every figure is typed by the prescriber; what the protocol says and what comes out stands beside it. */
export function OrderForm({ patientId, version, kind, known, replaced }: Props) {
  const [values, setValues] = useState<OrderValues>(noOrder);
  const [premed, setPremed] = useState<PremedRow[]>([]);
  const [isSent, setSent] = useState(false);
  const [signing, setSigning] = useState<TreatmentOrder>();
  const { busy, error, run, forget } = useBusy();
  const navigate = useNavigate();
  const box = useRef<HTMLFormElement>(null);
  const protocol = version.body;
  const of = { ageYears: known.ageYears };
  const asked = askedOf(values, protocol, kind);
  const order = orderOf(values, premed, protocol, kind);
  // The rules speak of what is typed so far, also while a row of the premedication is half written.
  const typed = order ?? orderOf(values, [], protocol, kind);
  const worked = asked && workOutOrder(asked, protocol, of);
  const about: Finding[] = [
    ...(typed === undefined ? (worked?.findings ?? []) : checkOrder(typed, protocol, known.today, of)),
    ...weightFindings(values, known.orders),
  ];
  const findings = inOrder(about);
  const blocks = findings.some(isBlock);
  const errors = {
    ...(isSent ? refusedFields(findings.filter(isBlock)) : {}),
    ...orderErrors(values, protocol, isSent, replaced !== undefined),
  };
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
    const wrong = orderErrors(values, protocol, true, replaced !== undefined);
    if (Object.keys(wrong).length > 0 || order === undefined) return focusFirstInvalid(box.current);
    if (blocks) return focusFirstInvalid(box.current);
    setSigning(order);
  };
  const sign = (whole: TreatmentOrder) =>
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
            <RouteFields {...form} kind={kind} />
          </div>
        </Card>
        <Card title={t('newOrder.givesTitle')}>
          <WorkedOut {...form} kind={kind} worked={worked} take={(fill) => setValues((now) => ({ ...now, ...fill }))} />
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
        <OrderConfirm
          patientId={patientId}
          order={signing}
          busy={busy}
          sign={() => sign(signing)}
          close={() => setSigning(undefined)}
        />
      )}
    </form>
  );
}

const drugWord = ({ drug }: Pick<Order, 'drug'>): string => t(`orders.drug.${drug}`);

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
