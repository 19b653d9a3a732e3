/** How the patient left, and every criterion with its answer at that moment. */
import type { ReactElement } from 'react';
import type { Dossier } from './dossier.ts';
import { pair, say, section, table } from './session-document-parts.ts';
import { style } from './session-document-style.ts';
import { capital, spaced, type Words } from './session-document-words.ts';

const how = {
  'let-go': 'Let go',
  'against-advice': 'Left against advice',
  'to-hospital': 'Taken to hospital',
  unnoticed: 'Left unnoticed',
} as const;

export function leavingPart({ record, agenda, printedAtMs }: Dossier, words: Words): ReactElement {
  const { left, dischargeItems } = record;
  const atMs = left?.atMs ?? printedAtMs;
  return section(
    'Leaving',
    [
      pair(
        'Left',
        left === undefined
          ? 'Has not left by this record'
          : `${words.time(left.atMs)} · ${how[left.data.how]}${left.data.reason === undefined ? '' : `: ${left.data.reason}`} · ${words.who(left.by)}. ${words.late(left)}`,
      ),
      pair(
        'Earliest leave',
        agenda.earliestLeaveMs === undefined
          ? 'Not known: the end of the dose is not known'
          : `${words.time(agenda.earliestLeaveMs)} by the shortest stay alone${agenda.isEarliestFirm ? '' : ', if the dose ends as planned'}`,
      ),
      table(
        [
          { head: `Criterion, as it stood at ${words.time(atMs)}`, width: 80 },
          { head: 'Answer', width: 20 },
        ],
        agenda.leaving.criteria.map(({ says, answer, overridden, but }) => ({
          cells: [
            says,
            overridden === undefined
              ? say(capital(answer), answer === 'met' ? undefined : style.strong)
              : say('Overridden', style.strong),
          ],
          under: [
            overridden === undefined
              ? (but ?? '')
              : `${words.who(overridden.by)}, ${words.time(overridden.atMs)}: ${overridden.reason ?? ''}`,
          ],
        })),
      ),
      ...(dischargeItems.length === 0
        ? []
        : [
            table(
              [
                { head: 'Answered by hand', width: 36 },
                { head: 'Answer', width: 14 },
                { head: 'What', width: 16 },
                { head: 'Time', width: 10 },
                { head: 'By', width: 24 },
              ],
              dischargeItems.map((item) => ({
                cells: [
                  capital(spaced(item.data.item)),
                  capital(spaced(item.data.state)),
                  item.data.value ?? '',
                  words.time(item.atMs),
                  words.who(item.by),
                ],
                under: [item.data.reason ?? '', words.late(item)],
              })),
            ),
          ]),
      say(agenda.leaving.signOff, style.under),
    ],
    '',
  );
}
