import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Floor, FloorSession } from '#server/session/floor.shapes.ts';
import { day } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { AddIcon, StopIcon } from '#web/ui/icons.ts';
import { Notice } from '#web/ui/parts.tsx';
import { objectionHere, useAsking } from './acts-asked.tsx';
import { NotKept } from './acts-kit.tsx';
import { OpenSession } from './floor-open.tsx';
import type { Records } from './floor-seats.ts';
import { chairMark } from './floor-words.ts';
import { groupNow } from './group-members.ts';
import { type SessionInHand, useSessionInHand } from './session-data.ts';

type Props = { floor: Floor; records: Records; group: string; close: () => void };

/** Somebody who has a session today joins by one tap, before their own dose; for anybody else a session is opened. */
export function AddPerson({ floor, records, group, close }: Props) {
  const [isNew, setNew] = useState(false);
  if (isNew) return <OpenSession floor={floor} chairId={undefined} groupId={group} close={close} />;
  const others = floor.sessions.filter(
    (session) => groupNow(session, records) !== group && records.get(session.id)?.record.phase !== 'left',
  );
  return (
    <Dialog title={t('group.addTitle')} open close={close} wide>
      <div className="stack g2">
        <p className="quiet">{t('group.joinHow')}</p>
        {others.length === 0 ? (
          <p className="quiet">{t('group.joinNobody')}</p>
        ) : (
          <ul className="group-others" aria-label={t('group.hereNow')}>
            {others.map((session) => (
              <Other
                key={session.id}
                session={session}
                isInOther={groupNow(session, records) !== undefined}
                group={group}
              />
            ))}
          </ul>
        )}
        <div>
          <Button size="lg" leftSection={<AddIcon size={20} aria-hidden />} onClick={() => setNew(true)}>
            {t('group.someoneNew')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

type OtherProps = { session: FloorSession; isInOther: boolean; group: string };

function Other({ session, isInOther, group }: OtherProps) {
  const hand = useSessionInHand(session.id);
  if (hand === undefined || hand === 'not-here') return null;
  return <Person hand={hand} isInOther={isInOther} group={group} />;
}

function Person({ hand, isInOther, group }: { hand: SessionInHand; isInOther: boolean; group: string }) {
  const asking = useAsking(hand, 'group-joined');
  const { patient, chairId } = hand.session;
  const { initials } = patient;
  const chair = hand.floor.chairs.find(({ id }) => id === chairId);
  const why = objectionHere(hand, 'group-joined', { group, as: 'intent' })?.says;
  const { answer, busy, error } = asking;
  return (
    <li className="group-other" data-group-other={initials}>
      <span className="chair-mark">{chair === undefined ? '–' : chairMark(chair.name, chair.place)}</span>
      <div className="stack g05 grow">
        <p className="strong">{initials}</p>
        <p className="small quiet num">{t('group.born', { day: day(patient.birthOn), number: patient.number })}</p>
        {isInOther && why === undefined && <p className="small">{t('group.inOther')}</p>}
        {why !== undefined && (
          <p className="small row g05 nowrap-c">
            <StopIcon size={18} aria-hidden /> <span>{why}</span>
          </p>
        )}
        {answer !== undefined && (
          <div role="alert">
            <Notice state="red" title={t('group.joinRefused', { initials })}>
              {answer.how === 'unsure' ? t('asked.unsure') : answer.says}
            </Notice>
          </div>
        )}
        <NotKept error={error} />
      </div>
      {why === undefined && (
        <Button
          size="lg"
          variant="filled"
          loading={busy}
          aria-label={t('group.joinOf', { initials })}
          onClick={() => void asking.intend({ group, as: 'intent' })}
        >
          {t('group.join')}
        </Button>
      )}
    </li>
  );
}
