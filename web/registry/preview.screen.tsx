import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { halfYearOf } from '#clinical/finder/finder.ts';
import { post } from '#web/platform/api.ts';
import { maySee } from '#web/platform/may.ts';
import { useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { Confirm, FormEnd } from '#web/ui/dialog.tsx';
import { Refusal } from '#web/ui/form-parts.tsx';
import { Page } from '#web/ui/page.tsx';
import { Card, Notice } from '#web/ui/parts.tsx';
import { say } from '#web/ui/say.ts';
import { When } from '#web/ui/states.tsx';
import { type Preview, previewQuery, refreshReports } from './registry.queries.ts';
import { ReportFiguresShown } from './report-figures.tsx';
import { halfWords } from './reports.screen.tsx';

/** Exactly what would be published of a half-year, and the release of it in a person's name. */
export function PreviewScreen() {
  const { from } = useParams({ from: '/clinic/reports/$from' });
  const asked = useQuery(previewQuery(from));
  return (
    <Page
      title={t('preview.title', { half: halfWords(halfYearOf(from)) })}
      intro={t('preview.intro')}
      back={{ to: '/clinic/reports', label: t('reports.title') }}
    >
      <When asked={asked} rows={6}>
        {(preview) => <Previewed preview={preview} from={from} />}
      </When>
    </Page>
  );
}

function Previewed({ preview, from }: { preview: Preview; from: string }) {
  const { obstacles, keptBack, synthetic, figures, prices, center } = preview;
  return (
    <div className="stack g3">
      {obstacles.length > 0 && (
        <Notice state="amber" title={t('preview.obstacles')}>
          {obstacles.map((says) => (
            <p key={says}>{says}</p>
          ))}
        </Notice>
      )}
      {keptBack.length > 0 && (
        <Notice state="blue" title={t('preview.keptBackTitle')}>
          {keptBack.map((block) => (
            <p key={block}>{t(`preview.keptBack.${block}`)}</p>
          ))}
        </Notice>
      )}
      {synthetic && <Notice state="blue">{t('preview.synthetic')}</Notice>}
      <ReportFiguresShown figures={figures} prices={prices} />
      <Card quiet>
        <div className="stack g2">
          <Notice state="plain" title={t('preview.small')}>
            {t('preview.smallBody')}
          </Notice>
          <Notice state="plain" title={t('preview.proves')}>
            {t('preview.provesBody', { domain: center.domain })}
          </Notice>
        </div>
      </Card>
      <Release preview={preview} from={from} />
    </div>
  );
}

function Release({ preview, from }: { preview: Preview; from: string }) {
  const me = useMe();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const { busy, error, run } = useBusy();
  if (!maySee(me, 'report.release') || preview.obstacles.length > 0) return null;
  const { standing, seen, period } = preview;
  const release = () =>
    void run(async () => {
      await post('/api/reports', { from, seen, ...(standing === null ? {} : { replaces: standing }) });
      await refreshReports();
      say(t('preview.released'));
      await navigate({ to: '/clinic/reports' });
    }).then(() => setAsking(false));
  return (
    <>
      <Refusal error={error} />
      <FormEnd>
        <Button variant="filled" onClick={() => setAsking(true)}>
          {t(standing === null ? 'preview.release' : 'preview.replace')}
        </Button>
      </FormEnd>
      <Confirm
        title={t('preview.releaseTitle', { half: halfWords(period) })}
        open={asking}
        close={() => setAsking(false)}
        act={t('preview.release')}
        busy={busy}
        onAct={release}
      >
        {t('preview.releaseBody')}
      </Confirm>
    </>
  );
}
