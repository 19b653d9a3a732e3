import type { ReactNode } from 'react';

type ClockProps = { name: string; icon?: ReactNode; value: ReactNode; under: ReactNode; tone?: string; id: string };

/** One of the clocks above the chart: its name, what it shows, and a line under it. */
export function Clock({ name, icon, value, under, tone = '', id }: ClockProps) {
  return (
    <div className={`clock clock-${id} ${tone}`}>
      <p className="clock-name">
        {icon}
        {name}
      </p>
      <p className="clock-value num">{value}</p>
      <div className="clock-under">{under}</div>
    </div>
  );
}
