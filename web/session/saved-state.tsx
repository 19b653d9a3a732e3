import './chair.css';
import { liveness } from '#web/platform/liveness.ts';
import { network } from '#web/platform/network.ts';
import { t } from '#web/platform/text.ts';
import { LiveIcon, SilentIcon } from '#web/ui/icons.ts';
import { useNow } from '#web/ui/network-state.tsx';
import { outboxState } from './session-data.ts';

/** "Saved" means kept; facts that wait are counted, with or without a network. */
export function SavedState() {
  const at = network.use();
  const { waiting } = outboxState.use();
  const now = useNow(1_000);
  const isLive = liveness(at, now) === 'live';
  const seconds = Math.max(0, Math.round((now - (at.heardAt ?? now)) / 1_000));
  if (isLive && waiting === 0)
    return (
      <span className="saved saved-live">
        <LiveIcon size={28} aria-hidden />
        <span>
          <strong>{t('session.saved')}</strong>
          <span className="caption quiet num">{t('session.live', { seconds })}</span>
        </span>
      </span>
    );
  return (
    <span className="saved saved-waits">
      <SilentIcon size={28} aria-hidden />
      <span>
        <strong>{t('session.onThisStation')}</strong>
        <span className="caption num">
          {waiting === 0 ? t('session.nothingWaits') : t('session.wait', { count: waiting })}
        </span>
      </span>
    </span>
  );
}
