import type { ReactNode } from 'react';
import {
  type Fact,
  happenedAt,
  judgeIn,
  type Settled,
  type Stamp,
  stampsOf,
  stateOfValue,
  type ValueName,
} from '#clinical/session/session.ts';
import { clock } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { CautionIcon, EditIcon, SilentIcon, StopIcon } from '#web/ui/icons.ts';
import { factWords } from './fact-words.ts';
import { personOf } from './floor-seats.ts';
import { shortName } from './floor-words.ts';
import { givenHere } from './in-hand.ts';
import type { OpenAct } from './session-act.ts';
import type { SessionInHand } from './session-data.ts';
import { ClockIcon } from './session-icons.ts';
import { SpO2 } from './session-readings.tsx';
import { againstOf, remarksOf, wasWords } from './table-words.ts';

const columns = 12;

type Props = { hand: SessionInHand; zeroMs: number; open: OpenAct };

/** What stands in the answers of the gate and of leaving is listed with those; here would be a hundred rows of it. */
const leftOut: readonly string[] = ['correction', 'task-acknowledged'];

/** The same facts as the chart, and all others, as a real table: when, what, who, late, corrected. */
export function TimelineTable({ hand, zeroMs, open }: Props) {
  const { record } = hand;
  const standing = record.standing.filter(({ kind }) => !leftOut.includes(kind));
  const gone = record.changed.filter(({ state, fact }) => state !== 'stands' && fact.kind !== 'correction');
  const rows = [...standing, ...gone.map(({ fact }) => fact)].sort((a, b) => happenedAt(a) - happenedAt(b));
  const judge = judgeIn(record, givenHere(hand.session, hand.floor, hand.nowMs), hand.nowMs, hand.agenda.dosing);
  const stateOf = (fact: Fact, name: ValueName) =>
    fact.kind === 'reading'
      ? stateOfValue(judge, { id: fact.id, data: fact.data, atMs: happenedAt(fact) }, name)
      : 'unknown';
  const stampOf = stampsOf(record);
  const goneIds = new Set(gone.map(({ fact }) => fact.id));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by the keyboard
    <section className="table-scroll" tabIndex={0} aria-label={t('table.title')}>
      <table className="facts-table num">
        <thead>
          <tr>
            <th scope="col">{t('table.time')}</th>
            <th scope="col">{t('table.minute')}</th>
            <th scope="col">{t('table.what')}</th>
            <th scope="col">{t('table.pressure')}</th>
            <th scope="col">{t('table.pulse')}</th>
            <th scope="col">
              <SpO2 />, %
            </th>
            <th scope="col">{t('table.breaths')}</th>
            <th scope="col">{t('table.sedation')}</th>
            <th scope="col">{t('table.dissociation')}</th>
            <th scope="col">{t('table.who')}</th>
            <th scope="col">{t('table.remarks')}</th>
            <th scope="col">
              <span className="unseen">{t('table.act')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((fact) => (
            <Row
              key={fact.id}
              fact={fact}
              hand={hand}
              zeroMs={zeroMs}
              open={open}
              isGone={goneIds.has(fact.id)}
              changed={record.changed.find((of) => of.fact.id === fact.id)}
              stamp={stampOf(fact)}
              stateOf={stateOf}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

type RowProps = {
  fact: Fact;
  hand: SessionInHand;
  zeroMs: number;
  open: OpenAct;
  isGone: boolean;
  changed: Settled | undefined;
  stamp: Stamp;
  stateOf: (fact: Fact, name: ValueName) => ReturnType<typeof stateOfValue>;
};

function Row({ fact, hand, zeroMs, open, isGone, changed, stamp, stateOf }: RowProps) {
  const zone = hand.floor.clinic.timeZone;
  const atMs = happenedAt(fact);
  const minute = Math.round((atMs - zeroMs) / 60_000);
  const who = personOf(hand.floor, stamp.by);
  const isReading = fact.kind === 'reading';
  return (
    <>
      <tr className={isGone ? 'row-gone' : ''}>
        <th scope="row">{clock(atMs, zone)}</th>
        <td>{minute < 0 ? `−${-minute}` : minute}</td>
        {isReading ? (
          <>
            <td>{t('table.readings')}</td>
            <Cells fact={fact} stateOf={stateOf} />
          </>
        ) : (
          <td colSpan={7}>{factWords(fact)}</td>
        )}
        <td>{who === undefined ? t('table.claim') : shortName(who)}</td>
        <td className="table-remarks">
          {againstOf(fact, hand).map((says) => (
            <Remark key={says} icon={<CautionIcon size={16} aria-hidden />}>
              {says}
            </Remark>
          ))}
          {remarksOf(fact, stamp, hand).map((remark) => (
            <Remark key={remark} icon={<ClockIcon size={16} aria-hidden />}>
              {remark}
            </Remark>
          ))}
          {hand.waitingIds.has(fact.id) && (
            <Remark icon={<SilentIcon size={16} aria-hidden />}>{t('session.waits')}</Remark>
          )}
        </td>
        <td>
          {!isGone && (
            <button
              type="button"
              className="table-act"
              aria-label={t('table.correct', { what: factWords(fact), time: clock(atMs, zone) })}
              onClick={() => open(`correct:${fact.id}`)}
            >
              {t('table.act')}
            </button>
          )}
        </td>
      </tr>
      {changed?.corrections.map((correction) => (
        <tr key={correction.id} className="row-correction">
          <td colSpan={columns}>
            <Remark icon={<EditIcon size={16} aria-hidden />}>{wasWords(changed, correction, hand)}</Remark>
          </td>
        </tr>
      ))}
    </>
  );
}

function Remark({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <span className="remark">
      {icon} <span>{children}</span>
    </span>
  );
}

function Cells({ fact, stateOf }: { fact: Fact & { kind: 'reading' }; stateOf: RowProps['stateOf'] }) {
  const { data } = fact;
  const value = (name: ValueName) => <Judged value={data[name]} state={stateOf(fact, name)} />;
  const dissociation = data.dissociationGrade === undefined ? 'cadss' : 'dissociationGrade';
  return (
    <>
      <td className="table-pair">
        {data.systolicMmHg === undefined && data.diastolicMmHg === undefined ? (
          value('systolicMmHg')
        ) : (
          <>
            {value('systolicMmHg')}/{value('diastolicMmHg')}
          </>
        )}
      </td>
      <td>{value('heartRatePerMin')}</td>
      <td>{value('spo2Pct')}</td>
      <td>{value('breathsPerMin')}</td>
      <td>{value('moaaS')}</td>
      <td>
        {data[dissociation] === undefined ? (
          value(dissociation)
        ) : (
          <span className={`table-${stateOf(fact, dissociation)}`}>
            {t(dissociation === 'cadss' ? 'table.cadss' : 'table.grade', { value: data[dissociation] })}
          </span>
        )}
      </td>
    </>
  );
}

function Judged({ value, state }: { value: number | undefined; state: ReturnType<typeof stateOfValue> }) {
  if (value === undefined) return <span className="table-absent">{t('table.unknown')}</span>;
  if (state !== 'amber' && state !== 'red') return <span>{value}</span>;
  const Icon = state === 'red' ? StopIcon : CautionIcon;
  return (
    <span className={`table-${state}`}>
      <Icon size={15} aria-hidden /> {value} <span className="unseen">{t(`session.state.${state}`)}</span>
    </span>
  );
}
