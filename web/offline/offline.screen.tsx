import { Button } from '@mantine/core';
import { ago, moment } from '#web/platform/format.ts';
import { network } from '#web/platform/network.ts';
import { useZone } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { AgainIcon } from '#web/ui/icons.ts';
import { useNow } from '#web/ui/network-state.tsx';
import { Mark } from '#web/ui/parts.tsx';
import { Threshold } from '#web/ui/threshold.tsx';

type Props = { again: () => void; busy: boolean };

/** The program opened from this device, but the server is silent: what works, what waits, what to look at. */
export function OfflineScreen({ again, busy }: Props) {
  const { heardAt } = network.use();
  const zone = useZone();
  useNow();
  return (
    <Threshold
      title={t('offline.title')}
      intro={
        heardAt === undefined
          ? t('offline.never')
          : t('offline.since', { time: moment(heardAt, zone), ago: ago(heardAt) })
      }
    >
      <section className="stack g1">
        <h2>{t('offline.works')}</h2>
        <p className="row g1 nowrap">
          <Mark state="green" />
          <span>{t('offline.worksShell')}</span>
        </p>
        <p className="row g1 nowrap">
          <Mark state="amber" />
          <span>{t('offline.worksNot')}</span>
        </p>
      </section>
      <section className="stack g1">
        <h2>{t('offline.todo')}</h2>
        <ul className="plain-list">
          <li>{t('offline.todoNetwork')}</li>
          <li>{t('offline.todoServer')}</li>
        </ul>
      </section>
      <Button
        variant="filled"
        size="lg"
        loading={busy}
        leftSection={<AgainIcon size={24} aria-hidden />}
        onClick={again}
      >
        {t('offline.again')}
      </Button>
    </Threshold>
  );
}
