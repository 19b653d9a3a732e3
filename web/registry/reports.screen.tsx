import { Button, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useState } from 'react';
import { dayAfter, halfYearOf } from '#clinical/finder/finder.ts';
import { post } from '#web/platform/api.ts';
import { day, moment, today } from '#web/platform/format.ts';
import { maySee } from '#web/platform/may.ts';
import { useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { Dialog, FormEnd } from '#web/ui/dialog.tsx';
import { Refusal } from '#web/ui/form-parts.tsx';
import { Page } from '#web/ui/page.tsx';
import { Card, Pill, type State } from '#web/ui/parts.tsx';
import { say } from '#web/ui/say.ts';
import { Empty, When } from '#web/ui/states.tsx';
import { type KeptReport, refreshReports, reportsQuery } from './registry.queries.ts';

type Half = { from: string; to: string };
export const halfWords = ({ from, to }: Half): string => t('reports.half', { from: day(from), to: day(to) });

const states: Record<KeptReport['state'], State> = {
  standing: 'green',
  replaced: 'plain',
  withdrawn: 'amber',
  notice: 'blue',
};

/** What this clinic published of itself, and the half-years that it could. */
export function ReportsScreen() {
  const me = useMe();
  const asked = useQuery(reportsQuery);
  const [takingBack, takeBack] = useState<KeptReport>();
  // The two half-years that are over: anything older than a year is old news.
  const last = halfYearOf(dayAfter(halfYearOf(today(me.timeZone)).from, -1));
  const before = halfYearOf(dayAfter(last.from, -1));
  return (
    <Page
      title={t('reports.title')}
      intro={t('reports.intro')}
      actions={[before, last].map((half) => (
        <Button
          key={half.from}
          renderRoot={(given) => <Link {...given} to="/clinic/reports/$from" params={{ from: half.from }} />}
          variant={half === last ? 'filled' : 'outline'}
        >
          {t('reports.preview', { half: halfWords(half) })}
        </Button>
      ))}
    >
      <Card flush>
        <When asked={asked} rows={2}>
          {(reports) =>
            reports.length === 0 ? (
              <Empty title={t('reports.none')}>{t('reports.noneHint')}</Empty>
            ) : (
              <ul className="rows">
                {reports.map((report) => (
                  <Row key={report.id} report={report}>
                    {report.state === 'standing' && maySee(me, 'report.withdraw') && (
                      <Button
                        variant="subtle"
                        color="red"
                        aria-label={t('reports.withdrawOf', { half: halfWords(report.period) })}
                        onClick={() => takeBack(report)}
                      >
                        {t('reports.withdraw')}
                      </Button>
                    )}
                  </Row>
                ))}
              </ul>
            )
          }
        </When>
      </Card>
      {takingBack !== undefined && <TakeBack report={takingBack} close={() => takeBack(undefined)} />}
    </Page>
  );
}

function Row({ report, children }: { report: KeptReport; children: ReactNode }) {
  const { timeZone } = useMe();
  const { previewedBy, releasedBy, withdrawn, state, period } = report;
  return (
    <li>
      <span className="row-main stack g05">
        <span className="strong">{halfWords(period)}</span>
        <span className="small quiet">
          {t('reports.by', {
            previewed: previewedBy.name,
            released: releasedBy.name,
            time: moment(releasedBy.at, timeZone),
          })}
        </span>
        {withdrawn !== null && <span className="small quiet">{t('reports.why', { why: withdrawn.why })}</span>}
      </span>
      <Pill state={states[state]}>{t(`reports.state.${state}`)}</Pill>
      {children}
    </li>
  );
}

const shortest = 3;

function TakeBack({ report, close }: { report: KeptReport; close: () => void }) {
  const [why, setWhy] = useState('');
  const [isSent, setSent] = useState(false);
  const { busy, error, run } = useBusy();
  const label = t('reports.withdrawWhy');
  const fault = /\p{N}/u.test(why)
    ? t('reports.withdrawDigit')
    : isSent && why.trim().length < shortest
      ? t('form.neededOf', { label })
      : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setSent(true);
    if (fault !== null || why.trim().length < shortest) return;
    void run(async () => {
      await post(`/api/reports/${report.id}/withdraw`, { why: why.trim() });
      await refreshReports();
      say(t('reports.isWithdrawn'));
    }).then((isDone) => isDone && close());
  };
  return (
    <Dialog title={t('reports.withdrawTitle')} open close={close}>
      <form className="stack g3" onSubmit={submit} noValidate>
        <p className="quiet">{t('reports.withdrawBody')}</p>
        <Textarea
          label={label}
          description={t('reports.withdrawHint')}
          required
          autosize
          minRows={2}
          maxLength={1_000}
          value={why}
          error={fault}
          onChange={(event) => setWhy(event.currentTarget.value)}
        />
        <Refusal error={error} />
        <FormEnd cancel={close}>
          <Button type="submit" variant="filled" color="red" loading={busy}>
            {t('reports.withdraw')}
          </Button>
        </FormEnd>
      </form>
    </Dialog>
  );
}
