/** The transfer summary as one printed page: the same lines that the tablet prints without a network. */
import { Document, Page, View } from '@react-pdf/renderer';
import { createElement, type ReactElement } from 'react';
import { emergencyCardTable, transferSummary, transferValues } from '#clinical/session/session.ts';
import type { Dossier, TransferDossier } from './dossier.ts';
import type { Paper } from './session-document.ts';
import { pair, say, stack, table } from './session-document-parts.ts';
import { style } from './session-document-style.ts';
import { dateOf, type Words, wordsOf } from './session-document-words.ts';

const sizes = { a4: 'A4', letter: 'LETTER' } as const;
const notKnown = 'not known';

export function transferDocument(dossier: TransferDossier, paper: Paper) {
  const words = wordsOf(dossier);
  const { patient, clinic, printedAtMs } = dossier;
  return createElement(
    Document,
    {
      title: `Transfer summary, chart ${patient.number}`,
      author: clinic.name,
      creator: 'Racemic',
      producer: 'Racemic',
      language: 'en',
      creationDate: new Date(printedAtMs),
      modificationDate: new Date(printedAtMs),
    },
    createElement(
      Page,
      {
        size: sizes[paper],
        style: { ...style.page, paddingTop: 28, paddingBottom: 24, fontSize: 7.5, lineHeight: 1.25 },
      },
      ...head(dossier, words),
      ...body(dossier, words),
    ),
  );
}

function head(dossier: TransferDossier, words: Words): ReactElement[] {
  const { clinic, printedAtMs, printedBy } = dossier;
  return [
    stack(
      [
        say('Transfer summary', style.title),
        say(
          `${clinic.name} · printed ${words.day(printedAtMs)} ${words.clock(printedAtMs)} by ${words.who(printedBy)}`,
        ),
      ],
      style.between,
    ),
    ...(clinic.synthetic
      ? [say('SYNTHETIC: an invented patient in a demonstration clinic. Not a medical record.', style.strong)]
      : []),
  ];
}

const yearsAt = (birthOn: string, atMs: number): number => {
  const on = new Date(atMs).toISOString().slice(0, 10);
  return Number(on.slice(0, 4)) - Number(birthOn.slice(0, 4)) - (on.slice(5) < birthOn.slice(5) ? 1 : 0);
};

const listed = (all: readonly string[]) => (all.length === 0 ? 'none written down' : all.join(', '));

function allergiesOf({ allergies }: Dossier): string {
  if (allergies.length === 0) return notKnown;
  const real = allergies.filter(({ kind }) => kind !== 'no-known-allergies');
  if (real.length === 0) return 'No known allergies';
  return real.map(({ substance, reaction }) => (reaction === '' ? substance : `${substance} (${reaction})`)).join(', ');
}

