import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { Emergency, EmergencyCard } from '#clinical/session/session.ts';
import { maySee } from '#web/platform/may.ts';
import { useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { Notice } from '#web/ui/parts.tsx';
import { NotKept, useKeeping } from './acts-kit.tsx';
import { Sheet, SmallSheet } from './acts-sheet.tsx';
import { EmergencyCardSheet, type OpensFromCard } from './emergency-card.tsx';
import { cardTitle, offered } from './emergency-words.ts';
import type { SessionInHand } from './session-data.ts';
import { EmergencyIcon } from './session-icons.ts';

type Props = { hand: SessionInHand; close: () => void; open: (act: OpensFromCard) => void };

/** An open card is shown at once; otherwise the list, with what fits the last readings first. Two taps to a card. */
export function EmergencySheet({ hand, close, open }: Props) {
  const going = hand.record.emergencies.filter(({ closed }) => closed === undefined);
  const [isChoosing, setChoosing] = useState(false);
  const [chosen, setChosen] = useState<string>();
  const [over, setOver] = useState<Emergency>();
  const shown = going.find(({ id }) => id === chosen) ?? going.at(-1);
  if (over !== undefined) return <RecordNow emergency={over} hand={hand} close={close} />;
  if (shown !== undefined && !isChoosing)
    return (
      <EmergencyCardSheet
        key={shown.id}
        emergency={shown}
        hand={hand}
        close={close}
        open={open}
        another={() => setChoosing(true)}
        over={() => setOver(shown)}
      />
    );
  const { fits, others } = offered(hand);
  const take = (id: string) => {
    setChosen(id);
    setChoosing(false);
  };
  return (
    <Sheet
      title={t('card.title')}
      hand={hand}
      close={shown === undefined ? close : () => setChoosing(false)}
      {...(shown === undefined ? {} : { back: t('card.back') })}
      tone="red"
      foot={null}
    >
      <div className="stack">
        <p>{t('card.how')}</p>
        {going.length > 0 && (
          <Cards title={t('card.isOpen')}>
            {going.map(({ id, card }) => (
              <Button
                key={id}
                size="xl"
                variant="outline"
                color="red"
                className="card-choice"
                onClick={() => take(id)}
                leftSection={<EmergencyIcon size={26} aria-hidden />}
              >
                {cardTitle(card)}
              </Button>
            ))}
          </Cards>
        )}
        {fits.length > 0 && <OpenCards title={t('card.fits')} cards={fits} hand={hand} opened={take} isFirst />}
        <OpenCards title={t('card.others')} cards={others} hand={hand} opened={take} isFirst={fits.length === 0} />
      </div>
    </Sheet>
  );
}

/** An emergency is over; its record is not. Later is fine: the list of incidents asks for it until it is there. */
function RecordNow({ emergency, hand, close }: { emergency: Emergency; hand: SessionInHand; close: () => void }) {
  const me = useMe();
  const { id, card } = emergency;
  return (
    <SmallSheet title={t('card.closed', { card: cardTitle(card) })} hand={hand} close={close}>
      <p>{t('card.recordHow')}</p>
      <div className="row end g1">
        <Button size="lg" onClick={close}>
          {t('card.later')}
        </Button>
        {maySee(me, 'incident.write') && (
          <Link
            className="button-link"
            to="/emergencies/new"
            search={{ session: hand.session.id, emergency: id, card }}
          >
            {t('incidents.record')}
          </Link>
        )}
      </div>
    </SmallSheet>
  );
}

function Cards({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="stack g1">
      <h2>{title}</h2>
      <div className="choices choices-3 card-choices">{children}</div>
    </section>
  );
}

type OpenProps = {
  title: string;
  cards: readonly EmergencyCard[];
  hand: SessionInHand;
  opened: (id: string) => void;
  isFirst: boolean;
};

function OpenCards({ title, cards, hand, opened, isFirst }: OpenProps) {
  const { busy, error, run, keep } = useKeeping(hand);
  const take = (card: EmergencyCard) =>
    void run(async () => opened((await keep('emergency-opened', { card: card.id })).event.id));
  return (
    <>
      <Cards title={title}>
        {cards.map((card, at) => (
          <Button
            key={card.id}
            size="xl"
            className="card-choice"
            disabled={busy}
            onClick={() => take(card)}
            data-card={card.id}
            {...(isFirst && at === 0 ? { 'data-autofocus': true } : {})}
          >
            <span className="card-choice-title">{card.title}</span>
            <span className="card-choice-how">{card.recognise}</span>
          </Button>
        ))}
      </Cards>
      {error !== undefined && (
        <Notice state="red">
          <NotKept error={error} />
        </Notice>
      )}
    </>
  );
}
