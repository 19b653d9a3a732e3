import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { t } from '#web/platform/text.ts';
import { FormEnd } from '#web/ui/dialog.tsx';
import { NotKept, sayKept, useKeeping } from './acts-kit.tsx';
import { SmallSheet } from './acts-sheet.tsx';
import { AtTime, useAtTime } from './acts-time.tsx';
import { Choice } from './pad-choices.tsx';
import { inThousandths } from './pump-numbers.ts';
import type { SessionInHand } from './session-data.ts';

const routes = ['oral', 'odt', 'iv', 'im', 'sc', 'inhaled'] as const;
type Route = (typeof routes)[number];
const longest = 100;

/** What was given beside the infusion: the medicine, how much, by which route. */
export function MedicineSheet({ hand, close }: { hand: SessionInHand; close: () => void }) {
  const { busy, error, run, keep } = useKeeping(hand);
  const [medicine, setMedicine] = useState('');
  const [mg, setMg] = useState('');
  const [words, setWords] = useState('');
  const [route, setRoute] = useState<Route>();
  const at = useAtTime(hand);
  const doseUg = inThousandths(mg);
  const doseText = words.trim();
  const isRead = mg.trim() === '' || (doseUg !== undefined && doseUg > 0);
  const hasDose = (doseUg !== undefined && doseUg > 0) || doseText !== '';
  const isReady = medicine.trim() !== '' && route !== undefined && isRead && hasDose;
  const save = () =>
    void run(async () => {
      if (route === undefined) return;
      const data = {
        medicine: medicine.trim(),
        ...(doseUg === undefined || doseUg === 0 ? {} : { doseUg }),
        ...(doseText === '' ? {} : { doseText }),
        route,
      };
      const { event } = await keep('medicine-given', data, at.atMs);
      sayKept(hand, t('medicine.done', { medicine: data.medicine }), event);
      close();
    });
  const ordered = hand.session.order?.premedication ?? [];
  return (
    <SmallSheet title={t('given.title')} hand={hand} close={close}>
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
                  setMg('');
                }}
              />
            ))}
          </div>
        </fieldset>
      )}
      <TextInput
        size="lg"
        label={t('given.name')}
        value={medicine}
        maxLength={longest}
        onChange={({ currentTarget }) => setMedicine(currentTarget.value)}
      />
      <div className="fields">
        <TextInput
          size="lg"
          label={t('medicine.mg')}
          inputMode="decimal"
          value={mg}
          error={isRead ? undefined : t('start.number')}
          onChange={({ currentTarget }) => setMg(currentTarget.value)}
        />
        <TextInput
          size="lg"
          label={t('medicine.text')}
          value={words}
          maxLength={longest}
          onChange={({ currentTarget }) => setWords(currentTarget.value)}
        />
      </div>
      <fieldset className="choice-line">
        <legend className="label">{t('medicine.route')}</legend>
        <div className="choices choices-3">
          {routes.map((of) => (
            <Choice key={of} isOn={route === of} word={t(`medicine.route.${of}`)} pick={() => setRoute(of)} />
          ))}
        </div>
      </fieldset>
      {medicine !== '' && !hasDose && <p className="quiet">{t('medicine.doseNeeded')}</p>}
      <AtTime hand={hand} of={at} />
      <NotKept error={error} />
      <FormEnd cancel={close}>
        <Button size="lg" variant="filled" loading={busy} disabled={!isReady || at.wrong !== undefined} onClick={save}>
          {t('medicine.act')}
        </Button>
      </FormEnd>
    </SmallSheet>
  );
}
