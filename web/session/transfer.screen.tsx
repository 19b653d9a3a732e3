import { Button } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { t } from '#web/platform/text.ts';
import { BackIcon, PrintIcon } from '#web/ui/icons.ts';
import { useHeading } from '#web/ui/page.tsx';
import { Empty, Loading } from '#web/ui/states.tsx';
import { useSessionInHand } from './session-data.ts';
import { TransferSheet } from './transfer-sheet.tsx';
import './transfer.css';

/** The sheet for whoever takes the patient over: from what this device holds, so that it prints without a network. */
export function TransferScreen() {
  const { id } = useParams({ from: '/sessions/$id/transfer' });
  const hand = useSessionInHand(id);
  const heading = useHeading(t('transfer.title'));
  return (
    <div className="transfer">
      <div className="transfer-bar no-print">
        <Link to="/sessions/$id" params={{ id }} search={{ act: 'emergency' }} className="back">
          <BackIcon size={20} aria-hidden />
          {t('transfer.back')}
        </Link>
        <div className="grow">
          <h1 ref={heading} tabIndex={-1}>
            {t('transfer.title')}
          </h1>
          <p className="quiet">{t('transfer.intro')}</p>
        </div>
        <a className="button-link" href={`/api/sessions/${id}/transfer.pdf`} target="_blank" rel="noreferrer">
          {t('transfer.pdf')}
        </a>
        <Button size="lg" variant="filled" onClick={() => print()} leftSection={<PrintIcon size={22} aria-hidden />}>
          {t('transfer.print')}
        </Button>
      </div>
      {hand === undefined && <Loading rows={4} />}
      {hand === 'not-here' && <Empty title={t('session.notHere')}>{t('session.notHereHow')}</Empty>}
      {hand !== undefined && hand !== 'not-here' && <TransferSheet hand={hand} />}
    </div>
  );
}
