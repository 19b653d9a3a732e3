import { Button } from '@mantine/core';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { Floor } from '#server/session/floor.shapes.ts';
import { maySee } from '#web/platform/may.ts';
import { useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { AddIcon, BackIcon, CautionIcon } from '#web/ui/icons.ts';
import { useKeysOn } from '#web/ui/keys.tsx';
import { useNow } from '#web/ui/network-state.tsx';
import { Empty, Loading } from '#web/ui/states.tsx';
import { NotKept } from './acts-kit.tsx';
import { FloorHeader } from './floor-header.tsx';
import type { Records } from './floor-seats.ts';
import { watcherOf } from './floor-words.ts';
import { AddPerson } from './group-add.tsx';
import { LeaveGroup } from './group-leave.tsx';
import { isHere, type Member, membersOf, twinsInside, watchersOf } from './group-members.ts';
import { beginSweep, roundOf, sweeps } from './group-round.ts';
import { GroupRow } from './group-row.tsx';
import { RoundSheet } from './group-sweep.tsx';
import { SavedState } from './saved-state.tsx';
import { serverNow, useFloor, useRecords, write } from './session-data.ts';
import './floor.css';
import './chair.css';
import './group.css';

/** Several people with one clinician: a row for each, and one sweep through all. Nothing done for one touches another. */
export function GroupScreen() {
  const { id } = useParams({ from: '/groups/$id' });
  const { floor } = useFloor();
  const records = useRecords();
  if (floor === undefined) return <Loading rows={4} />;
  return <Here id={id} floor={floor} records={records} />;
}

function Here({ id, floor, records }: { id: string; floor: Floor; records: Records }) {
  const me = useMe();
  useNow(1_000);
  const nowMs = serverNow();
  const { round: isRound } = useSearch({ from: '/groups/$id' });
  const navigate = useNavigate();
  const [adding, setAdding] = useState(false);
  const [leaving, setLeaving] = useState<string>();
  const members = membersOf(floor, records, id);
  const round = roundOf(id, members, sweeps.use().get(id));
  const isOpen = round?.at !== undefined;
  const twins = twinsInside(members);
  const mayWrite = maySee(me, 'session.write');
  const toRead = members.filter(isHere).map(({ session }) => session.id);
  const showRound = (open: boolean) =>
    void navigate({ to: '/groups/$id', params: { id }, search: open ? { round: true } : {}, replace: !open });
  const { busy, error, run } = useBusy();
  const begin = () =>
    run(async () => {
      const of = crypto.randomUUID();
      for (const session of toRead) await write({ session, kind: 'round-begun', data: { group: id, round: of } });
      beginSweep(id, of, toRead);
    });
  const start = async () => {
    if (toRead.length === 0 || busy) return;
    if (isOpen || (await begin())) showRound(true);
  };
  useGroupKeys(
    members.map(({ session }) => session.id),
    mayWrite ? () => void start() : undefined,
  );
  const title = members.length === 0 ? t('group.title') : t('group.titleOf', { count: members.length });
  return (
    <div className="floor">
      <FloorHeader clinic={floor.clinic.name} zone={floor.clinic.timeZone} nowMs={nowMs} title={title}>
        <SavedState />
      </FloorHeader>
      <div className="floor-body group">
        <div className="row g1 group-acts">
          <Button component={Link} to="/floor" leftSection={<BackIcon size={22} aria-hidden />}>
            {t('floor.title')}
          </Button>
          {mayWrite && toRead.length > 0 && (
            <Button size="lg" variant="filled" loading={busy} onClick={() => void start()}>
              {isOpen ? t('group.roundAgain', { done: round.done.size, count: round.order.length }) : t('group.round')}
            </Button>
          )}
          {mayWrite && <WatchAll members={members} me={me.practitionerId ?? undefined} />}
          {mayWrite && (
            <Button leftSection={<AddIcon size={20} aria-hidden />} onClick={() => setAdding(true)}>
              {t('group.add')}
            </Button>
          )}
        </div>
        <NotKept error={error} />
        {members.length === 0 ? (
          <Empty title={t('group.none')}>{t('group.noneHow')}</Empty>
        ) : (
          <>
            <ul className="group-rows" aria-label={t('group.people')}>
              {members.map((member) => (
                <GroupRow
                  key={member.session.id}
                  member={member}
                  floor={floor}
                  nowMs={nowMs}
                  twins={twins.get(member.session.id)}
                  outcome={round?.done.get(member.session.id)}
                  mayWrite={mayWrite}
                  goOut={() => setLeaving(member.session.id)}
                />
              ))}
            </ul>
            <Ratio floor={floor} records={records} members={members} />
            <p className="small quiet">{t('group.keys')}</p>
          </>
        )}
        <p className="small quiet">{t('floor.notAMonitor')}</p>
      </div>
      {isRound === true && round !== undefined && (
        <RoundSheet group={id} round={round} floor={floor} twins={twins} close={() => showRound(false)} />
      )}
      {leaving !== undefined && <LeaveGroup session={leaving} group={id} close={() => setLeaving(undefined)} />}
      {adding && <AddPerson floor={floor} records={records} group={id} close={() => setAdding(false)} />}
    </div>
  );
}

/** Each gets a fact of their own. */
function WatchAll({ members, me }: { members: readonly Member[]; me: string | undefined }) {
  const others = members.filter(
    (member) => isHere(member) && member.found !== undefined && watcherOf(member.found.record) !== me,
  );
  if (others.length === 0) return null;
  return (
    <Button
      onClick={() => {
        for (const { session } of others) void write({ session: session.id, kind: 'watch-taken', data: {} });
      }}
    >
      {t('group.watchAll')}
    </Button>
  );
}

function Ratio({ floor, records, members }: { floor: Floor; records: Records; members: readonly Member[] }) {
  return (
    <section className="row g2 group-ratio" aria-label={t('group.ratio')}>
      <h2>{t('group.ratio')}</h2>
      {watchersOf(floor, records, members).map(({ id, says, isTrouble }) => (
        <span key={id} className={isTrouble ? 'say-amber strong row g05' : ''}>
          {isTrouble && <CautionIcon size={20} aria-hidden />}
          {says}
        </span>
      ))}
    </section>
  );
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** R begins or goes on with the round, a digit opens the person of that row. */
function useGroupKeys(sessions: readonly string[], start: (() => void) | undefined): void {
  const isOn = useKeysOn();
  const navigate = useNavigate();
  useEffect(() => {
    if (!isOn) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isTyping(event.target)) return;
      if (document.querySelector('[role="dialog"]') !== null) return;
      const id = /^[1-9]$/.test(event.key) ? sessions[Number(event.key) - 1] : undefined;
      if (id !== undefined) void navigate({ to: '/sessions/$id', params: { id } });
      else if (event.key.toLowerCase() === 'r' && start !== undefined) start();
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  });
}
