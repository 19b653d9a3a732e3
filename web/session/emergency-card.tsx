import { Button } from '@mantine/core';
import { useState } from 'react';
import { type Emergency, type EmergencyCard, happenedAt, type SignedDose } from '#clinical/session/session.ts';
import { t } from '#web/platform/text.ts';
import { Card, Mark, Notice } from '#web/ui/parts.tsx';
import { NotKept, sayKept, useKeeping } from './acts-kit.tsx';
import { ReasonDialog } from './acts-reason.tsx';
import { Sheet } from './acts-sheet.tsx';
import { clockWithSeconds } from './acts-time.tsx';
import { EmergencyClocks } from './emergency-clocks.tsx';
import { EmergencySteps } from './emergency-steps.tsx';
import { cardOf, cardTitle } from './emergency-words.ts';
import { factWords } from './fact-words.ts';
import type { SessionInHand } from './session-data.ts';

export type OpensFromCard = 'readings' | 'medicine' | 'stop' | 'pump';
type Props = {
  emergency: Emergency;
  hand: SessionInHand;
  close: () => void;
  open: (act: OpensFromCard) => void;
  another: () => void;
};

/** Steps on the left, why it is open in the middle, medicines and what was done on the right. The same for every card. */
export function EmergencyCardSheet({ emergency, hand, close, open, another }: Props) {
  const { error, run, keep } = useKeeping(hand);
  const [asking, setAsking] = useState<'close' | 'other'>();
  const card = cardOf(emergency.card);
  const title = cardTitle(emergency.card);
  const act = (action: string) => run(() => keep('emergency-action', { of: emergency.id, action }));
  return (
    <Sheet
      title={title}
      hand={hand}
      close={close}
      tone="red"
      aside={<EmergencyClocks hand={hand} openedMs={emergency.atMs} />}
      foot={
        <nav className="act-foot-acts" aria-label={title}>
          <Button size="lg" variant="filled" onClick={() => open('readings')}>
            {t('card.readings')}
          </Button>
          <Button size="lg" onClick={() => open('medicine')}>
            {t('card.given')}
          </Button>
          <Button size="lg" onClick={() => setAsking('other')}>
            {t('card.other')}
          </Button>
          <Button size="lg" onClick={another}>
            {t('card.change')}
          </Button>
          <Button size="lg" variant="outline" color="red" className="act-foot-end" onClick={() => setAsking('close')}>
            {t('card.close')}
          </Button>
        </nav>
      }
    >
      <div className="stack g15">
        <div className="card-three">
          <EmergencySteps emergency={emergency} steps={card?.firstActions ?? []} hand={hand} act={act} atPump={open} />
          <div className="stack g15">
            {card?.callNow === true && <Notice state="red" title={t('card.callNow')} />}
            <Why hand={hand} card={card} />
          </div>
          <div className="stack g15">
            <Medicines card={card} give={() => open('medicine')} />
            <SoFar emergency={emergency} hand={hand} />
          </div>
        </div>
        <NotKept error={error} />
      </div>
      {asking === 'other' && (
        <ReasonDialog
          hand={hand}
          title={t('card.otherTitle')}
          label={t('card.otherLabel')}
          act={t('card.done')}
          close={() => setAsking(undefined)}
          error={error}
          longest={actionLength}
          onReason={async (action) => {
            if (await act(action)) setAsking(undefined);
          }}
        />
      )}
      {asking === 'close' && (
        <ReasonDialog
          hand={hand}
          title={t('card.closeTitle', { card: title })}
          says={t('card.closeHow')}
          label={t('card.outcome')}
          act={t('card.close')}
          close={() => setAsking(undefined)}
          error={error}
          onReason={async (outcome) => {
            const isDone = await run(async () => {
              const { event } = await keep('emergency-closed', { of: emergency.id, outcome });
              sayKept(hand, t('card.closed', { card: title }), event);
            });
            if (isDone) close();
          }}
        />
      )}
    </Sheet>
  );
}

/** As long as the log takes an action. */
const actionLength = 200;

function Why({ hand, card }: { hand: SessionInHand; card: EmergencyCard | undefined }) {
  const { latest } = hand.agenda;
  const abnormal = latest?.judged.judgements.filter(({ state }) => state === 'red' || state === 'amber') ?? [];
  return (
    <Card title={t('card.why')}>
      <div className="stack g1">
        {card !== undefined && <p>{card.recognise}</p>}
        {latest === undefined ? (
          <p className="quiet">{t('card.noReadings')}</p>
        ) : (
          <p className="small quiet num">
            {t('card.lastReadings', { time: clockWithSeconds(latest.atMs, hand.floor.clinic.timeZone) })}
          </p>
        )}
        {abnormal.map(({ parameter, state, says }) => (
          <p key={`${parameter} ${says}`} className="row g05 nowrap">
            <Mark state={state === 'red' ? 'red' : 'amber'} />
            <span className="grow strong">{says}</span>
          </p>
        ))}
        {card !== undefined && (
          <p className="caption quiet">
            {t('card.basis', { source: card.source, class: t(`acts.class.${card.provenance}`) })}
          </p>
        )}
      </div>
    </Card>
  );
}

/** A dose that the medical director has not signed isn’t shown. */
function Medicines({ card, give }: { card: EmergencyCard | undefined; give: () => void }) {
  if (card === undefined) return null;
  return (
    <Card title={t('card.medicines')} aside={<span className="caption quiet">{t('card.medicinesHow')}</span>}>
      <div className="stack g1">
        {card.doses.map((dose) => (
          <p key={`${dose.drug} ${dose.route} ${dose.from}`}>
            <strong>{doseWords(dose)}</strong> <span className="small quiet">{dose.note}</span>
          </p>
        ))}
        <p className="quiet">{card.aboutDoses}</p>
        <Button size="lg" onClick={give}>
          {t('card.given')}
        </Button>
      </div>
    </Card>
  );
}

function doseWords({ drug, from, to, unit, route, most }: SignedDose): string {
  const dose = from === to ? String(from) : t('card.doseRange', { from, to });
  const said = t('card.dose', { drug, dose, unit, route });
  return most === undefined ? said : `${said}, ${t('card.doseMost', { most, unit })}`;
}

/** Newest first: what was done under this card, and what was given and done at the pump meanwhile. */
function SoFar({ emergency, hand }: { emergency: Emergency; hand: SessionInHand }) {
  const zone = hand.floor.clinic.timeZone;
  const given = hand.record.medicines
    .filter(({ atMs }) => atMs >= emergency.atMs)
    .map(({ id, atMs, data }) => ({ id, atMs, says: t('medicine.done', { medicine: data.medicine }) }));
  const pump = hand.record.pump
    .map((fact) => ({
      id: fact.id,
      atMs: happenedAt(fact),
      says: factWords({ kind: fact.kind, data: { ...fact.data } }),
    }))
    .filter(({ atMs }) => atMs >= emergency.atMs);
  const lines = [
    { id: emergency.id, atMs: emergency.atMs, says: t('card.opened') },
    ...emergency.actions.map(({ id, atMs, action }) => ({ id, atMs, says: action })),
    ...given,
    ...pump,
  ].toSorted((a, b) => b.atMs - a.atMs);
  return (
    <Card title={t('card.soFar')} aside={<span className="caption quiet">{t('card.soFarHow')}</span>}>
      <ul className="act-list so-far num">
        {lines.map(({ id, atMs, says }) => (
          <li key={id}>
            <strong>{clockWithSeconds(atMs, zone)}</strong> <span>{says}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
