import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { orderInWords } from '#clinical/plan/plan.ts';
import { post } from '#web/platform/api.ts';
import { moment } from '#web/platform/format.ts';
import { maySee } from '#web/platform/may.ts';
import { staffQuery, useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { AddIcon } from '#web/ui/icons.ts';
import { Card, Notice, Pill } from '#web/ui/parts.tsx';
import { say } from '#web/ui/say.ts';
import { Empty, When } from '#web/ui/states.tsx';
import { OrderFacts } from './order-facts.tsx';
import { type Order, ordersQuery, refreshOrders } from './plan.queries.ts';
import { ReasonDialog } from './reason-dialog.tsx';
import './plan.css';

/** The orders of a patient: what holds now first, what ended with its reason below. */
export function OrdersScreen() {
  const { id } = useParams({ from: '/patients/$id' });
  const me = useMe();
  const asked = useQuery(ordersQuery(id));
  const [withdrawing, setWithdrawing] = useState<Order>();
  return (
    <div className="stack g3">
      <div className="row apart">
        <h2>{t('orders.title')}</h2>
        {maySee(me, 'order.sign') && (
          <Button
            component={Link}
            to={`/patients/${id}/orders/new`}
            variant="filled"
            leftSection={<AddIcon size={20} aria-hidden />}
          >
            {t('orders.new')}
          </Button>
        )}
      </div>
      <When asked={asked} rows={2}>
        {({ orders, today }) =>
          orders.length === 0 ? (
            <Card>
              <Empty title={t('orders.none')}>{t('orders.noneHint')}</Empty>
            </Card>
          ) : (
            orders.map((order) => (
              <OrderCard
                key={order.id}
                patientId={id}
                order={order}
                today={today}
                withdraw={() => setWithdrawing(order)}
              />
            ))
          )
        }
      </When>
      {withdrawing !== undefined && (
        <ReasonDialog
          title={t('orders.withdrawTitle')}
          body={t('orders.withdrawBody')}
          act={t('orders.withdraw')}
          close={() => setWithdrawing(undefined)}
          send={async (reason) => {
            await post(`/api/orders/${withdrawing.id}/withdraw`, { reason });
            await refreshOrders(id);
            say(t('orders.isWithdrawn'));
          }}
        />
      )}
    </div>
  );
}

function OrderState({ order, today }: { order: Order; today: string }) {
  if (order.state === 'withdrawn') return <Pill state="red">{t('orders.state.withdrawn')}</Pill>;
  if (order.state === 'replaced') return <Pill state="plain">{t('orders.state.replaced')}</Pill>;
  if (order.validUntil < today) return <Pill state="amber">{t('orders.state.expired')}</Pill>;
  if (order.validFrom > today) return <Pill state="blue">{t('orders.state.later')}</Pill>;
  return <Pill state="green">{t('orders.state.active')}</Pill>;
}

type CardProps = { patientId: string; order: Order; today: string; withdraw: () => void };

function OrderCard({ patientId, order, today, withdraw }: CardProps) {
  const me = useMe();
  const staff = useQuery(staffQuery).data;
  const who = (id: string | null) => {
    const person = staff?.find((one) => one.id === id);
    return person === undefined ? t('orders.whoNotKnown') : `${person.givenName} ${person.familyName}`;
  };
  const isOpen = order.state === 'active';
  return (
    <Card
      title={t('orders.what', { drug: t(`orders.drug.${order.drug}`), what: orderInWords(order) })}
      aside={<OrderState order={order} today={today} />}
    >
      <div className="stack g3">
        {!isOpen && order.endedAt !== null && (
          <Notice
            state={order.state === 'withdrawn' ? 'red' : 'plain'}
            title={t(`orders.ended.${order.state === 'withdrawn' ? 'withdrawn' : 'replaced'}`, {
              who: who(order.endedBy),
              time: moment(order.endedAt, me.timeZone),
            })}
          >
            {order.endReason}
          </Notice>
        )}
        <OrderFacts order={order} />
        <p className="small quiet">
          {t('orders.signed', { who: who(order.signedBy), time: moment(order.signedAt, me.timeZone) })} ·{' '}
          {t('orders.under', { title: order.protocolTitle, version: order.protocolVersion })} ·{' '}
          <span className="mono">{order.print.slice(0, 16)}</span>
        </p>
        {isOpen && (
          <div className="row g1 end no-print">
            {maySee(me, 'order.end') && (
              <Button variant="subtle" color="red" onClick={withdraw}>
                {t('orders.withdraw')}
              </Button>
            )}
            {maySee(me, 'order.sign') && (
              <Button component={Link} to={`/patients/${patientId}/orders/new?replaces=${order.id}`}>
                {t('orders.replace')}
              </Button>
            )}
          </div>
        )}
      </div>
    </Card>
  );
}
