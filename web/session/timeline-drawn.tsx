import type { Agenda, SessionRecord, SessionRoute, Thresholds } from '#clinical/session/session.ts';
import { t } from '#web/platform/text.ts';
import type { Asked } from './plasma-curve.ts';
import { productOf } from './session-route.ts';
import { TimelineChart } from './timeline-chart.tsx';
import type { Timeline } from './timeline-model.ts';
import { dosesOf, plasmaWords, sayNoCurve, weightKgOf } from './timeline-plasma.ts';
import { usePlasma } from './use-plasma.ts';

type Props = {
  timeline: Timeline;
  lines: Thresholds;
  zone: string;
  record: SessionRecord;
  agenda: Agenda;
  route: SessionRoute | undefined;
  orderGrams: number | undefined;
  ageYears: number;
  isNarrow: boolean;
};

/** How far ahead the prediction is drawn in steps, so that the clock alone asks for no new one. */
const aheadStepMin = 30;

/** The chart with its prediction: worked out beside the page, anew only when the doses change. */
export function TimelineDrawn({ timeline, lines, zone, record, agenda, route, orderGrams, ageYears, isNarrow }: Props) {
  const weightKg = weightKgOf(record, orderGrams);
  const doses = dosesOf(record, timeline, agenda);
  const toMin = Math.ceil(timeline.toMin / aheadStepMin) * aheadStepMin;
  const product = productOf(route);
  const { planned } = timeline;
  const hasDoses = doses.length + planned.length > 0;
  const asked: Asked | undefined =
    weightKg === undefined || !hasDoses ? undefined : { product, weightKg, ageYears, doses, planned, toMin };
  const found = usePlasma(asked);
  const plasma = asked !== undefined && found !== undefined && 'points' in found ? found : undefined;
  const says = !hasDoses
    ? t('timeline.noDose')
    : weightKg === undefined
      ? t('timeline.noWeight')
      : found !== undefined && 'why' in found
        ? sayNoCurve(found)
        : '';
  return (
    <>
      <TimelineChart
        timeline={timeline}
        lines={lines}
        plasma={plasma}
        plasmaSays={says}
        route={route}
        zone={zone}
        endMs={agenda.plannedEndMs}
        isNarrow={isNarrow}
      />
      <p className="plasma-says caption num">
        {plasma === undefined ? says : plasmaWords(plasma, timeline, { state: agenda.infusion.state, zone }).join(' ')}
      </p>
    </>
  );
}
