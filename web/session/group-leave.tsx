import { Button } from '@mantine/core';
import { t } from '#web/platform/text.ts';
import { NotKept, sayKept, useKeeping } from './acts-kit.tsx';
import { SmallSheet } from './acts-sheet.tsx';
import { OtherReason } from './group-skip.tsx';
import { type SessionInHand, useSessionInHand } from './session-data.ts';

const reasons = ['alone', 'room', 'needs-one', 'wrong'] as const;

type Props = { session: string; group: string; close: () => void };

/** Somebody goes on by themselves: one tap with why, and a way back for ten seconds. */
export function LeaveGroup({ session, ...props }: Props) {
  const hand = useSessionInHand(session);
  if (hand === undefined || hand === 'not-here') return null;
  return <Reasons hand={hand} {...props} />;
}

function Reasons({ hand, group, close }: Omit<Props, 'session'> & { hand: SessionInHand }) {
  const { busy, error, run, keep } = useKeeping(hand);
  const leave = (why: string) =>
    void run(async () => {
      const { event } = await keep('group-left', { group, why });
      sayKept(hand, t('fact.group-left'), event);
    }).then((isDone) => isDone && close());
  return (
    <SmallSheet title={t('group.goOutTitle')} hand={hand} close={close}>
      <div className="choices choices-2">
        {reasons.map((reason) => (
          <Button key={reason} size="xl" loading={busy} onClick={() => leave(t(`group.goOut.${reason}`))}>
            {t(`group.goOut.${reason}`)}
          </Button>
        ))}
      </div>
      <OtherReason act={t('group.goOut')} busy={busy} chosen={leave} />
      <NotKept error={error} />
      <p className="quiet">{t('group.goOutStays')}</p>
    </SmallSheet>
  );
}