function body(dossier: TransferDossier, words: Words): ReactElement[] {
  const { patient, record, agenda, printedAtMs, handOver } = dossier;
  const called = dossier.calls.map(({ whom, ...step }) => ({
    ...step,
    whom: whom === null ? undefined : words.who(whom),
  }));
  const of = transferSummary(record, agenda, printedAtMs, called);
  const { contact } = handOver;
  const title = (card: string) => emergencyCardTable.rows.find(({ id }) => id === card)?.title ?? card;
  const by = (who: string | null) => (who === null ? '' : `, ${words.who(who)}`);
  const lines = (
    heading: string,
    all: readonly { atMs: number; says: string; by: string | null }[],
    nothing: string,
    exact = true,
  ) =>
    part(
      heading,
      all.length === 0
        ? [say(nothing, style.soft)]
        : all.map(({ atMs, says, by: who }) =>
            say(`${exact ? words.exact(atMs) : words.time(atMs)}  ${says}${by(who)}`),
          ),
    );
  return [
    stack(
      [
        pair(
          'Patient',
          `${patient.familyName}, ${patient.givenName}, born ${dateOf(patient.birthOn)}, ${yearsAt(patient.birthOn, printedAtMs)} years, chart ${patient.number}, ${patient.sexForClinicalUse}`,
          style.strong,
        ),
        pair('Allergies', allergiesOf(dossier)),
        pair(
          'Medicines',
          listed(
            handOver.medicines.map(({ name, dose, frequency }) =>
              [name, dose, frequency].filter((text) => text !== '').join(' '),
            ),
          ),
        ),
        pair('Conditions', listed(handOver.problems.map(({ name }) => name))),
        pair('Contact', contact === null ? notKnown : `${contact.name} (${contact.relation}), ${contact.phone}`),
        pair('Escort', of.escort ?? notKnown),
        pair('Weight', of.weight ?? 'not weighed in this session'),
        pair('Food, drink', of.fasting ?? notKnown),
        pair(
          'Dissociation',
          of.dissociation.length === 0
            ? notKnown
            : of.dissociation.map(({ atMs, says }) => `${says} (${words.time(atMs)})`).join('; '),
        ),
      ],
      { marginTop: 3 },
    ),
    columns(
      part(
        'Why',
        of.emergencies.length === 0
          ? [say('No emergency card was opened.', style.soft)]
          : of.emergencies.map(({ card, atMs, closed }) =>
              say(
                `${words.exact(atMs)}  ${title(card)}: ${closed === undefined ? 'still open' : `closed ${words.time(closed.atMs)}. ${closed.outcome}`}`,
              ),
            ),
      ),
      lines('Who was called', of.calls, 'No call is written down.'),
    ),
    lines('What was given', of.given, 'Nothing was given.'),
    part('Readings: before the dose, the last 30 minutes, lowest and highest of the session', [readings(of, words)]),
    columns(
      lines('What was done', of.done, 'Nothing is written down.'),
      lines(
        'Side effects',
        of.sideEffects.map((one) => ({ ...one, says: one.isOpen ? `${one.says}, goes on` : one.says })),
        'None is written down.',
        false,
      ),
    ),
    ...(of.left > 0
      ? [say(`${of.left} older lines did not fit on this page; they stand in the record.`, style.strong)]
      : []),
    say('Times are those of the clinic. “–” was not taken. The whole record stays with the clinic.', {
      ...style.soft,
      marginTop: 5,
    }),
  ];
}

const part = (heading: string, children: readonly ReactElement[]): ReactElement =>
  stack([say(heading, { fontSize: 8.5, fontWeight: 600, marginTop: 5, marginBottom: 1 }), ...children]);

const columns = (left: ReactElement, right: ReactElement): ReactElement =>
  createElement(
    View,
    { style: { flexDirection: 'row', gap: 14 } },
    stack([left], { width: '58%' }),
    stack([right], { width: '40%' }),
  );

function readings(of: ReturnType<typeof transferSummary>, words: Words): ReactElement {
  const row = (label: string, reading: (typeof of.readings)[number] | undefined) => ({
    cells: [label, ...transferValues.map(({ name }) => String(reading?.data[name] ?? '–'))],
  });
  const extreme = (label: string, which: 'low' | 'high') => ({
    cells: [
      label,
      ...transferValues.map(({ name }) => {
        const found = of.extremes.find((one) => one.name === name)?.[which];
        return found === undefined ? '–' : `${found.value} (${words.time(found.atMs)})`;
      }),
    ],
  });
  return table(
    [
      { head: 'Time', width: 16 },
      ...transferValues.map(({ says, unit }) => ({ head: `${says}\n${unit}`, width: 14, align: 'right' as const })),
    ],
    [
      row(of.baseline === undefined ? 'Before: not taken' : `Before, ${words.time(of.baseline.atMs)}`, of.baseline),
      ...of.readings.map((reading) => row(words.time(reading.atMs), reading)),
      extreme('Lowest', 'low'),
      extreme('Highest', 'high'),
    ],
  );
}
