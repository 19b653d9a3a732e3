/** Last in the record: the whole log, fact by fact, in the order in which the server kept it, with its chain of hashes. */
import type { ReactElement } from 'react';
import type { Dossier, LogLine } from './dossier.ts';
import { factInWords } from './session-document-facts.ts';
import { hasCodes } from './session-document-letters.ts';
import { appendix, pair, say, stack, table } from './session-document-parts.ts';
import { style } from './session-document-style.ts';
import { spaced, type Words } from './session-document-words.ts';

/** Hex digits of a hash that are printed beside a fact: enough to tell two apart by eye. */
const digits = 8;

export function logPart(dossier: Dossier, words: Words): ReactElement {
  const { lines, movedHere, erased, session } = dossier;
  const after = new Set(dossier.record.afterSigning);
  const places = new Map(lines.map(({ id, seq }) => [id, `#${seq}`]));
  const row = (line: LogLine, place: string) => ({
    cells: [
      place,
      words.seconds(line.atMs),
      words.time(line.enteredMs),
      words.time(line.recordedMs),
      `${spaced(line.kind)}${after.has(line.id) ? ' (after)' : ''}`,
      line.event === undefined ? 'Erased by law' : factInWords(line.event, (id) => places.get(id)),
      words.who(line.by),
      line.hash.slice(0, digits),
    ],
  });
  return appendix('The log', [
    say(
      'Every fact in the order in which the server kept it; nothing is ever changed or removed. A hash covers its fact and all before it; its beginning is printed.',
      style.under,
    ),
    ...(erased === 0 ? [] : [say(`${erased} erased by law: place and hash stay.`, style.strong)]),
    table(
      [
        { head: '#', width: 5 },
        { head: 'Happened', width: 9 },
        { head: 'Written', width: 7 },
        { head: 'Kept', width: 7 },
        { head: 'Kind', width: 14 },
        { head: 'What it says', width: 36 },
        { head: 'By', width: 13 },
        { head: 'Hash', width: 9 },
      ],
      [...lines.map((line) => row(line, String(line.seq))), ...movedHere.map((line) => row(line, 'moved'))],
      style.small,
    ),
    stack([], { marginTop: 6 }),
    pair('Hash of the log', session.head === '' ? 'None: the log is empty' : session.head),
    pair(
      'How to check it',
      'On the server, “racemic audit verify” follows the chain from its first fact and says whether it is whole. A record printed from the same log ends with the same hash.',
    ),
    ...(hasCodes(everyText(dossier))
      ? [
          pair(
            'Letters',
            'Some letters have no shape in the print fonts. They stand as their Unicode number, as in [U+674E]; the record itself holds them as they were written.',
          ),
        ]
      : []),
  ]);
}

const everyText = ({ lines, patient, clinic, names, allergies }: Dossier): string =>
  JSON.stringify([lines.map(({ event }) => event?.data), patient, clinic.name, [...names.values()], allergies]);
