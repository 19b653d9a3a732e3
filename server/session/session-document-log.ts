/** Last in the record: the whole log, fact by fact, in the order in which the server kept it, with its chain of hashes. */
import type { ReactElement } from 'react';
import type { Dossier, LogLine } from './dossier.ts';
import { factInWords } from './session-document-facts.ts';
import { hasCodes } from './session-document-letters.ts';
import { pair, say, section, table } from './session-document-parts.ts';
import { style } from './session-document-style.ts';
import { spaced, type Words } from './session-document-words.ts';

/** Hex digits of a hash that are printed beside a fact: enough to tell two apart by eye. */
const digits = 8;

export function logPart(dossier: Dossier, words: Words): ReactElement {
  const { lines, movedHere, erased, session } = dossier;
  const after = new Set(dossier.record.afterSigning);
  const row = (line: LogLine, place: string) => ({
    cells: [
      place,
      words.seconds(line.atMs),
      words.time(line.enteredMs),
      words.time(line.recordedMs),
      `${spaced(line.kind)}${after.has(line.id) ? ' (after)' : ''}`,
      line.event === undefined ? 'Erased by law' : factInWords(line.event, words),
      words.who(line.by),
      `${line.id.slice(0, 8)}\n${line.hash.slice(0, digits)}`,
    ],
  });
  return section(
    'The log',
    [
      say(
        'Every fact in the order in which the server kept it; nothing is ever changed or removed. Below the beginning of its id stands that of its hash, which covers everything before it.',
        style.under,
      ),
      ...(erased === 0 ? [] : [say(`${erased} erased by law: place and hash stay.`, style.strong)]),
      table(
        [
          { head: '#', width: 4 },
          { head: 'Happened', width: 9 },
          { head: 'Written', width: 8 },
          { head: 'Kept', width: 8 },
          { head: 'Kind', width: 13 },
          { head: 'What it says', width: 32 },
          { head: 'By', width: 16 },
          { head: 'Id, hash', width: 10 },
        ],
        [...lines.map((line) => row(line, String(line.seq))), ...movedHere.map((line) => row(line, 'moved'))],
      ),
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
    ],
    '',
  );
}

const everyText = ({ lines, patient, clinic, names, allergies }: Dossier): string =>
  JSON.stringify([lines.map(({ event }) => event?.data), patient, clinic.name, [...names.values()], allergies]);
