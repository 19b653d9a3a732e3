import { type Agenda, givenOf, type SessionRecord, thresholds } from '#clinical/session/session.ts';
import type { FloorSession } from '#server/session/floor.shapes.ts';
import { today } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';

type Props = { session: FloorSession; record: SessionRecord; agenda: Agenda; zone: string; nowMs: number };

const [from, to] = [-15, 105];
const [low, high] = [60, 190];
const [width, height] = [420, 50];
const minute = 60_000;
const x = (min: number) => ((min - from) / (to - from)) * width;
const y = (mmHg: number) => height - ((Math.min(high, Math.max(low, mmHg)) - low) / (high - low)) * height;

/** The pressures of a session as carets over their zones, for the wall: a shape to see across the room. */
export function PressureStrip({ session, record, agenda, zone, nowMs }: Props) {
  const zeroMs = agenda.dosing.startedAtMs ?? nowMs;
  const lines = givenOf(session, today(zone, nowMs)).lines ?? thresholds;
  const [amber, red] = [lines.pressureAmberFrom.value.systolic, lines.pressureRedFrom.value.systolic];
  const now = x((nowMs - zeroMs) / minute);
  return (
    <svg
      className="wall-strip"
      viewBox={`-44 -2 ${width + 44} ${height + 22}`}
      role="img"
      aria-label={t('chart.pressureSmall')}
    >
      <rect x={0} y={y(red)} width={width} height={y(amber) - y(red)} className="zone-amber" />
      <rect x={0} y={0} width={width} height={y(red)} className="zone-red" />
      {now < width && (
        <rect
          x={Math.max(0, now)}
          y={y(amber)}
          width={width - Math.max(0, now)}
          height={height - y(amber)}
          className="zone-ahead"
        />
      )}
      {[100, 150].map((at) => (
        <line key={at} x1={0} x2={width} y1={y(at)} y2={y(at)} className="grid" />
      ))}
      <line x1={0} x2={width} y1={y(amber)} y2={y(amber)} className="line-amber" />
      <line x1={0} x2={width} y1={y(red)} y2={y(red)} className="line-red" />
      {[100, 150].map((at) => (
        <text key={at} x={-8} y={y(at) + 5} textAnchor="end" className="wall-tick">
          {at}
        </text>
      ))}
      {[0, 30, 60, 90].map((at) => (
        <text key={at} x={x(at)} y={height + 17} textAnchor="middle" className="wall-tick">
          {at}
        </text>
      ))}
      {record.readings.flatMap(({ id, atMs, data }) => {
        const { systolicMmHg: systolic, diastolicMmHg: diastolic } = data;
        const at = x((atMs - zeroMs) / minute);
        if (systolic === undefined || diastolic === undefined || at < 0 || at > width) return [];
        const judged = agenda.judgedReadings.get(id);
        const state = judged?.judgements.find(({ parameter }) => parameter === 'blood-pressure')?.state ?? 'green';
        return [
          <g key={id} className={`wall-mark wall-mark-${state.replace(' ', '-')}`}>
            <line x1={at} x2={at} y1={y(systolic)} y2={y(diastolic)} />
            <path
              d={`M${at - 5} ${y(systolic) - 6}L${at} ${y(systolic)}L${at + 5} ${y(systolic) - 6}`}
              className="wall-tip"
            />
            <path d={`M${at - 5} ${y(diastolic) + 6}L${at} ${y(diastolic)}L${at + 5} ${y(diastolic) + 6}`} />
          </g>,
        ];
      })}
      {now <= width && <line x1={now} x2={now} y1={-2} y2={height + 2} className="wall-now" />}
    </svg>
  );
}
