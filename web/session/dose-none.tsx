import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { mouthForms, nasalDevice } from '#clinical/plan/plan.ts';
import type { DataOf, DoseKind, InjectionSite, SessionRoute } from '#clinical/session/session.ts';
import { t } from '#web/platform/text.ts';
import { AskedAnswer } from './acts-asked.tsx';
import { AtTime } from './acts-time.tsx';
import { useGiving } from './dose-giving.ts';
import { ofVolume, partWords } from './dose-order.ts';
import { GiveButton, isVolume, Lot, lotFields, noLot } from './dose-parts.tsx';
import { SiteChoice } from './dose-site.tsx';
import { Choice } from './pad-choices.tsx';
import { fromThousandths, inThousandths } from './pump-numbers.ts';
import type { SessionInHand } from './session-data.ts';

const routes = ['im', 'sc', 'intranasal-racemic', 'intranasal-esketamine', 'oral', 'sublingual'] as const;
type RouteAtOnce = (typeof routes)[number];
export const isAtOnce = (route: SessionRoute): route is RouteAtOnce => routes.some((of) => of === route);

type Props = { hand: SessionInHand; done: () => void; route?: RouteAtOnce };

/**
 * What was given without an order: it has happened, and is kept as a fact. Strength and volume are those of the label
 * and the syringe; the dose follows from them.
 */
export function NoOrderForm({ hand, done, route }: Props) {
  const [picked, setPicked] = useState<RouteAtOnce | undefined>(route);
  return (
    <>
      <p className="small strong">{t('dose.none.how')}</p>
      {route === undefined && (
        <fieldset className="choice-line">
          <legend className="label">{t('dose.none.route')}</legend>
          <div className="choices choices-2">
            {routes.map((of) => (
              <Choice key={of} isOn={picked === of} word={t(`dose.drug.${of}`)} pick={() => setPicked(of)} />
            ))}
          </div>
        </fieldset>
      )}
      {(picked === 'im' || picked === 'sc') && <Injected key={picked} hand={hand} done={done} route={picked} />}
      {picked === 'intranasal-racemic' && <Sprayed hand={hand} done={done} />}
      {picked === 'intranasal-esketamine' && <Device hand={hand} done={done} />}
      {(picked === 'oral' || picked === 'sublingual') && <Mouth key={picked} hand={hand} done={done} route={picked} />}
    </>
  );
}

type Parts = Omit<Props, 'route'>;

function Typed({ label, typed, change }: { label: string; typed: string; change: (typed: string) => void }) {
  return (
    <TextInput
      size="lg"
      label={label}
      inputMode="decimal"
      value={typed}
      error={typed !== '' && !isVolume(typed) ? t('start.number') : undefined}
      onChange={({ currentTarget }) => change(currentTarget.value)}
    />
  );
}

/** A volume of a strength, both as they are printed or read off. */
function useMeasured() {
  const [strength, setStrength] = useState('');
  const [volume, setVolume] = useState('');
  const ugPerMl = isVolume(strength) ? inThousandths(strength) : undefined;
  const part = ugPerMl === undefined || !isVolume(volume) ? undefined : ofVolume(inThousandths(volume) ?? 0, ugPerMl);
  const fields = (
    <>
      <Typed label={t('start.concentration')} typed={strength} change={setStrength} />
      <Typed label={t('dose.volumeRead')} typed={volume} change={setVolume} />
    </>
  );
  const given = part === undefined || ugPerMl === undefined ? undefined : { ...part, concentrationUgPerMl: ugPerMl };
  return { fields, given, words: part === undefined || ugPerMl === undefined ? '' : partWords(part, ugPerMl) };
}

type GivenKind = Exclude<DoseKind, 'dose-started'>;
type EndProps<K extends GivenKind> = Parts & {
  kind: K;
  /** Without its lot; undefined while something is still to be said. */
  data: DataOf<K> | undefined;
  words: string;
  act: string;
  isLotNeeded?: boolean;
};

/** Lot, time, and the act: the same for every route. */
function End<K extends GivenKind>({ hand, done, kind, data, words, act, isLotNeeded = false }: EndProps<K>) {
  const giving = useGiving(hand, kind, done);
  const [lot, setLot] = useState(noLot);
  const open =
    data === undefined
      ? t('dose.whatOpen')
      : isLotNeeded && lot.lot.trim() === ''
        ? t('dose.lotOpen')
        : giving.at.wrong;
  return (
    <>
      <Lot hand={hand} said={lot} change={setLot} isNeeded={isLotNeeded} />
      <AtTime hand={hand} of={giving.at} />
      <AskedAnswer of={giving.answer} anyway={giving.anyway} again={giving.again} />
      <GiveButton
        word={act}
        more={words}
        open={open}
        busy={giving.busy}
        give={() => {
          if (data !== undefined) void giving.give({ ...data, ...lotFields(lot) }, { isFact: true });
        }}
      />
    </>
  );
}

function Injected({ hand, done, route }: Parts & { route: 'im' | 'sc' }) {
  const [site, setSite] = useState<InjectionSite>();
  const { fields, given, words } = useMeasured();
  const data =
    site === undefined || given === undefined
      ? undefined
      : { route, site, drug: 'ketamine', ...given, as: 'fact' as const };
  return (
    <>
      <SiteChoice route={route} site={site} pick={setSite} />
      {fields}
      <End {...{ hand, done, data, words }} kind="injection-given" act={t('dose.injection.act')} />
    </>
  );
}

function Sprayed({ hand, done }: Parts) {
  const { fields, given, words } = useMeasured();
  const data = given === undefined ? undefined : { drug: 'ketamine' as const, ...given, as: 'fact' as const };
  return (
    <>
      {fields}
      <End {...{ hand, done, data, words }} kind="spray-given" act={t('dose.spray.act')} />
    </>
  );
}

function Device({ hand, done }: Parts) {
  const number = hand.record.devices.length + 1;
  const data = { drug: 'esketamine', number, doseUg: nasalDevice.value.ug, lot: '', as: 'fact' } as const;
  const act = t('dose.device.act', { number });
  return <End {...{ hand, done, data, act }} words={t('dose.device.actMore')} kind="device-given" isLotNeeded />;
}

function Mouth({ hand, done, route }: Parts & { route: 'oral' | 'sublingual' }) {
  const [form, setForm] = useState<(typeof mouthForms)[number]>();
  const [each, setEach] = useState('');
  const [units, setUnits] = useState<number>();
  const ugEach = isVolume(each) ? inThousandths(each) : undefined;
  const doseUg = ugEach === undefined || units === undefined ? undefined : ugEach * units;
  const data =
    form === undefined || doseUg === undefined || units === undefined
      ? undefined
      : { route, form, drug: 'ketamine', doseUg, units, as: 'fact' as const };
  return (
    <>
      <div className="choices choices-4">
        {mouthForms.map((of) => (
          <Choice key={of} isOn={form === of} word={t(`dose.form.${of}`)} pick={() => setForm(of)} />
        ))}
      </div>
      <Typed label={t('dose.none.each')} typed={each} change={setEach} />
      <div className="choices choices-4">
        {[1, 2, 3, 4].map((of) => (
          <Choice key={of} isOn={units === of} word={t('dose.none.units', { count: of })} pick={() => setUnits(of)} />
        ))}
      </div>
      <End
        {...{ hand, done, data }}
        words={doseUg === undefined ? '' : t('dose.mgOf', { mg: fromThousandths(doseUg) })}
        kind="mouth-dose-placed"
        act={t('dose.mouth.act')}
      />
    </>
  );
}
