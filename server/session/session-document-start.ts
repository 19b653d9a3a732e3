/** Before the dose: who it is, how heavy, and what was asked. */
import type { ReactElement } from 'react';
import { gramsOf, weightInWords } from '#clinical/chart/chart.ts';
import { missingToStart, readinessFor } from '#clinical/session/session.ts';
import type { Dossier } from './dossier.ts';
import { pair, say, section, table } from './session-document-parts.ts';
import { style } from './session-document-style.ts';
import { capital, spaced, type Words } from './session-document-words.ts';

const states = { met: 'Met', 'not-met': 'NOT MET', 'not-known': 'Not known', overridden: 'Overridden' } as const;

export function startPart({ record, given, agenda }: Dossier, words: Words): ReactElement {
  const { identity, weights, checklist } = record;
  const startMs = record.firstDose?.atMs ?? Number.POSITIVE_INFINITY;
  const but = new Map(missingToStart(record, given, startMs, startMs).map((one) => [one.item, one.but ?? '']));
  const said = new Map(checklist.map((one) => [one.data.item, one]));
  const listed = readinessFor(agenda.dosing.route).map(({ item, says }) => ({ item, says }));
  const others = checklist
    .filter(({ data }) => listed.every(({ item }) => item !== data.item))
    .map(({ data }) => ({ item: data.item, says: capital(spaced(data.item)) }));
  return section(
    'Before the dose',
    [
      pair(
        'Identity',
        identity === undefined
          ? 'Not confirmed in this record'
          : `Confirmed by ${identity.data.identifiers.map(spaced).join(' and ')} at ${words.time(identity.atMs)} · ${words.who(identity.by)}. ${words.late(identity)}`,
      ),
      ...(weights.length === 0 ? [pair('Weight', 'Not taken in this session')] : []),
      ...weights.map((weight) =>
        pair(
          'Weight',
          `${weightInWords(gramsOf(weight.data.given))} at ${words.time(weight.atMs)}, typed as ${weight.data.given.value} ${weight.data.given.unit}${weight.data.second === undefined ? '' : `, read twice: ${weight.data.second.value} ${weight.data.second.unit}`} · ${words.who(weight.by)}. ${words.late(weight)}`,
        ),
      ),
      table(
        [
          { head: 'Checklist', width: 48 },
          { head: 'Answer', width: 18 },
          { head: 'Time', width: 10 },
          { head: 'By', width: 24 },
        ],
        [...listed, ...others].map(({ item, says }) => {
          const one = said.get(item);
          if (one === undefined) return { cells: [says, 'Not known: not asked'] };
          const { state, reason, value } = one.data;
          return {
            cells: [
              says,
              say(states[state], state === 'met' ? undefined : style.strong),
              words.time(one.atMs),
              words.who(one.by),
            ],
            under: [value ?? '', but.get(item) ?? '', reason === undefined ? '' : `Reason: ${reason}`, words.late(one)],
          };
        }),
      ),
    ],
    'Nothing is written down.',
  );
}
