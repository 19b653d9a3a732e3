import { Button } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { get, post } from '#web/platform/api.ts';
import type { RecoveryRequest } from '#web/platform/contract.ts';
import { initialsOf, moment } from '#web/platform/format.ts';
import { maySee } from '#web/platform/may.ts';
import { queryClient, useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { Dialog, FormEnd } from '#web/ui/dialog.tsx';
import { Refusal } from '#web/ui/form-parts.tsx';
import { Page } from '#web/ui/page.tsx';
import { Card, Initials, Pill } from '#web/ui/parts.tsx';
import { ShownOnce } from '#web/ui/shown-once.tsx';
import { Empty, When } from '#web/ui/states.tsx';

const requestsQuery = queryOptions({
  queryKey: ['recovery-requests'],
  queryFn: ({ signal }) =>
    get<{ requests: RecoveryRequest[] }>('/api/recovery-requests', { signal }).then((found) => found.requests),
});

/** Resets of a second factor: one person asked, another approves. */
export function ResetsScreen() {
  const me = useMe();
  const asked = useQuery(requestsQuery);
  const [approving, setApproving] = useState<RecoveryRequest>();
  return (
    <Page title={t('staff.tabRecovery')}>
      <Card flush>
        <When asked={asked} rows={1}>
          {(requests) =>
            requests.length === 0 ? (
              <Empty title={t('recoveryRequests.none')}>{t('recoveryRequests.noneHint')}</Empty>
            ) : (
              <ul className="rows">
                {requests.map((request) => (
                  <li key={request.id}>
                    <Initials of={initialsOf(request.name)} />
                    <span className="row-main stack g05">
                      <span className="strong">{request.name}</span>
                      <span className="small quiet num">
                        {t('recoveryRequests.asked', {
                          by: request.askedBy,
                          time: moment(request.askedAt, me.timeZone),
                        })}
                      </span>
                    </span>
                    <Standing request={request} approve={() => setApproving(request)} />
                  </li>
                ))}
              </ul>
            )
          }
        </When>
      </Card>
      {approving && <Approve request={approving} close={() => setApproving(undefined)} />}
    </Page>
  );
}

function Standing({ request, approve }: { request: RecoveryRequest; approve: () => void }) {
  const me = useMe();
  if (request.approvedBy !== undefined && request.approvedAt !== undefined)
    return (
      <Pill state="green">
        {t('recoveryRequests.approved', { by: request.approvedBy, time: moment(request.approvedAt, me.timeZone) })}
      </Pill>
    );
  if (request.askedByAccountId === me.accountId || request.practitionerId === me.practitionerId)
    return <Pill state="plain">{t('recoveryRequests.own')}</Pill>;
  return maySee(me, 'recovery.approve') && <Button onClick={approve}>{t('recoveryRequests.approve')}</Button>;
}

function Approve({ request, close }: { request: RecoveryRequest; close: () => void }) {
  const [link, setLink] = useState<string>();
  const { busy, error, run } = useBusy();
  const { name } = request;
  const approve = () =>
    void run(async () => {
      const approved = await post<{ link?: string }>(`/api/recovery-requests/${request.id}/approve`);
      await queryClient.invalidateQueries({ queryKey: ['recovery-requests'] });
      if (approved.link === undefined) close();
      else setLink(approved.link);
    });
  return (
    <Dialog title={t('recoveryRequests.approveTitle', { name })} open close={close}>
      {link === undefined ? (
        <div className="stack g3">
          <p className="quiet">{t('recoveryRequests.approveBody', { name })}</p>
          <Refusal error={error} />
          <FormEnd cancel={close}>
            <Button variant="filled" loading={busy} onClick={approve}>
              {t('recoveryRequests.approve')}
            </Button>
          </FormEnd>
        </div>
      ) : (
        <div className="stack g3">
          <p>{t('recoveryRequests.link', { name })}</p>
          <ShownOnce text={link} copied={link} />
          <FormEnd>
            <Button variant="filled" onClick={close}>
              {t('invite.done')}
            </Button>
          </FormEnd>
        </div>
      )}
    </Dialog>
  );
}
