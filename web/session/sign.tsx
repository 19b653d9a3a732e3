import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { differingReadOff } from '#clinical/session/session.ts';
import { signedIn } from '#web/offline/station-outbox.ts';
import { get } from '#web/platform/api.ts';
import { clock } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { CautionIcon, LockIcon, PrintIcon } from '#web/ui/icons.ts';
import { Card, Notice } from '#web/ui/parts.tsx';
import { Failed } from '#web/ui/states.tsx';
import { NotKept, useKeeping } from './acts-kit.tsx';
import { SmallSheet } from './acts-sheet.tsx';
import { personOf } from './floor-seats.ts';
import { mg, shortName } from './floor-words.ts';
import { type Asked, ask, type SessionInHand } from './session-data.ts';
import { SignIcon } from './session-icons.ts';
import { logs } from './session-store.ts';
import { OpenPoints, type OpensPoint } from './sign-open.tsx';

type Props = { hand: SessionInHand; close: () => void; open: (act: OpensPoint) => void };
type Head = { session: { lastSeq: number; head: string } };

/** So many letters of a sum tell two records apart for a reader. */
const headShown = 12;

/** A signature covers what its signer has read: the record as this screen shows it, and nothing that came since. */
export function SignSheet({ hand, close, open }: Props) {
  const { session, record, agenda, waitingIds, events, recordedMsOf } = hand;
  const shownSeq = logs.use().get(session.id)?.lastSeq ?? 0;
  const head = useQuery({
    queryKey: ['session-head', session.id, shownSeq],
    queryFn: ({ signal }) => get<Head>(`/api/sessions/${session.id}/events?after=${shownSeq}`, { signal }),
  });
  const { busy, error, run } = useKeeping(hand);
  const [answer, setAnswer] = useState<Asked>();
  const isCounter = record.signatures.some(({ kind }) => kind === 'signed') && record.afterSigning.length === 0;
  const isMine = isCounter && record.signatures.some(({ by }) => by === signedIn());
  // What was just written here is kept before it comes back as part of the log that the signature covers.
  const isOnItsWay = waitingIds.size === 0 && events.some(({ id }) => recordedMsOf(id) === undefined);
  const isBehind = isOnItsWay || (head.data !== undefined && head.data.session.lastSeq !== shownSeq);
  const meaning = t(isCounter ? 'sign.meaningCounter' : 'sign.meaning');
  const count = agenda.toSign.length;
  const isOpen = count === 0 && head.data !== undefined && !isBehind && waitingIds.size === 0 && !isMine;
  const sign = () =>
    void run(async () => {
      if (head.data === undefined) return;
      const said = await ask({
        session: session.id,
        kind: isCounter ? 'countersigned' : 'signed',
        data: { head: head.data.session.head, meaning },
      });
      if (said.outcome === 'kept') close();
      else setAnswer(said);
    });
  return (
    <SmallSheet title={t(isCounter ? 'sign.titleCounter' : 'sign.title')} hand={hand} close={close} wide>
      <Summary hand={hand} />
      <a
        className="button-link"
        href={`/api/sessions/${session.id}/record.pdf?paper=${paperOf(hand)}`}
        target="_blank"
        rel="noreferrer"
      >
        <PrintIcon size={22} aria-hidden />
        {t('sign.read')}
      </a>
      <a
        className="text-link"
        href={`/api/sessions/${session.id}/record.json`}
        download={`session-${session.patient.number}.fhir.json`}
      >
        {t('sign.data')}
      </a>
      {count > 0 && (
        <Card title={t('sign.open', { count })} flush>
          <OpenPoints hand={hand} open={open} />
        </Card>
      )}
      <Signatures hand={hand} />
      {waitingIds.size > 0 && <Notice state="amber">{t('sign.waiting', { count: waitingIds.size })}</Notice>}
      {isBehind && <Notice state="amber">{t('sign.behind')}</Notice>}
      {head.error !== null && <Failed error={head.error} again={() => void head.refetch()} />}
      {isMine && <Notice state="plain">{t('sign.yours')}</Notice>}
      <div>
        <p className="quiet">{t('sign.means')}</p>
        <p className="strong">{meaning}</p>
        {head.data !== undefined && (
          <p className="caption quiet mono">
            {t('sign.head', { seq: shownSeq, head: head.data.session.head.slice(0, headShown) })}
          </p>
        )}
      </div>
      <SignAnswer answer={answer} />
      <NotKept error={error} />
      <Button
        size="xl"
        variant="filled"
        className="act-main"
        disabled={!isOpen}
        loading={busy}
        onClick={sign}
        leftSection={isOpen ? <SignIcon size={26} aria-hidden /> : <LockIcon size={24} aria-hidden />}
      >
        <span className="act-main-word">{t(isCounter ? 'sign.actCounter' : 'sign.act')}</span>
        <span className="act-main-more">{count > 0 ? t('sign.closed', { count }) : t('sign.confirm')}</span>
      </Button>
    </SmallSheet>
  );
}

const paperOf = ({ floor }: SessionInHand) => (floor.clinic.timeZone.startsWith('America/') ? 'letter' : 'a4');

function SignAnswer({ answer }: { answer: Asked | undefined }) {
  if (answer === undefined || answer.outcome === 'kept') return null;
  if (answer.outcome === 'no-network')
    return (
      <div role="alert">
        <Notice state={answer.isUnsure ? 'unknown' : 'amber'}>
          {t(answer.isUnsure ? 'sign.unsure' : 'sign.noNetwork')}
        </Notice>
      </div>
    );
  return (
    <div role="alert">
      <Notice state="red" title={answer.says}>
        {(answer.missing ?? []).map(({ item, says }) => (
          <p key={item}>{says}</p>
        ))}
      </Notice>
    </div>
  );
}

function Summary({ hand: { agenda, session } }: { hand: SessionInHand }) {
  const given = mg(agenda.dosing.givenUg);
  const off = differingReadOff(agenda.infusion);
  return (
    <div className="num">
      <p>
        {session.order === null
          ? t('sign.givenNoOrder', { given })
          : t('sign.given', { given, ordered: mg(session.order.doseUg) })}
      </p>
      {off !== undefined && (
        <p className="say-amber strong">
          <CautionIcon size={20} aria-hidden />{' '}
          {t('sign.differs', { given, ml: off.readOffUl / 1_000, off: mg(off.readOffUg) })}
        </p>
      )}
      {agenda.deviations.length > 0 && agenda.deviations.every(({ isExplained }) => isExplained) && (
        <p>{t('sign.deviations', { count: agenda.deviations.length })}</p>
      )}
    </div>
  );
}

function Signatures({ hand: { record, floor } }: { hand: SessionInHand }) {
  if (record.signatures.length === 0) return null;
  return (
    <Card title={t('sign.who')}>
      {record.signatures.map(({ id, by, atMs, data }) => {
        const person = personOf(floor, by);
        return (
          <p key={id} className="num">
            {t('sign.signedBy', {
              who: person === undefined ? t('session.toBeClaimed') : shortName(person),
              time: clock(atMs, floor.clinic.timeZone),
              meaning: data.meaning,
            })}
          </p>
        );
      })}
      {record.afterSigning.length > 0 && <p>{t('sign.after', { count: record.afterSigning.length })}</p>}
    </Card>
  );
}
