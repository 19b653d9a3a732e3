/** Every set of readings: what was measured, what could not be, and what the rules said of it. */
import type { ReactElement } from 'react';
import {
  type Accepted,
  acceptedOf,
  type Interpretation,
  type ReadingFact,
  type SessionRecord,
  warningSymptoms,
} from '#clinical/session/session.ts';
import { receivedAs } from './device-accepted.ts';
import type { Dossier } from './dossier.ts';
import { type Column, type Row, say, section, table } from './session-document-parts.ts';
import { style } from './session-document-style.ts';
import { spaced, type Words } from './session-document-words.ts';

const names: Readonly<Record<string, string>> = {
  systolicMmHg: 'systolic pressure',
  diastolicMmHg: 'diastolic pressure',
  heartRatePerMin: 'pulse',
  hasNewArrhythmia: 'new arrhythmia',
  breathsPerMin: 'breaths',
  spo2Pct: 'SpO2',
  isOnOxygen: 'oxygen',
  moaaS: 'MOAA/S',
  rass: 'RASS',
  cadss: 'CADSS',
  dissociationGrade: 'dissociation grade',
  distress: 'distress',
  painNrs: 'pain',
  anxietyNrs: 'anxiety',
  wantsToStop: 'wish to stop',
  symptoms: 'warning symptoms',
};
const reasons = {
  'cold-hands': 'cold hands',
  movement: 'movement',
  refused: 'the patient does not want it',
  device: 'device',
  other: 'other reason',
} as const;

const columns: readonly Column[] = [
  { head: 'Time', width: 7 },
  { head: 'min', width: 5, align: 'right' },
  { head: 'Pressure\nmmHg', width: 11, align: 'right' },
  { head: 'Pulse\n/min', width: 7, align: 'right' },
  { head: 'SpO2\n%', width: 7, align: 'right' },
  { head: 'Breaths\n/min', width: 8, align: 'right' },
  { head: 'MOAA/S\n0–5', width: 7, align: 'right' },
  { head: 'CADSS\n0–92', width: 7, align: 'right' },
  { head: 'Grade*\n0–4', width: 6, align: 'right' },
  { head: 'RASS\n−5–+4', width: 7, align: 'right' },
  { head: 'Pain\n0–10', width: 6, align: 'right' },
  { head: 'Anxiety\n0–10', width: 7, align: 'right' },
  { head: 'Nausea\n0–10', width: 7, align: 'right' },
  { head: 'Judged', width: 8 },
];

type Taken = SessionRecord['readings'][number];

export function readingsPart(dossier: Dossier, words: Words): ReactElement {
  const zero = dossier.agenda.dosing.startedAtMs;
  const rows = dossier.record.readings.map((taken) => rowOf(taken, dossier, zero, words));
  return section(
    'Readings',
    rows.length === 0
      ? []
      : [
          say(
            'Minutes count from the start of the dose. “–” was not taken, “x” could not be: the reason stands below. Judged by the lines of the protocol that day; “open” means that something was not known. *Grade of dissociation, this system’s own scale: 4 is the most.',
            style.under,
          ),
          table(columns, rows),
        ],
    'No readings are written down.',
  );
}

