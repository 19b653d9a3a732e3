/** Who signed for it, over which state of the log; or that nobody has. */
import type { ReactElement } from 'react';
import { plainSaid } from '#clinical/session/session.ts';
import type { Dossier } from './dossier.ts';
import { pair, say, section, whole } from './session-document-parts.ts';
import { style } from './session-document-style.ts';
import type { Words } from './session-document-words.ts';

export function signaturesPart({ record, agenda, lines }: Dossier, words: Words): ReactElement {
  const { signatures, afterSigning } = record;
  const parts = signatures.map((signature) => {
    const covered = lines.find(({ hash }) => hash === signature.data.head);
    return whole(
      [
        say(
          `${signature.kind === 'signed' ? 'Signed' : 'Countersigned'} by ${words.who(signature.by)}, ${words.day(signature.atMs)} ${words.clock(signature.atMs)}`,
          style.strong,
        ),
        say(`“${signature.data.meaning}”`),
        say(
          covered === undefined
            ? `Over log ${signature.data.head}: no state of this log has this hash.`
            : `Over the log up to fact ${covered.seq}: ${signature.data.head}`,
          style.under,
        ),
        say(words.late(signature), style.under),
      ],
      style.box,
    );
  });
  return section(
    'Signatures',
    [
      ...(signatures.some(({ kind }) => kind === 'signed')
        ? []
        : [
            say('Not signed: draft. This is a view of what is written down so far.', style.strong),
            ...(agenda.toSign.length === 0
              ? [say('Nothing that the program knows of is open before signing.')]
              : [pair('Open', agenda.toSign.map(({ says }) => plainSaid(says)).join(' '))]),
          ]),
      ...parts,
      ...(afterSigning.length === 0
        ? []
        : [
            say(
              `${afterSigning.length} ${afterSigning.length === 1 ? 'fact was' : 'facts were'} written after the newest signature, which does not cover ${afterSigning.length === 1 ? 'it' : 'them'}: marked “after” in the log.`,
              { ...style.strong, marginTop: 6 },
            ),
          ]),
    ],
    '',
  );
}
