/** What happened beside the readings: side effects, medicines, emergencies, scales, notes, and who watched or was told. */

import type { ReactElement } from 'react';
import { listedScales, type Scale } from '#clinical/scales/scales.ts';
import { emergencyCardTable, type MedicineGiven } from '#clinical/session/session.ts';
import type { Dossier } from './dossier.ts';
import { section, table } from './session-document-parts.ts';
import { capital, mg, spaced, type Words } from './session-document-words.ts';

export const happeningsPart = (dossier: Dossier, words: Words): ReactElement[] => [
  sideEffects(dossier, words),
  medicines(dossier, words),
  emergencies(dossier, words),
  ...others(dossier, words),
];

const columns = (first: string) => [
  { head: 'Time', width: 10 },
  { head: first, width: 66 },
  { head: 'By', width: 24 },
];

const sideEffects = ({ record }: Dossier, words: Words) =>
  section(
    'Side effects',
    record.sideEffects.length === 0
      ? []
      : [
          table(
            columns('Effect, grade and course'),
            record.sideEffects.map((effect) => ({
              cells: [
                words.time(effect.atMs),
                [
                  capital(spaced(effect.effect)),
                  effect.grades.length === 0
                    ? 'grade not given'
                    : effect.grades.map(({ grade, atMs }) => `grade ${grade} at ${words.time(atMs)}`).join(', '),
                  effect.endedAtMs !== undefined
                    ? `ended ${words.time(effect.endedAtMs)}`
                    : effect.handedOn !== undefined
                      ? `goes on; handed on: ${effect.handedOn}`
                      : 'NO END written down',
                  ...(effect.source === undefined ? [] : [`known by ${effect.source}`]),
                  effect.serious === undefined ? 'seriousness not answered' : seriousSays(effect.serious.data),
                ].join(' · '),
                words.who(effect.by),
              ],
              under: [
                effect.note ?? '',
                ...effect.actions.map(({ action, atMs, by }) => `${words.time(atMs)} ${action} (${words.who(by)})`),
                words.late(effect),
              ],
            })),
          ),
        ],
    'None is written down.',
  );

function seriousSays({ criteria, reason }: { criteria: readonly string[]; reason?: string | undefined }): string {
  const says = criteria.length === 0 ? 'not serious' : `SERIOUS: ${criteria.map(spaced).join(', ')}`;
  return reason === undefined ? says : `${says} (${reason})`;
}

const medicines = ({ record }: Dossier, words: Words) =>
  section(
    'Other medicines given',
    record.medicines.length === 0
      ? []
      : [
          table(
            columns('Medicine, dose, route'),
            record.medicines.map((given) => ({
              cells: [
                words.time(given.atMs),
                `${given.data.medicine} · ${given.data.doseUg === undefined ? (given.data.doseText ?? 'dose not given') : mg(given.data.doseUg)}${given.data.doseUg !== undefined && given.data.doseText !== undefined ? ` (${given.data.doseText})` : ''} · ${given.data.route}`,
                words.who(given.by),
              ],
              under: [words.late(given), secondOf(given, words)].filter((text) => text !== ''),
            })),
          ),
        ],
    'None is written down.',
  );

/** Named is not confirmed: the paper says which. */
function secondOf({ data: { secondPerson }, confirmed }: MedicineGiven, words: Words): string {
  if (confirmed !== undefined)
    return `Second person: ${words.who(confirmed.by)}, confirmed ${words.exact(confirmed.atMs)}.`;
  return secondPerson === undefined ? '' : `Second person: ${words.who(secondPerson)}, not confirmed.`;
}

const cardTitle = (id: string): string =>
  emergencyCardTable.rows.find((card) => card.id === id)?.title ?? capital(spaced(id));

const emergencies = ({ record }: Dossier, words: Words) =>
  section(
    'Emergencies',
    record.emergencies.length === 0
      ? []
      : [
          table(
            columns('Card, actions and outcome'),
            record.emergencies.flatMap((emergency) => [
              {
                cells: [words.exact(emergency.atMs), `OPENED: ${cardTitle(emergency.card)}`, words.who(emergency.by)],
                under: [words.late(emergency)],
              },
              ...emergency.actions.map((done) => ({
                cells: [words.exact(done.atMs), done.action, words.who(done.by)],
                under: [words.late(done)],
              })),
              {
                cells:
                  emergency.closed === undefined
                    ? ['', 'NOT CLOSED in this record']
                    : [words.exact(emergency.closed.atMs), `Closed: ${emergency.closed.outcome}`],
              },
            ]),
          ),
        ],
    'None was opened.',
  );

/** Scales that are known by a person's name. */
const titles: Readonly<Record<string, Pick<Scale, 'title'>>> = listedScales;
const scaleWords: Readonly<Record<string, string>> = { 'modified-aldrete': 'Modified Aldrete score' };
const scaleSays = (scale: string): string => scaleWords[scale] ?? titles[scale]?.title ?? capital(spaced(scale));

const answerSays = (answer: boolean | number | string | readonly string[]): string =>
  typeof answer === 'boolean'
    ? answer
      ? 'yes'
      : 'no'
    : typeof answer === 'object'
      ? answer.join(', ')
      : String(answer);

function others({ record }: Dossier, words: Words): ReactElement[] {
  const rows = [
    ...record.ratings.map((of) => ({
      of,
      says: `${scaleSays(of.data.scale)}: total ${of.data.total ?? 'not known'}`,
    })),
    ...record.notes.map((of) => ({ of, says: of.data.text })),
    ...record.acknowledged.map((of) => ({ of, says: `Seen: ${spaced(of.data.task)}` })),
    ...record.told.map((of) => ({
      of,
      says: `Told of ${spaced(of.data.task)}: ${of.data.whom} (${spaced(of.data.how)})`,
    })),
    ...record.handovers.flatMap((of) => [
      { of, says: `Handed over to ${words.who(of.data.to)}: ${of.data.says}` },
      ...(of.readBack === undefined
        ? [{ of, says: 'NOT READ BACK: the watch did not change' }]
        : [{ of: of.readBack, says: `Read back: ${of.readBack.data.says}` }]),
    ]),
    ...record.drawn.map((of) => ({
      of,
      says: `Drawn up: ${of.data.drawnUl / 1_000} mL of ${of.data.concentrationUgPerMl / 1_000} mg/mL`,
    })),
    ...record.remsAnswers.map((of) => ({
      of,
      says: `REMS form, ${spaced(of.data.question)}: ${answerSays(of.data.answer)}`,
    })),
    ...record.settledConflicts.map((of) => ({
      of,
      says: `Settled, both stand (${spaced(of.data.conflict)}): ${of.data.why}`,
    })),
    ...(record.watch === undefined ? [] : [{ of: record.watch, says: 'Watches this patient from here on' }]),
  ].sort((a, b) => a.of.atMs - b.of.atMs);
  return [
    section(
      'Notes, scales and what was told',
      rows.length === 0
        ? []
        : [
            table(
              columns('What'),
              rows.map(({ of, says }) => ({
                cells: [words.time(of.atMs), says, words.who(of.by)],
                under: [words.late(of)],
              })),
            ),
          ],
      'None are written down.',
    ),
  ];
}
