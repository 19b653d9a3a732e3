import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { bothMayStand, type Conflict, conflictWords, type Fact } from '#clinical/session/session.ts';
import { signedIn } from '#web/offline/station-outbox.ts';
import { clock } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { Notice } from '#web/ui/parts.tsx';
import { NotKept } from './acts-kit.tsx';
import { WhoLine } from './acts-sheet.tsx';
import { ifOnly, orderRows, type Rows, rowsOf } from './conflict-rows.ts';
import { personOf } from './floor-seats.ts';
import { shortName } from './floor-words.ts';
import { type SessionInHand, write } from './session-data.ts';

const letters = ['A', 'B', 'C', 'D'] as const;
const letterOf = (at: number) => letters[at] ?? String(at + 1);
const reasons = ['session.reason.clock', 'session.reason.twice'] as const;
/** Only a pump has a display that is read. */
const reasonsOf = ({ kind }: Conflict) =>
  kind === 'two-starts' ? (['session.reason.display', ...reasons] as const) : reasons;

type Props = { hand: SessionInHand; close: () => void };

/** Both versions side by side, no default, a reason required: settled by whoever is signed in, and everything is kept. */
export function SettleDialog({ hand, close }: Props) {
  const [reason, setReason] = useState('');
  const [conflict] = hand.agenda.conflicts;
  if (conflict === undefined) return null;
  return (
    <Dialog title={t(`session.conflict.${conflict.kind}`)} open close={close} wide typed={() => reason !== ''}>
      <div className="stack g2">
        <WhoLine hand={hand} />
        <p className="quiet">{bodyOf(conflict)}</p>
        <Reason conflict={conflict} reason={reason} change={setReason} />
        <Settle key={conflict.ids.join()} conflict={conflict} hand={hand} close={close} reason={reason.trim()} />
        <SettledBy hand={hand} />
      </div>
    </Dialog>
  );
}

const mayStand = ({ kind }: Conflict) => bothMayStand.some((one) => one === kind);

const bodyOf = (conflict: Conflict) =>
  conflict.kind === 'order-withdrawn-meanwhile'
    ? t('conflict.bodyOrder')
    : mayStand(conflict)
      ? t('conflict.bodyEither', { what: conflictWords[conflict.kind] })
      : t('session.conflictBody');

type ReasonProps = { conflict: Conflict; reason: string; change: (reason: string) => void };

function Reason({ conflict, reason, change }: ReasonProps) {
  return (
    <fieldset className="stack g1">
      <legend className="strong">{t('session.conflictReason')}</legend>
      <div className="row g1">
        {reasonsOf(conflict).map((key) => (
          <Button
            key={key}
            variant={reason === t(key) ? 'light' : 'default'}
            aria-pressed={reason === t(key)}
            onClick={() => change(t(key))}
          >
            {t(key)}
          </Button>
        ))}
      </div>
      <TextInput
        aria-label={t('session.reasonWords')}
        placeholder={t('session.reasonWords')}
        maxLength={1_000}
        value={reason}
        onChange={(event) => change(event.currentTarget.value)}
      />
    </fieldset>
  );
}

type SettleProps = Props & { conflict: Conflict; reason: string };

function Settle({ conflict, hand, close, reason }: SettleProps) {
  const { busy, error, run } = useBusy();
  const { kind, ids } = conflict;
  const facts = ids.flatMap((id) => hand.record.standing.filter((fact) => fact.id === id));
  const zone = hand.floor.clinic.timeZone;
  const changes = facts.map(({ id }) => (facts.length > 1 ? ifOnly(id, ids, hand) : new Map<string, string>()));
  const rows = facts.map((fact, at) => new Map([...rowsOf(fact, zone), ...(changes[at] ?? [])]));
  const order = kind === 'order-withdrawn-meanwhile' ? orderRows(hand) : undefined;
  const all: readonly Rows[] = order === undefined ? rows : [...rows, order];
  const differs = (name: string) => all.length > 1 && new Set(all.map((of) => of.get(name))).size > 1;
  const isClosed = reason === '';
  const correct = (of: string, change: object) =>
    write({ session: hand.session.id, kind: 'correction', data: { of, change, reason } });
  const keepOnly = (kept: Fact) =>
    void run(async () => {
      for (const id of withdrawalsOf(kept.id, hand)) await correct(id, { retracted: true });
      for (const { id } of facts) if (id !== kept.id) await correct(id, { retracted: true, inFavourOf: kept.id });
      close();
    });
  const withdraw = () =>
    void run(async () => {
      for (const { id } of facts) await correct(id, { retracted: true });
      close();
    });
  const both = () =>
    void run(async () => {
      await write({
        session: hand.session.id,
        kind: 'conflict-settled',
        data: { conflict: kind, of: [...ids], why: reason },
      });
      close();
    });
  return (
    <>
      <NotKept error={error} />
      {isClosed && <Notice state="blue">{t('session.reasonFirst')}</Notice>}
      <div className="versions">
        {facts.map((fact, at) => (
          <Version key={fact.id} title={letterOf(at)} head={headOf(fact, hand)} rows={rows[at]} differs={differs}>
            {facts.length > 1 && (
              <Button size="lg" disabled={isClosed} loading={busy} onClick={() => keepOnly(fact)}>
                {t('session.keepOne', { letter: letterOf(at) })}
              </Button>
            )}
          </Version>
        ))}
        {order !== undefined && (
          <Version title={letterOf(facts.length)} head={t('conflict.orderNow')} rows={order} differs={differs} />
        )}
      </div>
      <div className="row g1">
        {mayStand(conflict) && (
          <Button size="lg" disabled={isClosed} loading={busy} onClick={both}>
            {t(facts.length > 1 ? 'conflict.both' : 'conflict.wasGiven')}
          </Button>
        )}
        <Button size="lg" disabled={isClosed} loading={busy} onClick={withdraw}>
          {t(facts.length > 1 ? 'conflict.neither' : 'conflict.notGiven')}
        </Button>
      </div>
    </>
  );
}

type VersionProps = {
  title: string;
  head: string;
  rows: Rows | undefined;
  differs: (name: string) => boolean;
  children?: React.ReactNode;
};

function Version({ title, head, rows, differs, children }: VersionProps) {
  return (
    <section className="card version">
      <header className="version-head">
        <span className="version-letter" aria-hidden>
          {title}
        </span>
        <span className="num">{head}</span>
      </header>
      <dl className="version-rows num">
        {[...(rows ?? [])].map(([name, value]) => (
          <div key={name} className="version-row">
            <dt>{name}</dt>
            <dd className={differs(name) ? 'version-differs' : ''}>{value}</dd>
          </div>
        ))}
      </dl>
      {children}
    </section>
  );
}

function headOf(fact: Fact, { floor }: SessionInHand): string {
  const who = personOf(floor, fact.by);
  return t('session.entered', {
    who: who === undefined ? t('session.toBeClaimed') : shortName(who),
    time: clock(fact.enteredAt, floor.clinic.timeZone),
  });
}

/** Somebody else may have settled it for the other side meanwhile: those words are taken back. */
const withdrawalsOf = (id: string, { record }: SessionInHand): string[] =>
  record.changed
    .filter(({ original }) => original.id === id)
    .flatMap(({ corrections }) => corrections.filter(({ data }) => 'retracted' in data.change).map((one) => one.id));

function SettledBy({ hand }: { hand: SessionInHand }) {
  const who = personOf(hand.floor, signedIn());
  return (
    <p className="small quiet">
      {who === undefined ? t('session.toBeClaimed') : t('conflict.settledBy', { who: shortName(who) })}
    </p>
  );
}
