import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { gramsOf } from '#clinical/chart/chart.ts';
import { rescueMedicines, usualDoseOf, usualSays } from '#clinical/session/session.ts';
import { t } from '#web/platform/text.ts';
import { FormEnd } from '#web/ui/dialog.tsx';
import { Notice } from '#web/ui/parts.tsx';
import { NotKept, sayKept, useKeeping } from './acts-kit.tsx';
import { SmallSheet } from './acts-sheet.tsx';
import { AtTime, useAtTime } from './acts-time.tsx';
import { amountOf, type DoseUnit, doseUnits } from './medicine-amount.ts';
import { Choice } from './pad-choices.tsx';
import type { SessionInHand } from './session-data.ts';

const routes = ['oral', 'odt', 'sublingual', 'intranasal', 'iv', 'im', 'sc', 'inhaled'] as const;
type Route = (typeof routes)[number];
const longest = 100;

/** What was given beside the infusion: the medicine, how much, by which route. No unit is taken for granted. */
export function MedicineSheet({ hand, close }: { hand: SessionInHand; close: () => void }) {
  const { busy, error, run, keep } = useKeeping(hand);
  const [medicine, setMedicine] = useState('');
  const [typed, setTyped] = useState('');
  const [unit, setUnit] = useState<DoseUnit>();
  const [words, setWords] = useState('');
  const [route, setRoute] = useState<Route>();
  const [sure, setSure] = useState<string>();
  const at = useAtTime(hand);
  const amount = amountOf(typed, unit);
  const said = words.trim();
  const isRead = typed.trim() === '' || unit === undefined || amount !== undefined;
  const hasDose = typed.trim() === '' ? said !== '' : amount !== undefined;
  const weighed = hand.record.weights.at(-1)?.data.given;
  const usual = usualDoseOf({
    medicine,
    doseUg: amount?.doseUg,
    route,
    weightGrams: weighed === undefined ? undefined : gramsOf(weighed),
  });
  const objection = route === undefined ? undefined : usualSays(usual);
  // Said of this medicine, dose and route alone: another one is asked anew.
  const asked = [medicine, amount?.says, route].join(' ');
  const isReady =
    medicine.trim() !== '' && route !== undefined && hasDose && (objection === undefined || sure === asked);
  const save = () =>
    void run(async () => {
      if (route === undefined) return;
      const doseText = [amount?.doseUg === undefined ? (amount?.says ?? '') : '', said]
        .filter((part) => part !== '')
        .join(', ');
      const data = {
        medicine: medicine.trim(),
        ...(amount?.doseUg === undefined ? {} : { doseUg: amount.doseUg }),
        ...(doseText === '' ? {} : { doseText }),
        route,
      };
      const { event } = await keep('medicine-given', data, at.atMs);
      sayKept(hand, t('medicine.done', { medicine: data.medicine }), event);
      close();
    });
  const ordered = hand.session.order?.premedication ?? [];
  return (
    <SmallSheet title={t('given.title')} hand={hand} close={close} wide>
      <p className="quiet">{t('medicine.how')}</p>
      {ordered.length > 0 && (
        <fieldset className="choice-line">
          <legend className="label">{t('medicine.ordered')}</legend>
          <div className="stack g1">
            {ordered.map((of) => (
              <Choice
                key={`${of.medicine} ${of.when}`}
                isOn={medicine === of.medicine && words === of.doseText}
                word={t('medicine.orderedOne', { medicine: of.medicine, dose: of.doseText, when: of.when })}
                pick={() => {
                  setMedicine(of.medicine);
                  setWords(of.doseText);
                  setTyped('');
                }}
              />
            ))}
          </div>
        </fieldset>
      )}
      <Rescue hand={hand} medicine={medicine} pick={setMedicine} />
      <TextInput
        size="lg"
        label={t('given.name')}
        value={medicine}
        maxLength={longest}
        onChange={({ currentTarget }) => setMedicine(currentTarget.value)}
      />
      <TextInput
        size="lg"
        label={t('medicine.amount')}
        inputMode="decimal"
        value={typed}
        error={isRead ? undefined : t('start.number')}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      />
      <fieldset className="choice-line">
        <legend className="label">{t('medicine.unit')}</legend>
        <div className="choices choices-4">
          {doseUnits.map((of) => (
            <Choice key={of} isOn={unit === of} word={t(`medicine.unit.${of}`)} pick={() => setUnit(of)} />
          ))}
        </div>
      </fieldset>
      <TextInput
        size="lg"
        label={t('medicine.text')}
        value={words}
        maxLength={longest - 20}
        onChange={({ currentTarget }) => setWords(currentTarget.value)}
      />
      <fieldset className="choice-line">
        <legend className="label">{t('medicine.route')}</legend>
        <div className="choices choices-3">
          {routes.map((of) => (
            <Choice key={of} isOn={route === of} word={t(`medicine.route.${of}`)} pick={() => setRoute(of)} />
          ))}
        </div>
      </fieldset>
      {medicine !== '' && !hasDose && <p className="quiet">{t('medicine.doseNeeded')}</p>}
      {amount !== undefined && medicine.trim() !== '' && usual.state === 'not known' && (
        <p className="small quiet">{t('medicine.notCompared')}</p>
      )}
      {objection !== undefined && amount !== undefined && (
        <Notice state="red" title={t('medicine.isReally', { dose: amount.says, medicine: medicine.trim() })}>
          <p>{t('medicine.isReallyHow', { says: objection })}</p>
          <Choice
            isOn={sure === asked}
            word={t('medicine.itIs', { dose: amount.says })}
            pick={() => setSure(sure === asked ? undefined : asked)}
          />
        </Notice>
      )}
      <AtTime hand={hand} of={at} />
      <NotKept error={error} />
      <FormEnd cancel={close}>
        <Button
          size="lg"
          variant="filled"
          color={objection === undefined ? 'primary' : 'red'}
          loading={busy}
          disabled={!isReady || at.wrong !== undefined}
          onClick={save}
        >
          {t('medicine.act')}
        </Button>
      </FormEnd>
    </SmallSheet>
  );
}

type RescueProps = { hand: SessionInHand; medicine: string; pick: (medicine: string) => void };

/** Those of the open card one tap away, the others behind one more. Names alone: a dose is on the card, where it is signed. */
function Rescue({ hand, medicine, pick }: RescueProps) {
  const [isAll, setAll] = useState(false);
  const cards = hand.record.emergencies.filter(({ closed }) => closed === undefined).map(({ card }) => card);
  const { ofCard, others } = rescueMedicines(cards);
  const chips = (title: string, names: readonly string[]) => (
    <fieldset className="choice-line">
      <legend className="label">{title}</legend>
      <div className="choices choices-3">
        {names.map((name) => (
          <Choice key={name} isOn={medicine === name} word={name} pick={() => pick(name)} />
        ))}
      </div>
    </fieldset>
  );
  return (
    <>
      {ofCard.length > 0 && chips(t('medicine.ofCard'), ofCard)}
      {isAll ? (
        chips(t('medicine.rescue'), others)
      ) : (
        <Button size="lg" onClick={() => setAll(true)}>
          {t('medicine.rescueShow')}
        </Button>
      )}
    </>
  );
}
