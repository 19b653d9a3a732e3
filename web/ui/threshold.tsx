import type { ReactNode } from 'react';
import { useFrame } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { Logo } from './logo.tsx';
import { useHeading } from './page.tsx';

type Props = { title: string; intro?: ReactNode; wide?: boolean; children: ReactNode };

/** A page before the frame: one thing to do, the clinic's name above it. */
export function Threshold({ title, intro, wide = false, children }: Props) {
  const frame = useFrame();
  const heading = useHeading(title);
  return (
    <main className="threshold">
      <div className={wide ? 'threshold-body threshold-wide' : 'threshold-body'}>
        <div className="threshold-mark">
          <Logo size={40} named />
          <div>
            <p className="header-name">{frame?.clinicName ?? t('app.name')}</p>
            {frame?.station && <p className="small quiet">{frame.station.name}</p>}
          </div>
          {frame?.demo && <span className="synthetic">{t('shell.synthetic')}</span>}
        </div>
        <section className="card">
          <div className="card-body stack g3">
            <div className="stack g1">
              <h1 ref={heading} tabIndex={-1}>
                {title}
              </h1>
              {intro && <div className="quiet">{intro}</div>}
            </div>
            {children}
          </div>
        </section>
      </div>
    </main>
  );
}
