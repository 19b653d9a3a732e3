import type { KeyObject } from 'node:crypto';
import { readLines } from './anchor-file.ts';
import { type AnchorLine, lineHash, readAnchor } from './anchor-line.ts';

/** What an anchor file says about itself, before any chain is looked at. */
export type AnchorSurvey = {
  lines: number;
  last: AnchorLine | undefined;
  /** What the first line is, and its hash: the trail knows with which line its anchors began. */
  first: { kind: AnchorLine['kind']; at: string; hash: string } | undefined;
  /** A later line says that the database was put back to this number: anchors above it are lawfully gone. */
  restores: { line: number; at: string; seq: number }[];
  wrong: { line: number; why: string } | undefined;
};

/** Reads the whole file once: every signature, and that each line follows the one before it. Keeps one line in memory. */
export async function surveyAnchors(
  path: string,
  clinicId: string,
  trusted: ReadonlyMap<string, KeyObject>,
): Promise<AnchorSurvey> {
  const survey: AnchorSurvey = { lines: 0, last: undefined, first: undefined, restores: [], wrong: undefined };
  let previous: string | null = null;
  for await (const { text, whole } of readLines(path)) {
    // Torn by a power cut before it was acknowledged: the next anchor cuts it away.
    if (!whole) break;
    const number = survey.lines + 1;
    const why = whatIsWrong(text, previous, clinicId, survey.last, trusted);
    if (typeof why === 'string') return { ...survey, wrong: { line: number, why } };
    if (why.kind === 'restored') survey.restores.push({ line: number, at: why.at, seq: why.seq });
    survey.first ??= { kind: why.kind, at: why.at, hash: lineHash(text) };
    survey.lines = number;
    survey.last = why;
    previous = lineHash(text);
  }
  return survey;
}

function whatIsWrong(
  text: string,
  previous: string | null,
  clinicId: string,
  last: AnchorLine | undefined,
  trusted: ReadonlyMap<string, KeyObject>,
): AnchorLine | string {
  const reading = readAnchor(text, trusted);
  if ('wrong' in reading) return reading.wrong;
  const { line } = reading;
  if (line.clinic !== clinicId) return 'belongs to another clinic';
  if (line.prev !== previous) return 'does not follow the line before it: a line was taken out, put in or altered';
  if (line.kind === 'head' && last !== undefined && line.seq < last.seq)
    return `saw ${line.seq} links where the anchor before it saw ${last.seq}: the end was cut off, or an older copy was put back`;
  return line;
}

/** The anchors that the chain must still agree with, in rising order of their number. Second reading of the file. */
export async function* bindingAnchors(
  path: string,
  survey: AnchorSurvey,
): AsyncGenerator<AnchorLine & { line: number }> {
  let number = 0;
  for await (const { text } of readLines(path)) {
    number += 1;
    if (number > survey.lines) return;
    const reading: AnchorLine = JSON.parse(text);
    const ceiling = Math.min(...survey.restores.filter((r) => r.line > number).map((r) => r.seq));
    if (reading.seq > 0 && reading.seq <= ceiling) yield { ...reading, line: number };
  }
}
