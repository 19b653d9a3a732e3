import { Button } from '@mantine/core';
import type { MonitorLineSaid } from '#clinical/session/session.ts';
import { t } from '#web/platform/text.ts';
import { ageWords, valueWords } from './monitor-words.ts';
import './monitor.css';

/** All that the monitor offers, by one tap. Nothing stands in a field before it. */
export function PadOffers({
  offers,
  nowMs,
  accept,
  renew,
}: {
  offers: readonly MonitorLineSaid[];
  nowMs: number;
  accept: () => void;
  /** Absent while the monitor says nothing newer; its button keeps its place, so that nothing moves under a finger. */
  renew: (() => void) | undefined;
}) {
  const newer = (
    <Button variant="default" className="offer-newer" disabled={renew === undefined} onClick={renew}>
      {t('monitor.newer')}
    </Button>
  );
  if (offers.length === 0)
    return (
      <section className="offer-row" aria-label={t('monitor.offers')}>
        <p className="offer-none">{t('monitor.nothingOffered')}</p>
        {newer}
      </section>
    );
  const devices = [...new Set(offers.flatMap(({ values }) => values.map(nameOf)))].join(', ');
  const oldest = Math.min(...offers.map(({ atMs }) => atMs));
  return (
    <section className="offer-row" aria-label={t('monitor.offers')}>
      <Button size="lg" className="offer offer-all" onClick={accept}>
        <span className="offer-what num">
          {t(offers.length > 1 ? 'monitor.acceptAll' : 'monitor.acceptRest', {
            what: offers.map(valueWords).join(' · '),
          })}
        </span>
        <span className="caption num">
          {t(offers.some(({ isLate }) => isLate) ? 'monitor.acceptAllLate' : 'monitor.acceptAllHow', {
            device: devices,
            age: ageWords(nowMs - oldest),
          })}
        </span>
      </Button>
      {newer}
    </section>
  );
}

const nameOf = ({ device, isSimulated }: MonitorLineSaid['values'][number]): string =>
  isSimulated ? `${device} (${t('monitor.simulated')})` : device;

type OneProps = { offer: MonitorLineSaid; name: string; nowMs: number; accept: () => void };

/** One value beside its field, dashed: not in it until it is accepted. */
export function PadOffer({ offer, name, nowMs, accept }: OneProps) {
  const value = valueWords(offer);
  const words = {
    ...{ name, value, unit: t(`monitor.unit.${offer.line}`) },
    ...{ device: offer.values.map(nameOf)[0] ?? '', age: ageWords(nowMs - offer.atMs) },
  };
  return (
    <Button className="offer offer-one" aria-label={t('monitor.acceptOne', words)} onClick={accept}>
      <span className="caption">{t('monitor.accept')} </span>
      <span className="offer-what num">{value}</span>
    </Button>
  );
}
