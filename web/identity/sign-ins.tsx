import { Button } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { get, post, remove } from '#web/platform/api.ts';
import type { SignIn } from '#web/platform/contract.ts';
import { ago, moment } from '#web/platform/format.ts';
import { queryClient, useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { Refusal } from '#web/ui/form-parts.tsx';
import { Card, Pill } from '#web/ui/parts.tsx';
import { say } from '#web/ui/say.ts';
import { When } from '#web/ui/states.tsx';

const signInsQuery = queryOptions({
  queryKey: ['sign-ins'],
  queryFn: ({ signal }) => get<{ signIns: SignIn[] }>('/api/me/sign-ins', { signal }).then((found) => found.signIns),
});

/** Where this person is signed in now; each can be ended. */
export function SignIns() {
  const { timeZone } = useMe();
  const asked = useQuery(signInsQuery);
  const { busy, error, run } = useBusy();
  const end = (work: () => Promise<unknown>) =>
    void run(work).then(async (ended) => {
      await queryClient.invalidateQueries({ queryKey: ['sign-ins'] });
      if (ended) say(t('signIns.ended'));
    });
  return (
    <Card
      title={t('signIns.title')}
      flush
      aside={
        <Button variant="subtle" loading={busy} onClick={() => end(() => post('/api/me/sign-ins/end-others'))}>
          {t('signIns.endOthers')}
        </Button>
      }
    >
      {error !== undefined && (
        <div className="list-more">
          <Refusal error={error} />
        </div>
      )}
      <When asked={asked} rows={2}>
        {(signIns) => (
          <ul className="rows">
            {signIns.map((signIn) => (
              <li key={signIn.id}>
                <span className="row-main stack g05">
                  <span className="strong">{signIn.station ?? signIn.device}</span>
                  <span className="small quiet num">
                    {t('signIns.since', { time: moment(signIn.createdAt, timeZone), from: signIn.from })}
                  </span>
                </span>
                {signIn.current ? (
                  <Pill state="green">{t('signIns.here')}</Pill>
                ) : (
                  <>
                    <span className="row-aside num">{t('signIns.seen', { ago: ago(signIn.lastSeenAt) })}</span>
                    <Button
                      variant="subtle"
                      color="red"
                      onClick={() => end(() => remove(`/api/me/sign-ins/${signIn.id}`))}
                    >
                      {t('signIns.end')}
                    </Button>
                  </>
                )}
              </li>
            ))}
          </ul>
        )}
      </When>
    </Card>
  );
}
