import { type Basis, provenances } from './sources.ts';

/**
 * One entry of the list a medical director signs: where it stands in the medicine, what it says, who stands behind it.
 *
 * `value` is what hangs on this source and on no nearer one: the value, or the rows, or the parameters of a model. An
 * empty slot has null there and says why.
 */
export type Listed = Basis & {
  readonly id: string;
  readonly what: string;
  readonly value: unknown;
  /** UCUM, '1' for a pure number; empty where the names of the parts carry their units. */
  readonly unit: string;
  readonly empty?: string;
};

type Plain = Readonly<Record<string, unknown>>;

const isPlain = (value: unknown): value is Plain => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const made: unknown = Object.getPrototypeOf(value);
  // A module's namespace has no prototype at all.
  return made === Object.prototype || made === null;
};

const isDate = (value: unknown) => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);

/** Whether something says where it comes from; what says it only in part is refused by a test. */
export const saysSource = (value: unknown): value is Plain & Basis => isPlain(value) && 'provenance' in value;

/** What a source leaves unsaid: an empty list is a whole source. */
export function faultsOf(of: Plain): string[] {
  const provenance: readonly unknown[] = provenances;
  return [
    ...(provenance.includes(of.provenance) ? [] : ['provenance']),
    ...(typeof of.source === 'string' && of.source.trim().length > 3 ? [] : ['source']),
    ...(isDate(of.checkedOn) ? [] : ['checkedOn']),
    ...(typeof of.verified === 'boolean' ? [] : ['verified']),
    ...('value' in of && (typeof of.unit !== 'string' || of.unit === '') ? ['unit'] : []),
    ...('value' in of && of.value === undefined && typeof of.empty !== 'string' ? ['empty'] : []),
  ];
}

const said = ['provenance', 'source', 'checkedOn', 'verified', 'what', 'unit', 'empty'];

/** Everything below a source that does not name one of its own; functions and schemas hold no figures. */
function figuresOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((part) => !saysSource(part) && isFigure(part)).map(figuresOf);
  if (!isPlain(value)) return value;
  const parts = Object.entries(value).filter(([, part]) => !saysSource(part) && isFigure(part));
  return Object.fromEntries(parts.map(([name, part]) => [name, figuresOf(part)]));
}

const isFigure = (value: unknown) =>
  Array.isArray(value) || isPlain(value) || ['number', 'string', 'boolean', 'bigint'].includes(typeof value);

/** A value alone is that value, rows alone are those rows; what has more to it is shown with its names. */
function shownOf(of: Plain): unknown {
  const figures = Object.fromEntries(
    Object.entries(of).filter(([name, part]) => !said.includes(name) && isFigure(part) && !saysSource(part)),
  );
  const [only, ...more] = Object.keys(figures);
  if (only === undefined) return null;
  return more.length === 0 && (only === 'value' || only === 'rows') ? figuresOf(figures[only]) : figuresOf(figures);
}

/** What a person would call a part: its own sentence, or where it stands and its name. */
function nameOf(of: Plain, above: string, at: string): string {
  if (typeof of.what === 'string') return of.what;
  const name = [of.name, of.title, of.label, of.rule, of.event, of.id, at].find((part) => typeof part === 'string');
  return above === '' ? String(name) : `${above}: ${String(name)}`;
}

/** Every source among the exports of a room, in the order of its names. Each is listed once, under its first name. */
export function sourcesIn(room: string, exported: Plain): Listed[] {
  const listed: Listed[] = [];
  const seen = new Set<object>();
  const visit = (value: unknown, id: string, above: string): void => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    if (!Array.isArray(value) && !isPlain(value)) return;
    seen.add(value);
    let name = above;
    if (saysSource(value)) {
      const { provenance, source, checkedOn, verified, unit, empty } = value;
      name = nameOf(value, above, id.split('.').at(-1) ?? id);
      listed.push({
        id,
        what: name,
        value: shownOf(value),
        unit: typeof unit === 'string' ? unit : '',
        ...(typeof empty === 'string' ? { empty } : {}),
        provenance,
        source,
        checkedOn,
        verified,
      });
    }
    const parts = Array.isArray(value) ? value.map((part, at) => [String(at), part] as const) : Object.entries(value);
    for (const [key, part] of parts) visit(part, `${id}.${key}`, name);
  };
  for (const [name, value] of Object.entries(exported).sort(([a], [b]) => (a < b ? -1 : 1)))
    visit(value, `${room}.${name}`, '');
  return listed;
}