function rowOf(taken: Taken, dossier: Dossier, zero: number | undefined, words: Words): Row {
  const { data } = taken;
  const judged = dossier.agenda.judgedReadings.get(taken.id);
  const value = (name: keyof ReadingFact, of: number | undefined) =>
    of === undefined ? (data.cannot !== undefined && name in data.cannot ? 'x' : '–') : String(of);
  return {
    cells: [
      say(words.time(taken.atMs), style.strong),
      zero === undefined ? '' : String(Math.round((taken.atMs - zero) / 60_000)).replace('-', '−'),
      `${value('systolicMmHg', data.systolicMmHg)}/${value('diastolicMmHg', data.diastolicMmHg)}`,
      value('heartRatePerMin', data.heartRatePerMin),
      value('spo2Pct', data.spo2Pct),
      value('breathsPerMin', data.breathsPerMin),
      value('moaaS', data.moaaS),
      value('cadss', data.cadss),
      value('dissociationGrade', data.dissociationGrade),
      value('rass', data.rass).replace('-', '−'),
      value('painNrs', data.painNrs),
      value('anxietyNrs', data.anxietyNrs),
      value('nauseaNrs', data.nauseaNrs),
      judgedCell(judged),
    ],
    under: [
      ...(['red', 'amber'] as const).flatMap((wanted) => {
        const said = (judged?.judgements ?? []).filter(({ state }) => state === wanted).map(({ says }) => says);
        return said.length === 0 ? [] : [say(`${wanted === 'red' ? 'RED' : 'Amber'}: ${said.join(' ')}`, style.judged)];
      }),
      [answersOf(data), cannotOf(data), sourceOf(taken, dossier, words), words.who(taken.by), words.late(taken)]
        .filter((text) => text !== '')
        .join(' · '),
    ],
  };
}

function judgedCell(judged: Interpretation | undefined): ReactElement {
  if (judged === undefined) return say('not judged');
  if (judged.state === 'red') return say('RED', style.red);
  if (judged.state === 'amber') return say('Amber', style.amber);
  return say(judged.state === 'green' ? 'Within' : 'Open');
}

function answersOf(data: ReadingFact): string {
  const yesNo = (asked: boolean | undefined, yes: string, no: string) => (asked === undefined ? '' : asked ? yes : no);
  return [
    yesNo(data.isOriented, 'oriented', 'NOT oriented'),
    yesNo(data.isOnOxygen, 'on oxygen', 'on room air'),
    yesNo(data.hasNewArrhythmia, 'NEW ARRHYTHMIA', 'no new arrhythmia'),
    yesNo(data.wantsToStop, 'WANTS TO STOP', 'does not want to stop'),
    data.distress === undefined ? '' : `distress: ${spaced(data.distress)}`,
    symptomsOf(data.symptoms),
  ]
    .filter((text) => text !== '')
    .join(', ');
}

function symptomsOf(symptoms: ReadingFact['symptoms']): string {
  if (symptoms === undefined) return 'warning symptoms not asked for';
  return symptoms.length === 0
    ? `none of ${warningSymptoms.value.length} warning symptoms`
    : `WARNING SYMPTOMS: ${symptoms.map(spaced).join(', ')}`;
}

function cannotOf({ cannot = {} }: ReadingFact): string {
  const said = Object.entries(cannot).map(
    ([name, reason]) => `${names[name] ?? name} (${reason === undefined ? 'no reason' : reasons[reason]})`,
  );
  return said.length === 0 ? '' : `cannot measure ${said.join(', ')}`;
}

/** Of each monitor what was accepted from it and when it was measured; the rest is by hand. */
function sourceOf({ id, by, atMs, data }: Taken, { received, writtenIn }: Dossier, words: Words): string {
  const accepted = acceptedOf(data);
  if (accepted.length === 0)
    return data.source === 'by-hand'
      ? 'by hand'
      : `from the monitor${data.device === undefined ? '' : ` ${data.device}`}, accepted`;
  const said = accepted.map((one) => {
    const as = receivedAs(received, { ...one, value: data[one.name] }, writtenIn.get(id));
    const measuredMs = Date.parse(one.measuredAt);
    return [
      names[one.name] ?? one.name,
      ...(measuredMs === atMs ? [] : [`measured ${words.exact(measuredMs)}`]),
      ...(one.received === undefined ? [] : [`received as ${one.received}`]),
      ...(as === 'differs' ? ['NOT AS IT WAS RECEIVED'] : []),
      ...(as === 'not kept' ? ['as received no longer kept'] : []),
    ].join(' ');
  });
  const devices = [...new Set(accepted.map(nameOfMonitor))].join(', ');
  return `${said.join(', ')} from the monitor ${devices}, accepted by ${words.who(by)}; the rest by hand`;
}

const nameOfMonitor = ({ device, isSimulated }: Accepted): string =>
  isSimulated === true ? `${device} (simulated)` : device;
