/**
 * Names under which connections keep the plans of statements: a statement that comes again is not read and planned
 * again. Only the first few hundred that repeat get one: statements put together from what someone typed differ each
 * time, and each kept plan costs memory in every connection.
 */
const most = 250;
const names = new Map<string, string>();
/** Seen once; forgotten together when they are many. */
let once = new Set<string>();

export function statementName(sql: string): string | undefined {
  const name = names.get(sql);
  if (name !== undefined || names.size >= most) return name;
  if (!once.has(sql)) {
    if (once.size >= 2_000) once = new Set();
    once.add(sql);
    return undefined;
  }
  once.delete(sql);
  const made = `s${names.size + 1}`;
  names.set(sql, made);
  return made;
}
