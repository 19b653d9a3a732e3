import { useParams } from '@tanstack/react-router';
import { t } from '#web/platform/text.ts';
import { Empty, Loading } from '#web/ui/states.tsx';
import { SessionClocks } from './session-clocks.tsx';
import { useSessionInHand } from './session-data.ts';
import { SessionHeader } from './session-header.tsx';

/** One session at the chair: who it is, and its clocks. */
export function SessionScreen() {
  const { id } = useParams({ from: '/sessions/$id' });
  const hand = useSessionInHand(id);
  if (hand === undefined) return <Loading rows={4} />;
  if (hand === 'not-here') return <Empty title={t('session.notHere')}>{t('session.notHereHow')}</Empty>;
  return (
    <div className="session">
      <SessionHeader hand={hand} />
      <SessionClocks hand={hand} />
    </div>
  );
}
