import { useState } from 'react';
import type { InjectionSite } from '#clinical/session/session.ts';
import { t } from '#web/platform/text.ts';
import type { InjectionOrderHere } from './dose-order.ts';
import { SiteChoice } from './dose-site.tsx';
import { VolumeForm } from './dose-volume.tsx';
import type { SessionInHand } from './session-data.ts';

type Props = { hand: SessionInHand; order: InjectionOrderHere; done: () => void; isFact: boolean };

/** Site, and what was given. A dose may be split over two sites. */
export function InjectionForm({ hand, order, done, isFact }: Props) {
  const [site, setSite] = useState<InjectionSite>();
  const { route, id: orderId, drug, concentrationUgPerMl } = order;
  return (
    <VolumeForm
      hand={hand}
      order={order}
      kind="injection-given"
      given={hand.record.injections}
      act={t('dose.injection.act')}
      done={done}
      isFact={isFact}
      first={<SiteChoice route={route} site={site} pick={setSite} />}
      open={site === undefined ? t('dose.siteOpen') : undefined}
      dataOf={(part) =>
        site === undefined ? undefined : { route, site, orderId, drug, concentrationUgPerMl, ...part, as: 'intent' }
      }
    />
  );
}
