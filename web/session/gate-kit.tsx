import type { Floor } from '#server/session/floor.shapes.ts';
import { t } from '#web/platform/text.ts';
import { Pill } from '#web/ui/parts.tsx';
import { DuePill } from './emergencies-parts.tsx';

/** Beside the question whether the kit is at hand: when it was looked at last, and what was not whole then. */
export function GateKit({ floor }: { floor: Floor }) {
  const kit = floor.emergency?.kit;
  if (kit === undefined || (kit.state === 'in-date' && kit.open.length === 0)) return null;
  return (
    <p className="row g1">
      <span className="small quiet">{t('kit.checkOf')}</span>
      {kit.state !== 'in-date' && <DuePill state={kit.state} dueOn={kit.dueOn} />}
      {kit.open.length > 0 && <Pill state="red">{t('kit.onFloorOpen', { items: kit.open.join(', ') })}</Pill>}
    </p>
  );
}
