/** What deviated, what was corrected, moved or withdrawn, and what contradicts or fits nowhere: all of it stays to be seen. */
import type { ReactElement } from 'react';
import { conflictWords, type Fact, happenedAt, type Settled, stampsOf } from '#clinical/session/session.ts';
import type { Dossier } from './dossier.ts';
import { changedFields, factInWords } from './session-document-facts.ts';
import { say, section, stack, whole } from './session-document-parts.ts';
import { style } from './session-document-style.ts';
import { capital, spaced, type Words } from './session-document-words.ts';

export const changesPart = (dossier: Dossier, words: Words): ReactElement[] => [
  deviations(dossier, words),
  corrections(dossier, words),
  unsettled(dossier, words),
];

const entry = (title: string, lines: readonly string[]) =>
  whole([say(title, style.strong), ...lines.filter((line) => line !== '').map((line) => say(line))], style.tableRow);

function deviations({ record, agenda }: Dossier, words: Words): ReactElement {
  const known = new Set(agenda.deviations.map(({ of }) => of));
  const others = record.explained.filter(({ data }) => !known.has(data.of));
  return section(
    'Deviations',
    [
      ...agenda.deviations.map(({ of, says }) => {
        const explained = record.explained.filter(({ data }) => data.of === of);
        return entry(
          says,
          explained.length === 0
            ? ['NOT EXPLAINED yet.']
            : explained.map(
                (one) =>
                  `Explained ${words.time(one.atMs)} by ${words.who(one.by)}: ${one.data.why} ${words.late(one)}`,
              ),
        );
      }),
      ...others.map((one) =>
        entry('Explained, though nothing deviates by this record any more:', [
          `${words.time(one.atMs)} by ${words.who(one.by)}: ${one.data.why} ${words.late(one)}`,
        ]),
      ),
    ],
    'None that the program knows of.',
  );
}

const stateWords = {
  stands: 'Corrected',
  retracted: 'Withdrawn: it does not count',
  'moved-away': 'Moved to another patient’s session: it does not count here',
} as const;

function corrections({ record }: Dossier, words: Words): ReactElement {
  const stampOf = stampsOf(record);
  const own = record.changed.filter(
    ({ fact, original }) => fact.kind !== 'correction' || original.session === record.session,
  );
  return section(
    'Corrections',
    own
      .filter((one) => one.corrections.length > 0)
      .map((one) => {
        const { original, state } = one;
        const isFromElsewhere = original.session !== record.session && state === 'stands';
        return entry(
          `${capital(spaced(original.kind))} of ${words.time(happenedAt(original))} · ${words.who(stampOf(original).by)} · ${isFromElsewhere ? 'Moved here from another session' : stateWords[state]}`,
          [
            ...(state === 'stands' ? wasAndIs(one, words) : [`Was: ${factInWords(original)}`]),
            ...one.corrections.map(
              (said) =>
                `${changeWords(said)} at ${words.time(happenedAt(said))} by ${words.who(stampOf(said).by)}: ${said.data.reason} ${words.late({ ...stampOf(said), isCorrected: false })}`,
            ),
          ],
        );
      }),
    'None: everything stands as it was first written.',
  );
}

/** Only what is another by now; a fact that was moved as it was stands whole. */
function wasAndIs({ fact, original }: Settled, words: Words): string[] {
  const [before, after] = [happenedAt(original), happenedAt(fact)];
  const data = changedFields(original, fact);
  const time = before === after ? [] : [`Time: was ${words.time(before)}, is ${words.time(after)}.`];
  if (data === undefined) return time.length > 0 ? time : [`It says: ${factInWords(fact)}`];
  return [`Was: ${data.was}`, `Is: ${data.is}`, ...time];
}

function changeWords(fact: Settled['corrections'][number]): string {
  const { change } = fact.data;
  if ('retracted' in change) return 'Withdrawn';
  if ('movesTo' in change) return 'Moved';
  if ('measuredAt' in change) return 'Time corrected';
  return 'Value corrected';
}

/** A sentence about a conflict, as the head of what stands below it. */
const asHead = (says: string): string => `${says.charAt(0).toUpperCase()}${says.slice(1).replace(/\.$/, ':')}`;

function unsettled({ record, lines, movedHere }: Dossier, words: Words): ReactElement {
  const byId = new Map<string, Fact>(record.standing.map((fact) => [fact.id, fact]));
  const when = (id: string) => {
    const fact = byId.get(id);
    return fact === undefined ? '' : `${words.time(happenedAt(fact))} ${spaced(fact.kind)} (${words.who(fact.by)})`;
  };
  const rawOf = (id: string) => [...lines, ...movedHere].find((line) => line.id === id);
  return stack([
    section(
      'Conflicts and what fits nowhere',
      [
        ...record.conflicts.map(({ kind, ids }) => entry(asHead(conflictWords[kind]), [ids.map(when).join('; ')])),
        ...record.misfits.map(({ id, says }) => entry(says, [when(id)])),
        ...(record.unclaimed.length === 0
          ? []
          : [entry('Taken by a locked station and claimed by nobody:', [record.unclaimed.map(when).join('; ')])]),
        ...record.unread.map(({ id, says }) =>
          entry(`Can’t be read here, kept as it came: ${says}`, [JSON.stringify(rawOf(id)?.event?.data ?? {})]),
        ),
      ],
      'None.',
    ),
  ]);
}
