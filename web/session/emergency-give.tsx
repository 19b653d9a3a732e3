import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type GivenDose, inUg, objectionsToGiving, type SignedDose } from '#clinical/session/session.ts';
import type { Floor } from '#server/session/floor.shapes.ts';
import { t } from '#web/platform/text.ts';
import { FormEnd } from '#web/ui/dialog.tsx';
import { Notice } from '#web/ui/parts.tsx';
import { DrugLabel } from './drug-label.tsx';
import { byWeightWords, doseWords, limitWords } from './emergency-words.ts';
import { Choice } from './pad-choices.tsx';
import { inThousandths } from './pump-numbers.ts';

/** What somebody says they gave of a signed row. */
export type Giving = {
  doseUg: number | undefined;
  doseText: string | undefined;
  route: string;
  second: string | undefined;
  against: ReturnType<typeof objectionsToGiving>[number]['rule'][];
};

type Props = {
  dose: SignedDose;
  floor: Floor;
  weightGrams: number | undefined;
  given: readonly GivenDose[];
  nowMs: number;
  by: string | undefined;
  busy: boolean;
  cancel: () => void;
  save: (giving: Giving) => void;
};

const routesOf: Readonly<Record<string, readonly string[]>> = {
  IV: ['iv'],
  IM: ['im'],
  PO: ['oral'],
  ODT: ['odt'],
  SL: ['sublingual'],
  'IV or IM': ['iv', 'im'],
  'route not named': ['iv', 'im', 'oral'],
};
const routeWord = (route: string): string =>
  ({
    iv: t('medicine.route.iv'),
    im: t('medicine.route.im'),
    oral: t('medicine.route.oral'),
    odt: t('medicine.route.odt'),
    sublingual: t('medicine.route.sublingual'),
  })[route] ?? route;

const treats = ['nurse', 'prescriber', 'medical-director'];

/** Doses that were signed, as they can be tapped: in milligrams where it is an amount, else in the row’s own unit. */
function offeredOf(dose: SignedDose, weightGrams: number | undefined): { word: string; ug?: number }[] {
  const ug = inUg(dose, weightGrams);
  if (ug !== undefined)
    return [...new Set([ug.fromUg, ug.toUg])].map((one) => ({ word: t('dose.mg', { mg: one / 1_000 }), ug: one }));
  const ml = (perKg: number) => t('dose.ml', { ml: Math.floor((perKg * (weightGrams ?? 0)) / 1_000) });
  const word = (value: number) =>
    dose.unit === 'mL/kg' && weightGrams !== undefined ? ml(value) : `${value} ${dose.unit}`;
  return [...new Set([dose.from, dose.to])].map((value) => ({ word: word(value) }));
}

/** Dose, route and second person of one signed row. Nothing is filled in that a person has not said, but a single route. */
export function GiveDose({ dose, floor, weightGrams, given, nowMs, by, busy, cancel, save }: Props) {
  const routes = routesOf[dose.route] ?? ['iv', 'im', 'oral'];
  const [chosen, setChosen] = useState<{ word: string; ug?: number }>();
  const [typed, setTyped] = useState('');
  const [route, setRoute] = useState<string | undefined>(routes.length === 1 ? routes[0] : undefined);
  const [second, setSecond] = useState<string>();
  const typedUg = inThousandths(typed);
  const isAmount = inUg(dose, weightGrams) !== undefined;
  const doseUg = chosen?.ug ?? (isAmount && typed.trim() !== '' ? typedUg : undefined);
  const doseText = chosen !== undefined && chosen.ug === undefined ? chosen.word : isAmount ? undefined : typed.trim();
  const hasDose = isAmount ? doseUg !== undefined && doseUg > 0 : (doseText ?? '') !== '';
  const objections = hasDose ? objectionsToGiving(dose, { given, doseUg, weightGrams, atMs: nowMs, by, second }) : [];
  const others = floor.people.filter(({ id, roles }) => id !== by && roles.some((role) => treats.includes(role)));
  return (
    <div className="stack g2">
      <div className="row g15">
        <DrugLabel drug={dose.drug} />
        <p className="grow">
          <strong className="num">{doseWords(dose)}</strong>
          <br />
          <span className="small quiet">
            {[byWeightWords(dose, weightGrams), limitWords(dose), dose.note]
              .filter((part) => (part ?? '') !== '')
              .join(' ')}
          </span>
        </p>
      </div>
      <fieldset className="choice-line">
        <legend className="label">{t('dose.which')}</legend>
        <div className="choices choices-3">
          {offeredOf(dose, weightGrams).map((one) => (
            <Choice
              key={one.word}
              isOn={chosen?.word === one.word}
              word={one.word}
              pick={() => {
                setChosen(one);
                setTyped('');
              }}
            />
          ))}
        </div>
      </fieldset>
      <TextInput
        size="lg"
        label={t(isAmount ? 'dose.otherMg' : 'dose.otherWords')}
        inputMode={isAmount ? 'decimal' : 'text'}
        value={typed}
        maxLength={100}
        error={isAmount && typed.trim() !== '' && typedUg === undefined ? t('start.number') : undefined}
        onChange={({ currentTarget }) => {
          setTyped(currentTarget.value);
          setChosen(undefined);
        }}
      />
      <fieldset className="choice-line">
        <legend className="label">{t('medicine.route')}</legend>
        <div className="choices choices-3">
          {routes.map((of) => (
            <Choice key={of} isOn={route === of} word={routeWord(of)} pick={() => setRoute(of)} />
          ))}
        </div>
      </fieldset>
      <fieldset className="choice-line">
        <legend className="label">{t(dose.needsSecond ? 'dose.secondNeeded' : 'dose.secondFree')}</legend>
        <div className="choices choices-3">
          {others.map(({ id, name }) => (
            <Choice key={id} isOn={second === id} word={name} pick={() => setSecond(second === id ? undefined : id)} />
          ))}
        </div>
      </fieldset>
      {objections.length > 0 && (
        <Notice state="amber" title={t('dose.objects')}>
          {objections.map(({ rule, says }) => (
            <p key={rule}>{says}</p>
          ))}
        </Notice>
      )}
      <FormEnd cancel={cancel}>
        <Button
          size="lg"
          variant="filled"
          color={objections.length > 0 ? 'red' : 'primary'}
          loading={busy}
          disabled={!hasDose || route === undefined}
          onClick={() =>
            route !== undefined &&
            save({
              doseUg,
              doseText: doseText === '' ? undefined : doseText,
              route,
              second,
              against: objections.map(({ rule }) => rule),
            })
          }
        >
          {t(objections.length > 0 ? 'dose.allTheSame' : 'medicine.act')}
        </Button>
      </FormEnd>
    </div>
  );
}
