import { lazy, Suspense } from 'react';
import { t } from '#web/platform/text.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { Loading } from '#web/ui/states.tsx';
import type { SessionInHand } from './session-data.ts';

type Props = { act: string; hand: SessionInHand; close: () => void };

const Named = lazy(async () => {
  const { ActSheet, isAct } = await import('./acts.tsx');
  return {
    default: ({ act, hand, close }: Props) =>
      isAct(act) ? <ActSheet act={act} hand={hand} onClose={close} /> : <Unknown close={close} />,
  };
});

/** What the address asks for; the sheets are loaded when the first one opens, and with the screen in the background. */
export function OpenSheet({ act, hand, close }: Props) {
  return (
    <Suspense fallback={<Loading rows={2} />}>
      <Named act={act} hand={hand} close={close} />
    </Suspense>
  );
}

/** A tablet that loses its network has the sheets already. */
export const fetchSheets = () => void import('./acts.tsx').catch(() => undefined);

const Unknown = ({ close }: { close: () => void }) => (
  <Dialog title={t('acts.notKnownAct')} open close={close} holds={false}>
    <p className="quiet">{t('session.notHereHow')}</p>
  </Dialog>
);
