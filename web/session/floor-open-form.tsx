import { Button, Radio, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { z } from 'zod';
import { orderInWords } from '#clinical/plan/plan.ts';
import type * as plan from '#server/plan/plan.shapes.ts';
import type { Floor } from '#server/session/floor.shapes.ts';
import { fullName, TwoIdentifiers } from '#web/chart/who-is-this.tsx';
import { get, post } from '#web/platform/api.ts';
import type { PatientSummary, Wire } from '#web/platform/contract.ts';
import { clock, day, today } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { FormEnd } from '#web/ui/dialog.tsx';
import { Refusal, Submit } from '#web/ui/form-parts.tsx';
import { When } from '#web/ui/states.tsx';
import { atClinic } from './clinic-time.ts';
import { chairWords } from './floor-words.ts';
import { serverNow } from './session-data.ts';
import { lookAtFloor } from './session-store.ts';

type Orders = Wire<z.infer<typeof plan.Orders>>;
type Order = Orders['orders'][number];

type Props = {
  floor: Floor;
  chairId: string | undefined;
  groupId: string | undefined;
  patient: PatientSummary;
  another: () => void;
  close: () => void;
};

const noOrder = 'none';

/** The order, the chair and the time of somebody who was found. */
export function OpenForm({ floor, chairId, groupId, patient, another, close }: Props) {
  const asked = useQuery({
    queryKey: ['chart', patient.id, 'orders'],
    queryFn: ({ signal }) => get<Orders>(`/api/patients/${patient.id}/orders`, { signal }),
    refetchOnWindowFocus: false,
  });
  return (
    <div className="stack g3">
      <div className="row apart open-person">
        <div className="stack g05">
          <p className="strong">{fullName(patient)}</p>
          <p className="quiet">
            <TwoIdentifiers {...patient} />
          </p>
        </div>
        <Button onClick={another}>{t('open.another')}</Button>
      </div>
      <When asked={asked} rows={2}>
        {(found) => (
          <Choices
            floor={floor}
            chairId={chairId}
            groupId={groupId}
            patientId={patient.id}
            orders={found.orders.filter((order) => isValidOn(order, found.today))}
            close={close}
          />
        )}
      </When>
    </div>
  );
}

const isValidOn = ({ state, validFrom, validUntil }: Order, on: string) =>
  state === 'active' && validFrom <= on && on <= validUntil;

type ChoicesProps = {
  floor: Floor;
  chairId: string | undefined;
  groupId: string | undefined;
  patientId: string;
  orders: readonly Order[];
  close: () => void;
};

function Choices({ floor, chairId, groupId, patientId, orders, close }: ChoicesProps) {
  const navigate = useNavigate();
  const { busy, error, run } = useBusy();
  const zone = floor.clinic.timeZone;
  const [order, setOrder] = useState('');
  const [chair, setChair] = useState(chairId ?? null);
  const [time, setTime] = useState('');
  const [isAsked, setAsked] = useState(false);
  const [id] = useState(() => crypto.randomUUID());
  const plannedAt = time === '' ? undefined : atClinic(today(zone, serverNow()), time, zone);
  const open = async () => {
    setAsked(true);
    if (order === '' || plannedAt === undefined) return;
    const done = await run(async () => {
      await post('/api/sessions', {
        id,
        patientId,
        plannedAt,
        ...(order === noOrder ? {} : { orderId: order }),
        ...(chair === null ? {} : { chairId: chair }),
        ...(groupId === undefined ? {} : { groupId }),
      });
      await lookAtFloor();
    });
    if (done && groupId !== undefined) close();
    else if (done) void navigate({ to: '/sessions/$id', params: { id } });
  };
  return (
    <form
      className="stack g3"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void open();
      }}
    >
      <Radio.Group
        label={t('open.order')}
        value={order}
        onChange={setOrder}
        error={isAsked && order === '' && t('open.orderNeeded')}
      >
        <div className="stack g05">
          {orders.map((one) => (
            <Radio
              key={one.id}
              value={one.id}
              label={t('open.orderOf', {
                what: orderInWords(one),
                protocol: one.protocolTitle,
                until: day(one.validUntil),
              })}
            />
          ))}
          <Radio value={noOrder} label={orders.length === 0 ? t('open.noneHolds') : t('open.withoutOrder')} />
        </div>
      </Radio.Group>
      <div className="fields">
        <Select
          label={t('open.chair')}
          placeholder={t('open.noChair')}
          value={chair}
          onChange={setChair}
          clearable
          clearButtonProps={{ 'aria-label': t('open.noChair') }}
          data={floor.chairs.map(({ id: value, name }) => ({ value, label: chairWords(name) }))}
        />
        <TextInput
          type="time"
          label={t('open.time', { now: clock(serverNow(), zone) })}
          value={time}
          onChange={(event) => setTime(event.currentTarget.value)}
          error={isAsked && plannedAt === undefined && t('open.timeNeeded')}
          rightSectionWidth={88}
          rightSection={
            <Button variant="subtle" onClick={() => setTime(clock(serverNow(), zone))}>
              {t('open.now')}
            </Button>
          }
        />
      </div>
      <Refusal error={error} title={t('open.refused')} />
      <FormEnd cancel={close}>
        <Submit busy={busy}>{t('open.act')}</Submit>
      </FormEnd>
    </form>
  );
}
