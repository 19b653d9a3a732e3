/** The printed record of a session, page by page. Nothing in it is worked out here that the tablet works out elsewhere. */
import { Document, Page, Text, View } from '@react-pdf/renderer';
import { createElement, type ReactElement } from 'react';
import { lateEntry, type SessionRoute } from '#clinical/session/session.ts';
import type { Dossier } from './dossier.ts';
import { changesPart } from './session-document-changes.ts';
import { chartPart } from './session-document-chart.ts';
import { dosePart, orderPart } from './session-document-dose.ts';
import { happeningsPart } from './session-document-happenings.ts';
import { leavingPart } from './session-document-leaving.ts';
import { printable } from './session-document-letters.ts';
import { logPart } from './session-document-log.ts';
import { pair, say, stack } from './session-document-parts.ts';
import { readingsPart } from './session-document-readings.ts';
import { signaturesPart } from './session-document-signatures.ts';
import { startPart } from './session-document-start.ts';
import { style } from './session-document-style.ts';
import { dateOf, shortHash, type Words, wordsOf } from './session-document-words.ts';

export const papers = ['a4', 'letter'] as const;
export type Paper = (typeof papers)[number];
/** Height in points beside the name by which the writer knows it. */
const sizes = { a4: { name: 'A4', height: 841.89 }, letter: { name: 'LETTER', height: 792 } } as const;
const footerFromBottom = 42;

export function sessionDocument(dossier: Dossier, paper: Paper) {
  const words = wordsOf(dossier);
  const { patient, clinic, printedAtMs } = dossier;
  return createElement(
    Document,
    {
      title: `Session of ${words.ofSession}, chart ${patient.number}`,
      author: clinic.name,
      creator: 'Racemic',
      producer: 'Racemic',
      language: 'en',
      creationDate: new Date(printedAtMs),
      modificationDate: new Date(printedAtMs),
    },
    createElement(
      Page,
      { size: sizes[paper].name, style: style.page, experimentalPagination: true },
      header(dossier, words),
      footer(dossier, words, sizes[paper].height - footerFromBottom),
      beginning(dossier, words),
      orderPart(dossier, words),
      startPart(dossier, words),
      dosePart(dossier, words),
      chartPart(dossier, words),
      readingsPart(dossier, words),
      ...happeningsPart(dossier, words),
      leavingPart(dossier, words),
      ...changesPart(dossier, words),
      signaturesPart(dossier, words),
      logPart(dossier, words),
    ),
  );
}

const isSigned = ({ record }: Dossier) => record.signatures.some(({ kind }) => kind === 'signed');

function stateOf(dossier: Dossier): string {
  if (!isSigned(dossier)) return 'Not signed: draft';
  return dossier.record.afterSigning.length === 0 ? 'Signed' : 'Signed; changed after signing';
}

function header(dossier: Dossier, words: Words): ReactElement {
  const { patient, clinic } = dossier;
  const name = `${patient.familyName}, ${patient.givenName}`;
  return createElement(
    View,
    { fixed: true, style: style.header },
    stack([say(name, style.strong), say(stateOf(dossier), style.strong)], style.between),
    stack(
      [
        say(`Born ${dateOf(patient.birthOn)} · chart ${patient.number}`),
        say(`${clinic.name} · session of ${words.ofSession}`),
      ],
      style.between,
    ),
    ...(clinic.synthetic
      ? [say('SYNTHETIC: an invented patient in a demonstration clinic. Not a medical record.', style.strong)]
      : []),
  );
}

function footer(dossier: Dossier, words: Words, top: number): ReactElement {
  const { session, printedAtMs } = dossier;
  return createElement(
    View,
    { fixed: true, style: { ...style.footer, top } },
    say(`Log ${session.head === '' ? 'empty' : shortHash(session.head)}`),
    say(`Printed ${words.day(printedAtMs)} ${words.clock(printedAtMs)} by ${words.who(dossier.printedBy)}`),
    createElement(Text, {
      render: ({ pageNumber, totalPages }) => printable(`Page ${pageNumber} of ${totalPages}`),
    }),
  );
}

const titles: Readonly<Record<SessionRoute, string>> = {
  iv: 'intravenous infusion',
  im: 'intramuscular injection',
  sc: 'subcutaneous injection',
  'intranasal-esketamine': 'nasal esketamine',
  'intranasal-racemic': 'nasal ketamine',
  oral: 'ketamine by mouth',
  sublingual: 'ketamine under the tongue',
};

function beginning(dossier: Dossier, words: Words): ReactElement {
  const { patient, allergies, clinic, session, record, agenda, lines, erased } = dossier;
  return stack([
    say(`Treatment session: ${titles[agenda.dosing.route]}`, style.title),
    say(
      `All times are those of the clinic (${clinic.timeZone}, ${words.zone}), 24 hours. They say when something happened; where it was written or kept more than ${lateEntry.value} minutes later, that is said beside it.`,
      style.soft,
    ),
    stack(
      [
        pair(
          'Patient',
          `${patient.givenName} ${patient.familyName}, born ${dateOf(patient.birthOn)}, chart ${patient.number}, ${patient.sexForClinicalUse}`,
        ),
        pair('Allergies', allergiesSay(allergies)),
        pair('Planned', `${words.day(session.plannedAtMs)} ${words.clock(session.plannedAtMs)}`),
        pair(
          'Arrived',
          record.arrived ? `${words.time(record.arrived.atMs)} · ${words.who(record.arrived.by)}` : 'Not written down',
        ),
        pair('State', `${agenda.phaseSays}. ${stateOf(dossier)}.`),
        pair(
          'Log',
          `${lines.length} facts${erased === 0 ? '' : `, of which ${erased} erased by law: their place and hash stay, what they said does not`}`,
        ),
      ],
      { marginTop: 6 },
    ),
  ]);
}

function allergiesSay(allergies: Dossier['allergies']): string {
  if (allergies.length === 0) return 'Not known: nobody has asked or written them down';
  return allergies
    .map(({ kind, substance, reaction }) =>
      kind === 'no-known-allergies' ? 'No known allergies' : `${substance}${reaction === '' ? '' : ` (${reaction})`}`,
    )
    .join('; ');
}
