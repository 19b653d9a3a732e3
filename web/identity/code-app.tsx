import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { get, post, remove } from '#web/platform/api.ts';
import type { Me } from '#web/platform/contract.ts';
import { queryClient } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { Confirm, Dialog } from '#web/ui/dialog.tsx';
import { Refusal } from '#web/ui/form-parts.tsx';
import { Card, Pill } from '#web/ui/parts.tsx';
import { When } from '#web/ui/states.tsx';
import { BackupCodes, TotpMaker } from './totp-maker.tsx';

const refresh = () =>
  Promise.all([
    queryClient.invalidateQueries({ queryKey: ['me'] }),
    queryClient.invalidateQueries({ queryKey: ['frame'] }),
  ]);

/** The code app and how many backup codes are left. */
export function CodeApp() {
  const asked = useQuery({ queryKey: ['me'], queryFn: ({ signal }) => get<Me>('/api/me', { signal }) });
  const [open, setOpen] = useState<'make' | 'remove' | string[]>();
  const { busy, error, run } = useBusy();
  const close = () => {
    setOpen(undefined);
    void refresh();
  };
  return (
    <Card title={t('totp.title')}>
      <When asked={asked} rows={1}>
        {(me) => {
          const on = me.secondFactor === 'totp' || me.secondFactor === 'both';
          return (
            <div className="stack g2">
              <div className="row g15">
                {on ? <Pill state="green">{t('totp.on')}</Pill> : <Pill state="unknown">{t('totp.off')}</Pill>}
                {me.backupCodesLeft !== undefined && (
                  <Pill state={me.backupCodesLeft < 3 ? 'amber' : 'plain'}>
                    {t('backupCodes.left', { count: me.backupCodesLeft })}
                  </Pill>
                )}
              </div>
              <Refusal error={error} />
              <div className="row g1">
                <Button onClick={() => setOpen('make')}>{on ? t('totp.another') : t('totp.setUp')}</Button>
                {on && (
                  <>
                    <Button
                      loading={busy}
                      onClick={() =>
                        void run(async () => {
                          const { backupCodes } = await post<{ backupCodes: string[] }>('/api/me/backup-codes');
                          setOpen(backupCodes);
                        })
                      }
                    >
                      {t('backupCodes.renew')}
                    </Button>
                    <Button variant="subtle" color="red" onClick={() => setOpen('remove')}>
                      {t('totp.remove')}
                    </Button>
                  </>
                )}
              </div>
            </div>
          );
        }}
      </When>
      {open === 'make' && (
        <Dialog title={t('enrol.totpTitle')} open close={close}>
          <TotpMaker done={close} cancel={close} />
        </Dialog>
      )}
      {Array.isArray(open) && (
        <Dialog title={t('backupCodes.renew')} open close={close}>
          <BackupCodes codes={open} done={close} />
        </Dialog>
      )}
      <Confirm
        title={t('totp.removeTitle')}
        open={open === 'remove'}
        close={close}
        act={t('act.remove')}
        danger
        busy={busy}
        onAct={() => {
          setOpen(undefined);
          void run(() => remove('/api/me/totp')).then(refresh);
        }}
      >
        {t('totp.removeBody')}
      </Confirm>
    </Card>
  );
}
