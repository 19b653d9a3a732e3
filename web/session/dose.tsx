import { orderInWords } from '#clinical/plan/plan.ts';
import { t } from '#web/platform/text.ts';
import { FormEnd } from '#web/ui/dialog.tsx';
import { SmallSheet } from './acts-sheet.tsx';
import { DeviceForm } from './dose-device.tsx';
import { isHolding } from './dose-held.ts';
import { InjectionForm } from './dose-injection.tsx';
import { HeldForm, MouthForm } from './dose-mouth.tsx';
import { isAtOnce, NoOrderForm } from './dose-none.tsx';
import { SprayForm } from './dose-spray.tsx';
import type { SessionInHand } from './session-data.ts';

type Props = { hand: SessionInHand; close: () => void; stop: () => void };

/** The dose that stands where the pump stands: a device, an injection, a spray, something in the mouth. */
export function DoseSheet({ hand, close, stop }: Props) {
  const { order } = hand.session;
  return (
    <SmallSheet title={doseTitle(hand)} hand={hand} close={close} wide>
      {order !== null && <p className="num">{t('dose.ordered', { what: orderInWords(order) })}</p>}
      <DoseForm hand={hand} done={close} isFact={false} stop={stop} />
      <FormEnd cancel={close}>{null}</FormEnd>
    </SmallSheet>
  );
}

export function doseTitle(hand: SessionInHand): string {
  const { session, agenda } = hand;
  const { order } = session;
  if (isHolding(hand)) return t('dose.title.held');
  if (order === null) return t('gate.noOrder');
  if (order.route === 'im' || order.route === 'sc') return t('dose.title.injection');
  if (order.route === 'oral' || order.route === 'sublingual')
    return t('dose.title.mouth', { form: t(`dose.form.${order.form}`) });
  if (order.route === 'intranasal' && order.drug === 'esketamine') {
    const number = agenda.dosing.next?.number;
    return number === undefined ? t('session.act.devicesDone') : t('dose.title.device', { number });
  }
  return t('dose.title.spray');
}

type FormProps = { hand: SessionInHand; done: () => void; isFact: boolean; stop?: () => void };

/** By the route of the order: without one nothing is given, since a dose is never typed here. */
export function DoseForm({ hand, done, isFact, stop }: FormProps) {
  const { order } = hand.session;
  if (isHolding(hand)) return <HeldForm hand={hand} done={done} />;
  if (order === null) {
    const { route, startedAtMs } = hand.agenda.dosing;
    return <NoOrderForm hand={hand} done={done} {...(startedAtMs !== undefined && isAtOnce(route) ? { route } : {})} />;
  }
  if (order.route === 'im' || order.route === 'sc')
    return <InjectionForm hand={hand} order={order} done={done} isFact={isFact} />;
  if (order.route === 'oral' || order.route === 'sublingual')
    return <MouthForm hand={hand} order={order} done={done} isFact={isFact} />;
  if (order.route === 'intranasal')
    return order.drug === 'esketamine' ? (
      <DeviceForm hand={hand} order={order} done={done} isFact={isFact} stop={stop} />
    ) : (
      <SprayForm hand={hand} order={order} done={done} isFact={isFact} />
    );
  return null;
}
