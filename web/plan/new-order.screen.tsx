import { useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { t } from '#web/platform/text.ts';
import { Card } from '#web/ui/parts.tsx';
import { Empty, When } from '#web/ui/states.tsx';
import { kindOf } from './order-draft.ts';
import { OrderForm } from './order-form.tsx';
import { ChooseProtocol } from './order-protocol.tsx';
import { inForce, type Orders, ordersQuery, protocolsQuery, type Version } from './plan.queries.ts';
import './plan.css';

/** A new order, or one that stands in place of another. */
export function NewOrderScreen() {
  const { id } = useParams({ from: '/patients/$id' });
  const { replaces } = useSearch({ from: '/patients/$id/orders/new' });
  const protocols = useQuery(protocolsQuery);
  const orders = useQuery(ordersQuery(id));
  return (
    <When asked={protocols} rows={4}>
      {(versions) => (
        <When asked={orders} rows={4}>
          {(known) => <Chosen patientId={id} versions={inForce(versions)} known={known} replaces={replaces} />}
        </When>
      )}
    </When>
  );
}

type Props = { patientId: string; versions: readonly Version[]; known: Orders; replaces: string | undefined };

/** The route comes first: where one protocol alone is in force, or the order that is replaced has one, it is open already. */
function Chosen({ patientId, versions, known, replaces }: Props) {
  const replaced = known.orders.find(({ id }) => id === replaces);
  const [chosen, setChosen] = useState<string>();
  const open = versions.filter(({ body }) => kindOf(body) !== undefined);
  const before = open.find(({ body }) => body.route === replaced?.route && body.product === replaced.drug);
  const version = open.find(({ id }) => id === chosen) ?? (open.length === 1 ? open[0] : before);
  const kind = version && kindOf(version.body);
  return (
    <div className="stack g3">
      <Card title={t('newOrder.protocolTitle')}>
        <div className="stack g2">
          {open.length === 0 && <Empty title={t('newOrder.noProtocol')}>{t('newOrder.noProtocolHint')}</Empty>}
          <ChooseProtocol open={open} chosen={version?.id} choose={setChosen} />
        </div>
      </Card>
      {version !== undefined && kind !== undefined && (
        <OrderForm
          key={version.id}
          patientId={patientId}
          version={version}
          kind={kind}
          known={known}
          replaced={replaced}
        />
      )}
    </div>
  );
}
