import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { t } from '#web/platform/text.ts';
import { Page } from './page.tsx';
import { Notice } from './parts.tsx';
import { Empty } from './states.tsx';

/** A page that fell over takes nothing else with it; most often a newer program replaced a part of this one. */
export function Broken() {
  return (
    <Page title={t('problem.pageTitle')} narrow>
      <Notice
        state="red"
        title={t('problem.defect')}
        actions={<Button onClick={() => location.reload()}>{t('problem.reload')}</Button>}
      />
    </Page>
  );
}

export function NotThere() {
  return (
    <Page title={t('problem.noSuchPage')} narrow>
      <Empty
        title={t('problem.noSuchPage')}
        actions={
          <Link className="button-link" to="/">
            {t('problem.home')}
          </Link>
        }
      />
    </Page>
  );
}
