import type { RegisterLine } from './questions.actions.ts';

/** A cell that a spreadsheet would run as a formula begins with an apostrophe. */
function cell(value: string | number | null): string {
  if (value === null) return '';
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const columns: readonly [string, (line: RegisterLine) => string | number | null][] = [
  ['row', (line) => line.id],
  ['number at location and product', (line) => line.seq],
  ['happened (UTC)', (line) => line.happenedAt.toISOString()],
  ['recorded (UTC)', (line) => line.recordedAt.toISOString()],
  ['event', (line) => line.kind],
  ['location', (line) => line.locationName],
  ['product', (line) => line.productName],
  ['NDC', (line) => line.ndc],
  ['lot', (line) => line.lot],
  ['serial', (line) => line.serial],
  ['expires', (line) => line.expiresOn],
  ['in (ug)', (line) => line.inUg],
  ['in (uL)', (line) => line.inUl],
  ['out (ug)', (line) => line.outUg],
  ['out (uL)', (line) => line.outUl],
  ['drawn, change (ug)', (line) => line.drawnUg],
  ['drawn, change (uL)', (line) => line.drawnUl],
  ['beyond what was there, or counted less expected (ug)', (line) => line.beyondUg],
  ['in this container after (ug)', (line) => line.itemAfterUg],
  ['in this container after (uL)', (line) => line.itemAfterUl],
  ['balance of location and product after (ug)', (line) => line.afterUg],
  ['balance of location and product after (uL)', (line) => line.afterUl],
  ['drawn and unaccounted after (ug)', (line) => line.outAfterUg],
  ['patient number', (line) => line.patientNumber],
  ['patient', (line) => line.patientName],
  ['address', (line) => line.patientAddress],
  ['session', (line) => line.sessionId],
  ['order', (line) => line.orderId],
  ['by', (line) => line.actorName],
  ['second person', (line) => line.witnessName],
  ['from or to', (line) => line.counterpart],
  ['document', (line) => line.document],
  ['reason', (line) => line.reason],
];

/** The register as a table that any spreadsheet opens; the oldest row first. */
export function csvOf(lines: readonly RegisterLine[], of: { clinic: string; timeZone: string }): string {
  const head = columns.map(([name]) => cell(name)).join(',');
  const body = lines.map((line) => columns.map(([, read]) => cell(read(line))).join(','));
  return [`${cell(`Register of ${of.clinic}`)},${cell(`local time ${of.timeZone}`)}`, head, ...body, ''].join('\r\n');
}
