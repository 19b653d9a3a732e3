import { t } from '#web/platform/text.ts';
import type { SessionInHand } from './session-data.ts';

/** Each device with its lot, used or not opened: every one of them is accounted for. */
export function DevicesCard({ hand: { agenda, record } }: { hand: SessionInHand }) {
  const { dosing } = agenda;
  if (dosing.route !== 'intranasal-esketamine') return null;
  const devices = dosing.clocks.filter(({ what }) => what === 'device');
  return (
    <section className="card" aria-label={t('dose.devices')}>
      <header className="panel-head">
        <h2>{t('dose.devices')}</h2>
        <span className="panel-aside">{t('dose.devicesHow')}</span>
      </header>
      <ul className="settle-list">
        {devices.map(({ number }) => {
          const given = record.devices.find(({ data }) => data.number === number);
          return (
            <li key={number} className="settle-row device-row num">
              <strong>{number}</strong>
              <span className="grow">
                {given === undefined ? t('dose.noLotYet') : t('dose.lotIs', { lot: given.data.lot })}
              </span>
              <span className="quiet">{t(given === undefined ? 'dose.notOpened' : 'dose.bothNostrils')}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
