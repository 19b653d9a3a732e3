import { Link } from '@tanstack/react-router';
import { maySee } from '#web/platform/may.ts';
import { useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { Mark } from '#web/ui/parts.tsx';
import { useSessionDrugs } from './dose-stock.ts';
import type { SessionInHand } from './session-data.ts';

/** What was drawn for this session and is not accounted for, in the sentences of the register. */
export function OpenDrugs({ hand }: { hand: SessionInHand }) {
  const me = useMe();
  const drugs = useSessionDrugs(hand.session.id);
  if (drugs === undefined || drugs.open.length === 0) return null;
  return (
    <section aria-label={t('drugs.open')}>
      <h3>{t('drugs.open')}</h3>
      <ul className="act-list">
        {drugs.open.map((says) => (
          <li key={says} className="effect-row">
            <Mark state="amber" size={22} />
            <span className="grow">{says}</span>
          </li>
        ))}
      </ul>
      {maySee(me, 'stock.read') && (
        <Link className="text-link" to="/pharmacy">
          {t('pharmacy.toUnaccounted')}
        </Link>
      )}
    </section>
  );
}
