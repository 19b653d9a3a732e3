import { t } from '#web/platform/text.ts';
import type { SprayOrderHere } from './dose-order.ts';
import { VolumeForm } from './dose-volume.tsx';
import type { SessionInHand } from './session-data.ts';

type Props = { hand: SessionInHand; order: SprayOrderHere; done: () => void; isFact: boolean };

/** Racemic ketamine as a compounded spray: what the bottle gave, by its volume. */
export function SprayForm({ hand, order, done, isFact }: Props) {
  const { id: orderId, drug, concentrationUgPerMl } = order;
  return (
    <VolumeForm
      hand={hand}
      order={order}
      kind="spray-given"
      given={hand.record.sprays}
      act={t('dose.spray.act')}
      done={done}
      isFact={isFact}
      dataOf={(part) => ({ orderId, drug, concentrationUgPerMl, ...part, as: 'intent' })}
    />
  );
}
