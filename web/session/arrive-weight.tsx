import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { checkWeight, gramsOf, type WeightGiven, weightInWords } from '#clinical/chart/chart.ts';
import { weightOfOrder } from '#clinical/session/session.ts';
import { g } from '#clinical/units.ts';
import { t } from '#web/platform/text.ts';
import { FormEnd } from '#web/ui/dialog.tsx';
import { Notice } from '#web/ui/parts.tsx';
import { NotKept, sayKept, useKeeping } from './acts-kit.tsx';
import { SmallSheet } from './acts-sheet.tsx';
import { AtTime, useAtTime } from './acts-time.tsx';
import { Choice } from './pad-choices.tsx';
import { inThousandths } from './pump-numbers.ts';
import type { SessionInHand } from './session-data.ts';

const units = ['kg', 'lb'] as const;
type Unit = (typeof units)[number];

function read(typed: string, unit: Unit | undefined): WeightGiven | undefined {
  const thousandths = inThousandths(typed);
  if (thousandths === undefined || thousandths === 0 || unit === undefined) return undefined;
  const value = thousandths / 1_000;
  return value > 1_000 ? undefined : { value, unit };
}

/** A weight with its unit. What is new, or far from the last one, is read off the scale a second time. */
export function WeightSheet({ hand, close }: { hand: SessionInHand; close: () => void }) {
  const { busy, error, run, keep } = useKeeping(hand);
  const [typed, setTyped] = useState('');
  const [again, setAgain] = useState('');
  const [unit, setUnit] = useState<Unit>();
  const at = useAtTime(hand);
  const before = hand.record.weights.at(-1)?.data.given;
  const ordered = weightOfOrder(hand.session.order ?? undefined);
  const last =
    before !== undefined
      ? gramsOf(before)
      : ordered !== undefined
        ? g(ordered.workedFrom?.actualGrams ?? ordered.grams)
        : undefined;
  const given = read(typed, unit);
  const second = read(again, unit);
  const findings = given === undefined ? [] : checkWeight({ given, second, last });
  const isTwice = last === undefined || findings.some(({ strength }) => strength === 'relative');
  const isSame = given !== undefined && second !== undefined && gramsOf(given) === gramsOf(second);
  const isStopped = findings.some(({ strength }) => strength === 'absolute' || strength === 'missing');
  const isReady = given !== undefined && !isStopped && (!isTwice || isSame);
  const save = () =>
    void run(async () => {
      if (given === undefined) return;
      const { event } = await keep('weight', { given, ...(second === undefined ? {} : { second }) }, at.atMs);
      sayKept(hand, t('weight.done', { both: weightInWords(gramsOf(given)) }), event);
      close();
    });
  const wrong = (text: string) =>
    text !== '' && unit !== undefined && read(text, unit) === undefined ? t('weight.wrong') : undefined;
  return (
    <SmallSheet title={t('weight.title')} hand={hand} close={close}>
      <p className="quiet">{t('weight.how')}</p>
      <TextInput
        size="lg"
        label={t('weight.value')}
        inputMode="decimal"
        value={typed}
        error={wrong(typed)}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        data-autofocus
      />
      <fieldset className="choice-line">
        <legend className="label">{t('weight.unit')}</legend>
        <div className="choices choices-2">
          {units.map((of) => (
            <Choice key={of} isOn={unit === of} word={t(`weight.${of}`)} pick={() => setUnit(of)} />
          ))}
        </div>
      </fieldset>
      {given !== undefined && (
        <p className="act-number num" role="status">
          {t('weight.is', { both: weightInWords(gramsOf(given)) })}
        </p>
      )}
      <p className="quiet num">
        {last === undefined ? t('weight.none') : t('weight.last', { both: weightInWords(last) })}
      </p>
      {given !== undefined && isTwice && (
        <TextInput
          size="lg"
          label={t('weight.second')}
          inputMode="decimal"
          value={again}
          error={wrong(again)}
          onChange={({ currentTarget }) => setAgain(currentTarget.value)}
        />
      )}
      {findings.map(({ rule, strength, says }) => (
        <Notice key={rule} state={strength === 'absolute' ? 'red' : strength === 'missing' ? 'unknown' : 'amber'} live>
          {says}
        </Notice>
      ))}
      <AtTime hand={hand} of={at} word={t('acts.measuredAt')} />
      <NotKept error={error} />
      <FormEnd cancel={close}>
        <Button size="lg" variant="filled" loading={busy} disabled={!isReady || at.wrong !== undefined} onClick={save}>
          {t('weight.act')}
        </Button>
      </FormEnd>
    </SmallSheet>
  );
}
