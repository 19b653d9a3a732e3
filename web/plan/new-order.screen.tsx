import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { t } from '#web/platform/text.ts';
import { Card } from '#web/ui/parts.tsx';
import { Empty, When } from '#web/ui/states.tsx';
import { OrderForm } from './order-form.tsx';
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

/** Under which protocol: where there is one alone, there is nothing to choose. */
function Chosen({ patientId, versions, known, replaces }: Props) {
  const [chosen, setChosen] = useState<string | null>(null);
  const fit = versions.filter(({ body }) => body.route === 'iv' && body.product === 'ketamine');
  const version = fit.length === 1 ? fit[0] : fit.find(({ id }) => id === chosen);
  if (fit.length === 0)
    return (
      <Card>
        <Empty title={t('newOrder.noProtocol')}>{t('newOrder.noProtocolHint')}</Empty>
      </Card>
    );
  return (
    <div className="stack g3">
      {fit.length > 1 && (
        <Select
          label={t('newOrder.protocol')}
          required
          data={fit.map(({ id, title, version: number }) => ({
            value: id,
            label: t('protocols.version', { title, version: number }),
          }))}
          value={chosen}
          onChange={setChosen}
        />
      )}
      {version !== undefined && (
        <OrderForm
          key={version.id}
          patientId={patientId}
          version={version}
          known={known}
          replaced={known.orders.find(({ id }) => id === replaces)}
        />
      )}
    </div>
  );
}
