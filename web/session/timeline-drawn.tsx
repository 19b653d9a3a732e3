import { useEffect, useMemo, useState } from 'react';
import type { Agenda, SessionRecord, Thresholds } from '#clinical/session/session.ts';
import { t } from '#web/platform/text.ts';
import { TimelineChart } from './timeline-chart.tsx';
import type { Timeline } from './timeline-model.ts';
import { type Asked, dosesOf, type Plasma, plasmaOf, weightKgOf } from './timeline-plasma.ts';

type Props = {
  timeline: Timeline;
  lines: Thresholds;
  zone: string;
  record: SessionRecord;
  agenda: Agenda;
  orderGrams: number | undefined;
  ageYears: number;
  isNarrow: boolean;
};

/** How far ahead the prediction is drawn in steps, so that the clock alone asks for no new one. */
const aheadStepMin = 30;

/** The chart with its prediction: worked out after the page is painted, anew only when the doses change. */
export function TimelineDrawn({ timeline, lines, zone, record, agenda, orderGrams, ageYears, isNarrow }: Props) {
  const weightKg = weightKgOf(record, orderGrams);
  const doses = dosesOf(timeline.bars, agenda);
  const toMin = Math.ceil(timeline.toMin / aheadStepMin) * aheadStepMin;
  const key = JSON.stringify({ weightKg, ageYears, doses, toMin });
  // biome-ignore lint/correctness/useExhaustiveDependencies: compared by its text
  const asked = useMemo<Asked | undefined>(
    () => (weightKg === undefined || doses.length === 0 ? undefined : { weightKg, ageYears, doses, toMin }),
    [key],
  );
  const [found, setFound] = useState<Plasma | { says: string }>();
  useEffect(() => {
    if (asked === undefined) {
      setFound(undefined);
      return;
    }
    const timer = setTimeout(() => setFound(plasmaOf(asked)));
    return () => clearTimeout(timer);
  }, [asked]);
  const plasma = found !== undefined && 'points' in found ? found : undefined;
  const says =
    doses.length === 0
      ? t('timeline.noDose')
      : weightKg === undefined
        ? t('timeline.noWeight')
        : found !== undefined && 'says' in found
          ? found.says
          : '';
  return (
    <TimelineChart
      timeline={timeline}
      lines={lines}
      plasma={plasma}
      plasmaSays={says}
      zone={zone}
      endMs={agenda.plannedEndMs}
      isNarrow={isNarrow}
    />
  );
}
