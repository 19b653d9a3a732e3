/** What was given at once, by needle, nose or mouth: each dose with its moment, and how long was waited or held. */
import type { ReactElement } from 'react';
import type { Stamp } from '#clinical/session/session.ts';
import type { Dossier } from './dossier.ts';
import { pair, section, table } from './session-document-parts.ts';
import { capital, mg, mgPerMl, ml, spaced, type Words } from './session-document-words.ts';

type Row = { readonly of: Stamp; readonly what: string; readonly detail: string; readonly under: readonly string[] };

/** “5:24” */
const minutes = (ms: number): string => {
  const seconds = Math.floor(ms / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};

const lotOf = ({ lot }: { readonly lot?: string | undefined }) =>
  lot === undefined ? 'lot not written down' : `lot ${lot}`;

function rowsOf({ record }: Dossier, words: Words): Row[] {
  const { injections, devices, sprays, mouthDoses } = record;
  const measured = (data: { volumeUl: number; concentrationUgPerMl: number }) =>
    `${ml(data.volumeUl)} of ${mgPerMl(data.concentrationUgPerMl)}`;
  const rows: Row[] = [
    ...injections.map(({ data, ...of }) => ({
      of,
      what: `${capital(data.drug)} ${mg(data.doseUg)} ${data.route === 'im' ? 'into a muscle' : 'under the skin'}`,
      detail: `${spaced(data.site)}, ${measured(data)}, ${lotOf(data)}`,
      under: [],
    })),
    ...devices.map(({ data, ...of }, at) => {
      const before = devices[at - 1];
      return {
        of,
        what: `Device ${data.number}: ${data.drug} ${mg(data.doseUg)}`,
        detail: [
          lotOf(data),
          ...(data.noseBlown === undefined ? [] : [data.noseBlown ? 'nose blown' : 'nose not blown']),
          ...(data.headReclined === undefined ? [] : [data.headReclined ? 'head reclined' : 'head not reclined']),
        ].join(', '),
        under: before === undefined ? [] : [`${minutes(of.atMs - before.atMs)} min after the device before it`],
      };
    }),
    ...sprays.map(({ data, ...of }) => ({
      of,
      what: `${capital(data.drug)} ${mg(data.doseUg)} into the nose`,
      detail: `${measured(data)}, ${lotOf(data)}`,
      under: [],
    })),
    ...mouthDoses.map(({ data, ended, heldMs, ...of }) => ({
      of,
      what: `${capital(data.drug)} ${mg(data.doseUg)} ${data.route === 'oral' ? 'into the mouth, to swallow' : 'under the tongue'}`,
      detail: `${data.units === undefined ? '' : `${data.units} `}${spaced(data.form)}, ${lotOf(data)}`,
      under: [
        ended === undefined || heldMs === undefined
          ? 'NOT written down whether it was swallowed or spat out'
          : `${ended.how === 'spat' ? 'Spat out' : 'Swallowed'} at ${words.time(ended.atMs)}, held for ${minutes(heldMs)} min · ${words.who(ended.by)}`,
      ],
    })),
  ];
  return rows.sort((a, b) => a.of.atMs - b.of.atMs);
}

/** Nothing is printed where the pump gave all there was. */
export function givenPart(dossier: Dossier, words: Words): ReactElement[] {
  const rows = rowsOf(dossier, words);
  if (rows.length === 0) return [];
  const { dosing } = dossier.agenda;
  const zero = dosing.startedAtMs;
  return [
    section(
      'Doses given',
      [
        pair('Given', `${mg(dosing.givenUg)} in this session.`),
        table(
          [
            { head: 'Time', width: 10 },
            { head: 'min', width: 7, align: 'right' },
            { head: 'Dose', width: 33 },
            { head: 'How', width: 28 },
            { head: 'By', width: 22 },
          ],
          rows.map(({ of, what, detail, under }) => ({
            cells: [
              words.time(of.atMs),
              zero === undefined ? '' : String(Math.round((of.atMs - zero) / 60_000)),
              what,
              detail,
              words.who(of.by),
            ],
            under: [...under, words.late(of)],
          })),
        ),
      ],
      '',
    ),
  ];
}
