import { Button, Textarea } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { type CallStopped, post } from '#web/platform/api.ts';
import { maySee } from '#web/platform/may.ts';
import { useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { Refusal } from '#web/ui/form-parts.tsx';
import { BackIcon, GlassIcon } from '#web/ui/icons.ts';
import { useHeading } from '#web/ui/page.tsx';
import { Card, Notice } from '#web/ui/parts.tsx';
import { refreshChart } from './chart.queries.ts';

/** The chart is closed to this person. They may open it in need: with a reason, noticed by others, reviewed. */
export function BreakGlass({ id, stopped }: { id: string; stopped: CallStopped }) {
  const me = useMe();
  const heading = useHeading(t('glass.title'));
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const tooShort = reason.trim().length < 10;

  const open = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (tooShort) return;
    setBusy(true);
    setError(undefined);
    try {
      await post(`/api/patients/${id}/break-glass`, { reason: reason.trim() });
      await refreshChart(id);
    } catch (refused) {
      setError(refused);
    } finally {
      setBusy(false);
    }
  };

  return (
    <div className="page page-narrow">
      <Link className="back" to="/patients">
        <BackIcon size={20} aria-hidden />
        {t('place.patients')}
      </Link>
      <Card>
        <form className="stack g3" onSubmit={(event) => void open(event)} noValidate>
          <div className="row g2 top">
            <GlassIcon size={40} aria-hidden className="mark-amber" />
            <div className="grow stack g1">
              <h1 ref={heading} tabIndex={-1}>
                {t('glass.title')}
              </h1>
              <p className="quiet">{stopped.sentence}</p>
              <Whose details={stopped.details} />
            </div>
          </div>
          {maySee(me, 'break-glass.open') ? (
            <>
              <Notice state="amber" title={t('glass.noticed')}>
                {t('glass.noticedBody')}
              </Notice>
              <Textarea
                label={t('glass.reason')}
                description={t('glass.reasonHint')}
                required
                rows={3}
                maxLength={500}
                value={reason}
                onChange={(event) => setReason(event.currentTarget.value.replace(/[\r\n]+/g, ' '))}
                error={tried && tooShort ? t('glass.reasonNeeded') : undefined}
              />
              <Refusal error={error} />
              <div className="row end g1 form-end">
                <Button component={Link} to="/patients">
                  {t('glass.goBack')}
                </Button>
                <Button type="submit" variant="filled" color="amber" loading={busy}>
                  {t('glass.open')}
                </Button>
              </div>
            </>
          ) : (
            <Notice state="plain">{t('glass.notYours')}</Notice>
          )}
        </form>
      </Card>
    </div>
  );
}

/** The two facts that are not hidden, so that nobody opens the wrong chart by this door. */
function Whose({ details }: { details: unknown }) {
  if (typeof details !== 'object' || details === null || !('patient' in details)) return null;
  const { number, initials } = details.patient as { number: string; initials: string };
  return <p className="strong num">{t('glass.whose', { initials, number })}</p>;
}
