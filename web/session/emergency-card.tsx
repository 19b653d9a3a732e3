import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { gramsOf } from '#clinical/chart/chart.ts';
import {
  type Emergency,
  type EmergencyCard,
  happenedAt,
  type MedicineGiven,
  type SignedDose,
  warningSymptoms,
} from '#clinical/session/session.ts';
import { useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { PrintIcon } from '#web/ui/icons.ts';
import { Card, Notice } from '#web/ui/parts.tsx';
import { NotKept, sayKept, useKeeping } from './acts-kit.tsx';
import { ReasonDialog } from './acts-reason.tsx';
import { Sheet, SmallSheet } from './acts-sheet.tsx';
import { clockWithSeconds } from './acts-time.tsx';
import { SecondState } from './confirm-second.tsx';
import { CallSheet } from './emergency-call.tsx';
import { EmergencyClocks, givenOfRow } from './emergency-clocks.tsx';
import { CloseCard } from './emergency-close.tsx';
import { GiveDose, type Giving } from './emergency-give.tsx';
import { Medicines } from './emergency-medicines.tsx';
import { EmergencySteps, stepDone } from './emergency-steps.tsx';
import { Why } from './emergency-why.tsx';
import { cardOf, cardTitle } from './emergency-words.ts';
import { factWords } from './fact-words.ts';
import { personOf } from './floor-seats.ts';
import { shortName } from './floor-words.ts';
import { Choice } from './pad-choices.tsx';
import type { SessionInHand } from './session-data.ts';
import './emergency.css';

export type OpensFromCard = 'readings' | 'medicine' | 'stop' | 'pump';
type Props = {
  emergency: Emergency;
  hand: SessionInHand;
  close: () => void;
  open: (act: OpensFromCard) => void;
  another: () => void;
  /** It was closed just now. */
  over: () => void;
};

/** As weighed in this session; else what the order was worked out from. */
function weightOf({ record, session }: SessionInHand): number | undefined {
  const weighed = record.weights.at(-1)?.data.given;
  if (weighed !== undefined) return gramsOf(weighed);
  const order = session.order;
  const ordered = order !== null && 'weight' in order ? order.weight : undefined;
  return ordered?.grams;
}

/** Steps on the left, why it is open in the middle, medicines and what was done on the right. The same for every card. */
export function EmergencyCardSheet({ emergency, hand, close, open, another, over }: Props) {
  const { busy, error, run, keep } = useKeeping(hand);
  const me = useMe();
  const [asking, setAsking] = useState<'close' | 'other' | 'call' | SignedDose>();
  const card = cardOf(emergency.card, hand.floor);
  const title = cardTitle(emergency.card);
  const weightGrams = weightOf(hand);
  const act = (action: string) => run(() => keep('emergency-action', { of: emergency.id, action }));
  const stay = () => setAsking(undefined);
  const give = async (dose: SignedDose, { doseUg, doseText, route, second, against }: Giving) => {
    const version = hand.floor.emergency?.doses?.id;
    const isDone = await run(async () => {
      const { event } = await keep('medicine-given', {
        medicine: dose.drug,
        ...(doseUg === undefined ? {} : { doseUg }),
        ...(doseText === undefined ? {} : { doseText }),
        route,
        of: emergency.id,
        ...(version === undefined ? {} : { signed: { version, row: dose.row } }),
        ...(second === undefined ? {} : { secondPerson: second }),
        ...(against.length === 0 ? {} : { against }),
      });
      sayKept(hand, t('medicine.done', { medicine: dose.drug }), event);
    });
    if (isDone) stay();
  };
  return (
    <Sheet
      title={title}
      hand={hand}
      close={close}
      tone="red"
      aside={<EmergencyClocks hand={hand} emergency={emergency} />}
      foot={
        <nav className="act-foot-acts" aria-label={title}>
          <Button size="lg" variant="filled" onClick={() => open('readings')}>
            {t('card.readings')}
          </Button>
          <Button size="lg" onClick={() => setAsking('other')}>
            {t('card.other')}
          </Button>
          <Button size="lg" onClick={another}>
            {t('card.change')}
          </Button>
          <Link to="/sessions/$id/transfer" params={{ id: hand.session.id }} className="button-link card-transfer">
            <PrintIcon size={22} aria-hidden />
            {t('card.transfer')}
          </Link>
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
            <Notice
              state={card?.callNow === true ? 'red' : 'blue'}
              title={t(card?.callNow === true ? 'card.callNow' : 'card.callWhom')}
              actions={
                <Button size="lg" onClick={() => setAsking('call')}>
                  {t('card.call')}
                </Button>
              }
            />
            <Why hand={hand} card={card} />
            {card !== undefined && asksSymptoms.includes(card.id) && (
              <Symptoms emergency={emergency} card={card} act={act} another={another} />
            )}
          </div>
          <div className="stack g15">
            {card !== undefined && (
              <Medicines
                card={card}
                floor={hand.floor}
                weightGrams={weightGrams}
                nowMs={hand.nowMs}
                givenOf={(dose) => givenOfRow(hand, emergency, dose)}
                give={setAsking}
                other={() => open('medicine')}
              />
            )}
            <SoFar emergency={emergency} hand={hand} />
          </div>
        </div>
        <NotKept error={error} />
      </div>
      {typeof asking === 'object' && (
        <SmallSheet title={t('dose.giveTitle', { drug: asking.drug })} hand={hand} close={stay} wide>
          <GiveDose
            dose={asking}
            floor={hand.floor}
            weightGrams={weightGrams}
            given={givenOfRow(hand, emergency, asking)}
            nowMs={hand.nowMs}
            by={me.practitionerId ?? undefined}
            busy={busy}
            cancel={stay}
            save={(giving) => void give(asking, giving)}
          />
          <NotKept error={error} />
        </SmallSheet>
      )}
      {asking === 'call' && <CallSheet hand={hand} emergency={emergency.id} close={stay} />}
      {asking === 'other' && (
        <ReasonDialog
          hand={hand}
          title={t('card.otherTitle')}
          label={t('card.otherLabel')}
          act={t('card.done')}
          close={stay}
          error={error}
          longest={actionLength}
          onReason={async (action) => {
            if (await act(action)) stay();
          }}
        />
      )}
      {asking === 'close' && (
        <CloseCard
          hand={hand}
          emergency={emergency}
          notDone={(card?.firstActions ?? []).filter((step) => stepDone(emergency, step, hand) === undefined)}
          close={stay}
          over={over}
        />
      )}
    </Sheet>
  );
}

/** As long as the log takes an action. */
const actionLength = 200;

const asksSymptoms: readonly string[] = ['hypertensive-emergency', 'severe-pressure-without-symptoms'];

/** Asked by one tap each; the tap keeps its second. */
function Symptoms({
  emergency,
  card,
  act,
  another,
}: {
  emergency: Emergency;
  card: EmergencyCard;
  act: (action: string) => Promise<boolean>;
  another: () => void;
}) {
  const said = (symptom: string) => t('card.symptom', { symptom: symptom.replaceAll('-', ' ') });
  const none = t('card.noSymptom');
  const has = (action: string) => emergency.actions.some((one) => one.action === action);
  const isOne = warningSymptoms.value.some((symptom) => has(said(symptom)));
  return (
    <Card title={t('card.anyOf')}>
      <div className="stack g1">
        <div className="choices choices-2">
          {warningSymptoms.value.map((symptom) => (
            <Choice
              key={symptom}
              isOn={has(said(symptom))}
              word={symptom.replaceAll('-', ' ')}
              pick={() => void (has(said(symptom)) || act(said(symptom)))}
            />
          ))}
          <Choice isOn={has(none) && !isOne} word={none} pick={() => void act(none)} />
        </div>
        {isOne && card.id === 'severe-pressure-without-symptoms' && (
          <Notice
            state="red"
            title={t('card.isEmergencyNow')}
            actions={<Button onClick={another}>{t('card.change')}</Button>}
          />
        )}
      </div>
    </Card>
  );
}

/** Newest first: what was done under this card, who was called, and what was given and done at the pump meanwhile. */
function SoFar({ emergency, hand }: { emergency: Emergency; hand: SessionInHand }) {
  const zone = hand.floor.clinic.timeZone;
  const second = (id: string | undefined) => {
    const who = personOf(hand.floor, id);
    return who === undefined ? '' : t('dose.withSecond', { who: shortName(who) });
  };
  const given = hand.record.medicines
    .filter(({ atMs, data }) => data.of === emergency.id || (data.of === undefined && atMs >= emergency.atMs))
    .map((of) => ({ of, ...of }))
    .map(({ of, id, atMs, data }) => ({
      ...{ id, atMs, given: of },
      says: [
        t('medicine.done', { medicine: data.medicine }),
        data.doseUg === undefined ? '' : t('dose.mg', { mg: data.doseUg / 1_000 }),
        data.doseText ?? '',
        second(data.secondPerson),
      ]
        .filter((part) => part !== '')
        .join(', '),
    }));
  const called = hand.record.told
    .filter(({ data }) => data.task === `emergency:${emergency.id}`)
    .map(({ id, atMs, data }) => ({ id, atMs, says: t('call.done', { whom: data.whom }) }));
  const pump = hand.record.pump
    .map((fact) => ({
      id: fact.id,
      atMs: happenedAt(fact),
      says: factWords({ kind: fact.kind, data: { ...fact.data } }),
    }))
    .filter(({ atMs }) => atMs >= emergency.atMs);
  const lines: { id: string; atMs: number; says: string; given?: MedicineGiven }[] = [
    { id: emergency.id, atMs: emergency.atMs, says: t('card.opened') },
    ...emergency.actions.map(({ id, atMs, action }) => ({ id, atMs, says: action })),
    ...given,
    ...called,
    ...pump,
  ].toSorted((a, b) => b.atMs - a.atMs);
  return (
    <Card title={t('card.soFar')} aside={<span className="caption quiet">{t('card.soFarHow')}</span>}>
      <ul className="act-list so-far num">
        {lines.map(({ id, atMs, says, given: of }) => (
          <li key={id}>
            <strong>{clockWithSeconds(atMs, zone)}</strong> <span>{says}</span>
            {of !== undefined && <SecondState given={of} hand={hand} />}
          </li>
        ))}
      </ul>
    </Card>
  );
}
