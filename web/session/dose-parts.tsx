import { Button, TextInput } from '@mantine/core';
import { t } from '#web/platform/text.ts';
import { LockIcon } from '#web/ui/icons.ts';
import { lotsOf, type Part, usedItems } from './dose-order.ts';
import { useSetAside } from './dose-stock.ts';
import { Choice } from './pad-choices.tsx';
import { inThousandths } from './pump-numbers.ts';
import type { SessionInHand } from './session-data.ts';

/** What was given: a part of the order by one tap, or something else with what it was and why. */
export type Picked = 'ordered' | 'half' | 'rest' | 'other';

type WhatProps = {
  picked: Picked | undefined;
  pick: (what: Picked) => void;
  choices: readonly { what: Exclude<Picked, 'other'>; word: string }[];
};

/** Nothing is filled in: what was given is confirmed on purpose, also where it is what was ordered. */
export function WhatGiven({ picked, pick, choices }: WhatProps) {
  return (
    <fieldset className="choice-line">
      <legend className="label">{t('dose.what')}</legend>
      <div className="choices choices-1">
        {choices.map(({ what, word }) => (
          <Choice key={what} isOn={picked === what} word={word} pick={() => pick(what)} />
        ))}
        <Choice isOn={picked === 'other'} word={t('dose.other')} pick={() => pick('other')} />
      </div>
    </fieldset>
  );
}

export const isVolume = (typed: string): boolean => (inThousandths(typed) ?? 0) > 0;

/** The volume that a syringe showed; what it holds is worked out from the strength, never typed. */
export function OtherVolume({ typed, change, is }: { typed: string; change: (typed: string) => void; is: string }) {
  return (
    <>
      <TextInput
        size="lg"
        label={t('dose.volumeRead')}
        inputMode="decimal"
        value={typed}
        error={typed !== '' && !isVolume(typed) ? t('start.number') : undefined}
        onChange={({ currentTarget }) => change(currentTarget.value)}
      />
      {isVolume(typed) && (
        <p className="strong num" role="status">
          {t('dose.otherIs', { what: is })}
        </p>
      )}
    </>
  );
}

export function WhyOther({ why, change }: { why: string; change: (why: string) => void }) {
  return (
    <>
      <TextInput
        size="lg"
        label={t('dose.why')}
        value={why}
        maxLength={2_000}
        onChange={({ currentTarget }) => change(currentTarget.value)}
      />
      <p className="small quiet">{t('dose.otherHow')}</p>
    </>
  );
}

/** The lot as it is printed; `item` where the pharmacy’s stock knows it. */
type LotSaid = { readonly lot: string; readonly item?: string };
export const noLot: LotSaid = { lot: '' };
/** As a fact carries it: left out where nobody said. */
export const lotFields = ({ lot, item }: LotSaid) => ({
  ...(lot.trim() === '' ? {} : { lot: lot.trim() }),
  ...(item === undefined ? {} : { item }),
});

type LotProps = {
  hand: SessionInHand;
  said: LotSaid;
  change: (said: LotSaid) => void;
  isNeeded: boolean;
  /** Each has its own label to be read: a lot from before is not offered. */
  isReadEachTime?: boolean;
};

/** What was set aside for this session, or a lot that was used in it before, is taken over by a tap; else it is read off. */
export function Lot({ hand, said, change, isNeeded, isReadEachTime = false }: LotProps) {
  const used = new Set(usedItems(hand.record));
  const aside = useSetAside(hand.session.id).filter(({ id }) => !used.has(id));
  return (
    <div className="dose-lot">
      <TextInput
        size="lg"
        label={t(isNeeded ? 'dose.lot' : 'dose.lotOptional')}
        value={said.lot}
        maxLength={40}
        autoComplete="off"
        onChange={({ currentTarget }) => change({ lot: currentTarget.value })}
      />
      {said.lot === '' &&
        aside.slice(0, 3).map(({ id, lot, serial }) => (
          <Button key={id} size="lg" onClick={() => change({ lot, item: id })}>
            {serial === null
              ? t('dose.setAside', { lot })
              : t('dose.setAsideSerial', { lot, serial: serial.slice(-4) })}
          </Button>
        ))}
      {said.lot === '' &&
        !isReadEachTime &&
        aside.length === 0 &&
        lotsOf(hand.record)
          .slice(0, 2)
          .map((of) => (
            <Button key={of} size="lg" onClick={() => change({ lot: of })}>
              {t('dose.sameLot', { lot: of })}
            </Button>
          ))}
    </div>
  );
}

type GiveProps = { word: string; more: string; open: string | undefined; busy: boolean; give: () => void };

/** The one large act; closed it says what is still wanted. */
export function GiveButton({ word, more, open, busy, give }: GiveProps) {
  return (
    <Button
      size="xl"
      variant="filled"
      className="act-main"
      disabled={open !== undefined}
      loading={busy}
      onClick={give}
      {...(open === undefined ? {} : { leftSection: <LockIcon size={24} aria-hidden /> })}
    >
      <span className="act-main-word">{word}</span>
      <span className="act-main-more">{open ?? more}</span>
    </Button>
  );
}

/** What is chosen, as a part of the order; undefined while it is not said. */
export function partOf(
  picked: Picked | undefined,
  of: { ordered: Part; half: Part; rest: Part | undefined; other: Part | undefined },
): Part | undefined {
  return picked === undefined ? undefined : of[picked];
}
