import type { SessionRecord } from '#clinical/session/session.ts';
import type { Floor } from '#server/session/floor.shapes.ts';
import { t } from '#web/platform/text.ts';
import { personOf } from './floor-seats.ts';
import { shortName } from './floor-words.ts';
import { openHandover } from './handover-words.ts';

/** Handed over and not read back: the one who gave it still watches, and the tile says so. */
export function Pending({ floor, record }: { floor: Floor; record: SessionRecord }) {
  const open = openHandover(record);
  if (open === undefined) return null;
  const to = personOf(floor, open.data.to);
  return (
    <span className="say-amber small">
      {t('handover.pendingTile', { who: to === undefined ? t('floor.someone') : shortName(to) })}
    </span>
  );
}
