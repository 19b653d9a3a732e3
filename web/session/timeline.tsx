import { Button } from '@mantine/core';
import { lazy, Suspense, useMemo, useState, useSyncExternalStore } from 'react';
import { givenOf, type SessionRoute, thresholds } from '#clinical/session/session.ts';
import { today as dayIn, yearsBetween } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { InfoIcon } from '#web/ui/icons.ts';
import { Loading } from '#web/ui/states.tsx';
import type { OpenAct } from './session-act.ts';
import type { SessionInHand } from './session-data.ts';
import { TableIcon } from './session-icons.ts';
import { SpO2 } from './session-readings.tsx';
import { curveRouteOf, productOf, routeOf } from './session-route.ts';
import { captionOf } from './timeline-caption.ts';
import { timelineOf } from './timeline-model.ts';
import { TimelineTable } from './timeline-table.tsx';

const AboutModel = lazy(async () => ({ default: (await import('./timeline-about.tsx')).AboutModel }));
const Drawn = lazy(async () => ({ default: (await import('./timeline-drawn.tsx')).TimelineDrawn }));

/** The chart moves on this often; a new fact shows at once. */
const redrawMs = 5_000;
const phone = '(max-width: 600px)';

/** Session in time: the curves, or the same as a table. The caption says the trend in a sentence. */
export function SessionTimeline({ hand, open }: { hand: SessionInHand; open: OpenAct }) {
  const [isTable, setTable] = useState(false);
  const { record, session, floor, agenda } = hand;
  const zone = floor.clinic.timeZone;
  const steadyMs = Math.floor(hand.nowMs / redrawMs) * redrawMs;
  const today = dayIn(zone, steadyMs);
  const { infusion } = agenda;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the agenda is new each second; what the chart takes from it changes with the record and these
  const timeline = useMemo(
    () => timelineOf({ record, agenda, session, today, nowMs: hand.nowMs }),
    [record, session, today, steadyMs, infusion.state],
  );
  const lines = useMemo(() => givenOf(session, today).lines ?? thresholds, [session, today]);
  const isNarrow = useMedia(phone);
  const route = routeOf(hand);
  const ageYears = yearsBetween(session.patient.birthOn, today);
  return (
    <section className="card timeline" aria-label={t('timeline.title')}>
      <header className="panel-head timeline-head">
        <h2>{t('timeline.title')}</h2>
        {!isTable && <Legend />}
        <Button
          aria-pressed={isTable}
          leftSection={<TableIcon size={20} aria-hidden />}
          onClick={() => setTable(!isTable)}
        >
          {t(isTable ? 'timeline.chart' : 'timeline.table')}
        </Button>
      </header>
      {isTable ? (
        <TimelineTable hand={hand} zeroMs={timeline.zeroMs} open={open} />
      ) : (
        <Suspense fallback={<p className="timeline-loading quiet">{t('timeline.loading')}</p>}>
          <Drawn
            timeline={timeline}
            lines={lines}
            zone={zone}
            record={record}
            agenda={agenda}
            route={route}
            orderGrams={orderGramsOf(session.order)}
            ageYears={ageYears}
            isNarrow={isNarrow}
          />
        </Suspense>
      )}
      <div className="timeline-foot caption num">
        <p>{captionOf(timeline, zone)}</p>
        <About hasDose={timeline.hasStarted || timeline.planned.length > 0} route={route} />
      </div>
    </section>
  );
}

/** A nasal order goes by devices and has no weight. */
const orderGramsOf = (order: SessionInHand['session']['order']): number | undefined =>
  order !== null && 'weight' in order ? order.weight?.grams : undefined;

/** Which model, where it is sampled, how far it is off: on tap, in the words of the model itself. */
function About({ hasDose, route }: { hasDose: boolean; route: SessionRoute | undefined }) {
  const [isOpen, setOpen] = useState(false);
  if (!hasDose) return null;
  return (
    <>
      <button type="button" className="about-key" onClick={() => setOpen(true)}>
        <InfoIcon size={18} aria-hidden />
        {t('timeline.about')}
      </button>
      {isOpen && (
        <Dialog title={t('timeline.about')} open close={() => setOpen(false)} holds={false}>
          <Suspense fallback={<Loading rows={1} />}>
            <AboutModel product={productOf(route)} route={curveRouteOf(route)} />
          </Suspense>
        </Dialog>
      )}
    </>
  );
}

/** The marks in words; a sighted reader needs them, the table needs none. */
function Legend() {
  return (
    <ul className="marks-legend no-phone" aria-hidden>
      <li>
        <svg width={16} height={22} viewBox="-8 -11 16 22" aria-hidden className="legend-bp">
          <path d="M-5-10L0-4 5-10M-5 10L0 4 5 10M0-4V4" />
        </svg>
        {t('timeline.pressure').toLocaleLowerCase()}
      </li>
      <li>
        <svg width={12} height={12} viewBox="-6 -6 12 12" aria-hidden className="legend-pulse">
          <circle r={5} />
        </svg>
        {t('timeline.pulse').toLocaleLowerCase()}
      </li>
      <li>
        <svg width={26} height={12} viewBox="-13 -6 26 12" aria-hidden className="legend-spo2">
          <path d="M-12 0H12" />
          <rect x={-4} y={-4} width={8} height={8} />
        </svg>
        <span>
          <SpO2 />
        </span>
      </li>
      <li>
        <svg width={28} height={14} viewBox="-14 -7 28 14" aria-hidden className="legend-plasma">
          <rect x={-14} y={-7} width={28} height={14} />
          <path d="M-14 0H14" />
        </svg>
        {t('timeline.legend.predicted')}
      </li>
    </ul>
  );
}

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (watch) => {
      const list = matchMedia(query);
      list.addEventListener('change', watch);
      return () => list.removeEventListener('change', watch);
    },
    () => matchMedia(query).matches,
  );
}
