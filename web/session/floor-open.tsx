import { Radio, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Floor } from '#server/session/floor.shapes.ts';
import { get, post } from '#web/platform/api.ts';
import { clock, day, today } from '#web/platform/format.ts';
import { queryClient } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { Dialog, FormEnd } from '#web/ui/dialog.tsx';
import { Refusal, Submit } from '#web/ui/form-parts.tsx';
import { Empty, When } from '#web/ui/states.tsx';
import { atClinic } from './clinic-time.ts';
import { mg } from './floor-words.ts';
import { serverNow } from './session-data.ts';

/** A patient with an order that holds today, as the server lists them for whoever opens a session. */
type Ready = {
  orderId: string;
  doseUg: number;
  patient: { id: string; number: string; givenName: string; familyName: string; birthOn: string; initials: string };
};

type Props = { floor: Floor; chairId: string | undefined; close: () => void };

/** Opens a session: who, in which chair, at what time. Nothing is chosen beforehand but the chair that was tapped. */
export function OpenSession({ floor, chairId, close }: Props) {
  const asked = useQuery({
    queryKey: ['orders', 'active'],
    queryFn: ({ signal }) => get<{ orders: Ready[] }>('/api/orders/active', { signal }),
  });
  return (
    <Dialog title={t('open.title')} open close={close} wide>
      <When asked={asked} rows={3}>
        {({ orders }) => <OpenForm floor={floor} chairId={chairId} close={close} ready={orders} />}
      </When>
    </Dialog>
  );
}

function OpenForm({ floor, chairId, close, ready }: Props & { ready: readonly Ready[] }) {
  const navigate = useNavigate();
  const { busy, error, run } = useBusy();
  const zone = floor.clinic.timeZone;
  const [order, setOrder] = useState('');
  const [chair, setChair] = useState(chairId ?? null);
  const [time, setTime] = useState('');
  const chosen = ready.find(({ orderId }) => orderId === order);
  const moment = time === '' ? undefined : atClinic(today(zone, serverNow()), time, zone);
  const open = async () => {
    if (chosen === undefined || moment === undefined) return;
    const id = crypto.randomUUID();
    const done = await run(async () => {
      await post('/api/sessions', {
        id,
        patientId: chosen.patient.id,
        plannedAt: moment,
        orderId: chosen.orderId,
        ...(chair === null ? {} : { chairId: chair }),
      });
      await queryClient.invalidateQueries({ queryKey: ['floor'] });
    });
    if (done) void navigate({ to: '/sessions/$id', params: { id } });
  };
  if (ready.length === 0) return <Empty title={t('open.nobody')}>{t('open.nobodyHow')}</Empty>;
  return (
    <form
      className="stack g3"
      onSubmit={(event) => {
        event.preventDefault();
        void open();
      }}
    >
      <Radio.Group label={t('open.who')} value={order} onChange={setOrder}>
        <div className="stack g05 open-people">
          {ready.map(({ orderId, doseUg, patient }) => (
            <Radio
              key={orderId}
              value={orderId}
              label={t('open.person', {
                name: `${patient.givenName} ${patient.familyName}`,
                birth: day(patient.birthOn),
                number: patient.number,
                dose: mg(doseUg),
              })}
            />
          ))}
        </div>
      </Radio.Group>
      <div className="fields">
        <Select
          label={t('open.chair')}
          value={chair}
          onChange={setChair}
          clearable
          data={floor.chairs.map(({ id, name }) => ({ value: id, label: t('floor.chairName', { chair: name }) }))}
        />
        <TextInput
          type="time"
          label={t('open.time', { now: clock(serverNow(), zone) })}
          value={time}
          onChange={(event) => setTime(event.currentTarget.value)}
        />
      </div>
      <Refusal error={error} />
      <FormEnd cancel={close}>
        <Submit busy={busy}>{t('open.act')}</Submit>
      </FormEnd>
    </form>
  );
}
