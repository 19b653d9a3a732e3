import type { ReactNode } from 'react';
import type { Protocol } from '#clinical/plan/plan.ts';
import { t } from '#web/platform/text.ts';
import { Card } from '#web/ui/parts.tsx';
import { CadenceAxis } from './cadence-axis.tsx';
import { Source } from './finding-list.tsx';
import { courseLines, doseLines, type Line, type Lines, readingLines, timeLines } from './protocol-lines.ts';

/** Name, value, and where the figure comes from. */
export function LineList({ lines }: { lines: readonly (Line & { old?: string | undefined })[] }) {
  return (
    <dl className="lines">
      {lines.map(({ key, name, value, old, by }) => (
        <div key={key}>
          <dt>{name}</dt>
          <dd className="num">
            {old !== undefined && (
              <>
                <del>{old}</del>{' '}
              </>
            )}
            {value}
          </dd>
          <dd className="caption quiet">{by && <Source by={by} />}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The whole protocol, to be read before it is signed and after. */
export function ProtocolBody({
  protocol,
  lines,
  children,
}: {
  protocol: Protocol;
  lines: Lines;
  children?: ReactNode;
}) {
  return (
    <>
      {children ?? (
        <Card title={t('protocol.doseTitle')} flush>
          <LineList lines={doseLines(protocol)} />
        </Card>
      )}
      <Card title={t('protocol.timeTitle')} flush>
        <div className="card-body">
          <CadenceAxis protocol={protocol} />
        </div>
        <LineList lines={timeLines(protocol)} />
      </Card>
      <Card title={t('protocol.courseTitle')} flush>
        <LineList lines={courseLines(protocol)} />
      </Card>
      <Card title={t('protocol.linesTitle')} flush>
        <p className="card-body quiet">{t('protocol.linesIntro')}</p>
        <LineList lines={readingLines(protocol, lines)} />
      </Card>
    </>
  );
}

export const everyLine = (protocol: Protocol, lines: Lines): Line[] => [
  ...doseLines(protocol),
  ...timeLines(protocol),
  ...courseLines(protocol),
  ...readingLines(protocol, lines),
];
