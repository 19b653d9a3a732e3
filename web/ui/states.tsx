import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { CallStopped, isSilence, sentenceOf, stoppedBy } from '#web/platform/api.ts';
import { t } from '#web/platform/text.ts';
import { AgainIcon } from './icons.ts';
import { Mark, Notice, type State } from './parts.tsx';

const bones = ['1', '2', '3', '4', '5', '6'] as const;

/** The shape of what comes, and never yesterday's values. */
export function Loading({ rows = 3 }: { rows?: number }) {
  return (
    <div className="loading" role="status" aria-label={t('state.loading')}>
      {bones.slice(0, rows).map((bone) => (
        <div key={bone} className="loading-row">
          <span className="bone bone-face" />
          <span className="bone bone-line" />
        </div>
      ))}
    </div>
  );
}

export function Empty({ title, children, actions }: { title: string; children?: ReactNode; actions?: ReactNode }) {
  return (
    <div className="empty">
      <p className="strong">{title}</p>
      {children && <p className="quiet">{children}</p>}
      {actions && <div className="row g1">{actions}</div>}
    </div>
  );
}

/** Why something can't be shown, in the server's own sentence, and what to do. */
export function Failed({ error, again, title }: { error: unknown; again?: () => void; title?: string }) {
  if (stoppedBy(error, 'not-permitted')) return <NotYours error={error} />;
  const silent = isSilence(error);
  const state: State = silent ? 'amber' : 'red';
  const requestId = error instanceof CallStopped ? error.requestId : undefined;
  return (
    <div className={`notice notice-${state}`} role="alert">
      <Mark state={state} size={24} />
      <div className="grow stack g05">
        <p className="strong">{title ?? t('state.cannotShow')}</p>
        <p>{sentenceOf(error)}</p>
        {requestId && !silent && <p className="caption quiet mono">{t('state.requestId', { id: requestId })}</p>}
      </div>
      {again && (
        <Button onClick={again} leftSection={<AgainIcon size={20} aria-hidden />}>
          {t('state.tryAgain')}
        </Button>
      )}
    </div>
  );
}

/** Not for this role: nothing is wrong, and trying again changes nothing. */
function NotYours({ error }: { error: unknown }) {
  return (
    <Notice state="unknown" title={t('state.notYours')}>
      {sentenceOf(error)}
    </Notice>
  );
}

type Asked<Value> = { data: Value | undefined; error: unknown; refetch: () => unknown };

/** Loading, refused, or there: every list and page decides it the same way. */
export function When<Value>({
  asked,
  rows,
  children,
}: {
  asked: Asked<Value>;
  rows?: number;
  children: (value: Value) => ReactNode;
}) {
  if (asked.data !== undefined) return children(asked.data);
  if (asked.error) return <Failed error={asked.error} again={() => void asked.refetch()} />;
  return <Loading {...(rows === undefined ? {} : { rows })} />;
}
