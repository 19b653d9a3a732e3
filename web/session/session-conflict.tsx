import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type Fact, happenedAt } from '#clinical/session/session.ts';
import { clock } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { Notice } from '#web/ui/parts.tsx';
import { NotKept } from './acts-kit.tsx';
import { mlPerH } from './fact-words.ts';
import { personOf } from './floor-seats.ts';
import { shortName } from './floor-words.ts';
import { type SessionInHand, write } from './session-data.ts';

const letters = ['A', 'B', 'C', 'D'] as const;
const reasons = ['session.reason.display', 'session.reason.clock', 'session.reason.twice'] as const;

/** Both versions side by side, no default, a reason required. The other one is withdrawn, and stays in the record. */
export function SettleDialog({ hand, close }: { hand: SessionInHand; close: () => void }) {
  const { busy, error, run } = useBusy();
  const [reason, setReason] = useState('');
  const [conflict] = hand.record.conflicts;
  if (conflict === undefined) return null;
  const facts = conflict.ids.flatMap((id) => hand.record.standing.filter((fact) => fact.id === id));
  const rows = facts.map((fact) => rowsOf(fact, hand.floor.clinic.timeZone));
  const differs = (name: string) => new Set(rows.map((of) => of.get(name))).size > 1;
  const keepOnly = (kept: Fact) =>
    void run(async () => {
      const correct = (of: string, change: object) =>
        write({ session: hand.session.id, kind: 'correction', data: { of, change, reason: reason.trim() } });
      for (const id of withdrawalsOf(kept.id, hand)) await correct(id, { retracted: true });
      for (const { id } of facts) if (id !== kept.id) await correct(id, { retracted: true, inFavourOf: kept.id });
      close();
    });
  return (
    <Dialog title={t(`session.conflict.${conflict.kind}`)} open close={close} wide typed={() => reason !== ''}>
      <div className="stack g2">
        <p className="quiet">{t('session.conflictBody')}</p>
        <fieldset className="stack g1">
          <legend className="strong">{t('session.conflictReason')}</legend>
          <div className="row g1">
            {reasons.map((key) => (
              <Button
                key={key}
                variant={reason === t(key) ? 'light' : 'default'}
                aria-pressed={reason === t(key)}
                onClick={() => setReason(t(key))}
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
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        </fieldset>
        <NotKept error={error} />
        {reason.trim() === '' && <Notice state="blue">{t('session.reasonFirst')}</Notice>}
        <div className="versions">
          {facts.map((fact, at) => {
            const who = personOf(hand.floor, fact.by);
            const letter = letters[at] ?? String(at + 1);
            return (
              <section key={fact.id} className="card version">
                <header className="version-head">
                  <span className="version-letter" aria-hidden>
                    {letter}
                  </span>
                  <span className="num">
                    {t('session.entered', {
                      who: who === undefined ? t('session.toBeClaimed') : shortName(who),
                      time: clock(fact.enteredAt, hand.floor.clinic.timeZone),
                    })}
                  </span>
                </header>
                <dl className="version-rows num">
                  {[...(rows[at] ?? [])].map(([name, value]) => (
                    <div key={name} className="version-row">
                      <dt>{name}</dt>
                      <dd className={differs(name) ? 'version-differs' : ''}>{value}</dd>
                    </div>
                  ))}
                </dl>
                <Button size="lg" disabled={reason.trim() === ''} loading={busy} onClick={() => keepOnly(fact)}>
                  {t('session.keepOne', { letter })}
                </Button>
              </section>
            );
          })}
        </div>
      </div>
    </Dialog>
  );
}

/** Somebody else may have settled it for the other side meanwhile: those words are taken back. */
const withdrawalsOf = (id: string, { record }: SessionInHand): string[] =>
  record.changed
    .filter(({ original }) => original.id === id)
    .flatMap(({ corrections }) => corrections.filter(({ data }) => 'retracted' in data.change).map((one) => one.id));

function rowsOf(fact: Fact, zone: string): Map<string, string> {
  const rows = new Map([[t('session.fact.when'), clock(happenedAt(fact), zone)]]);
  if (fact.kind === 'dose-started') {
    const { pumpRateUlPerH, concentrationUgPerMl, volumeToGiveUl } = fact.data;
    rows.set(t('session.fact.rate'), mlPerH(pumpRateUlPerH));
    rows.set(t('session.fact.concentration'), t('session.mgPerMl', { mg: concentrationUgPerMl / 1_000 }));
    rows.set(
      t('session.fact.volume'),
      volumeToGiveUl === undefined ? t('session.notEntered') : t('session.ml', { ml: volumeToGiveUl / 1_000 }),
    );
  }
  if (fact.kind === 'left') {
    rows.set(t('session.fact.how'), t(`session.how.${fact.data.how}`));
    rows.set(t('session.fact.reason'), fact.data.reason ?? t('session.notEntered'));
  }
  return rows;
}
