/** What a source file reaches for, read with a parser: every form an import can take. */
import { dirname, join } from 'node:path/posix';
import { type ParseResult, parseSync, Visitor } from 'oxc-parser';

/** A file as the rules see it: its path from the root of the repository, and its text. */
export type SourceFile = { path: string; text: string };

export type Arrow = {
  from: string;
  /** A path from the root, or the name of a package. */
  to: string;
  /** As written. */
  wish: string;
  form: Form;
  /** Gone when the program runs. `import { type X }` is not: Node and the browser still load what it names. */
  typeOnly: boolean;
};

export type Form =
  | 'import'
  | 'import type'
  | 'inline types only'
  | 'import for effect'
  | 'import()'
  | 'import() in a type'
  | 'import = require'
  | 'require'
  | 'export from'
  | 'export type from'
  | 'export * from'
  | 'mock';

/** An import whose name is only known while running: no rule can judge it. */
export type Computed = { from: string; text: string };

export type Imports = { arrows: Arrow[]; computed: Computed[] };

export function parse(file: SourceFile): ParseResult {
  const result = parseSync(file.path, file.text);
  const [error] = result.errors;
  if (error !== undefined) throw new Error(`${file.path} cannot be read: ${error.message}`);
  return result;
}

/** Paths start at the root whichever way they were written; a package is its name without the path inside. */
function target(from: string, wish: string): string {
  const [bare = wish] = wish.split('?');
  if (bare.startsWith('#')) return bare.slice(1);
  if (bare.startsWith('.')) return join(dirname(from), bare);
  if (bare.startsWith('node:') || bare.startsWith('/')) return bare;
  return bare
    .split('/')
    .slice(0, bare.startsWith('@') ? 2 : 1)
    .join('/');
}

type Literal = {
  type: string;
  value?: unknown;
  quasis?: { value: { cooked: string | null } }[];
  expressions?: unknown;
};

/** `'x'` and `` `x` `` are known before the program runs. */
function known(source: Literal | undefined): string | undefined {
  if (source?.type === 'Literal' && typeof source.value === 'string') return source.value;
  const whole = source?.type === 'TemplateLiteral' && source.quasis?.length === 1;
  return whole ? (source.quasis?.[0]?.value.cooked ?? undefined) : undefined;
}

const mockers = new Set(['mock', 'doMock']);

export function importsOf(file: SourceFile): Imports {
  const arrows: Arrow[] = [];
  const computed: Computed[] = [];
  const arrow = (wish: string, form: Form, typeOnly = false) =>
    arrows.push({ from: file.path, to: target(file.path, wish), wish, form, typeOnly });
  const either = (source: Literal | undefined, form: Form, span: { start: number; end: number }) => {
    const wish = known(source);
    if (wish === undefined) computed.push({ from: file.path, text: file.text.slice(span.start, span.end) });
    else arrow(wish, form);
  };
  const inlineTypesOnly = (kinds: (string | undefined)[]) => kinds.length > 0 && kinds.every((kind) => kind === 'type');

  new Visitor({
    ImportDeclaration(node) {
      const kinds = node.specifiers.map((one) => (one.type === 'ImportSpecifier' ? one.importKind : 'value'));
      if (node.importKind === 'type') arrow(node.source.value, 'import type', true);
      else if (inlineTypesOnly(kinds)) arrow(node.source.value, 'inline types only');
      else arrow(node.source.value, kinds.length === 0 ? 'import for effect' : 'import');
    },
    ExportNamedDeclaration(node) {
      if (node.source === null) return;
      const kinds = node.specifiers.map((one) => one.exportKind);
      if (node.exportKind === 'type') arrow(node.source.value, 'export type from', true);
      else arrow(node.source.value, inlineTypesOnly(kinds) ? 'inline types only' : 'export from');
    },
    ExportAllDeclaration(node) {
      const typeOnly = node.exportKind === 'type';
      arrow(node.source.value, typeOnly ? 'export type from' : 'export * from', typeOnly);
    },
    ImportExpression(node) {
      either(node.source, 'import()', node);
    },
    TSImportType(node) {
      arrow(node.source.value, 'import() in a type', true);
    },
    TSImportEqualsDeclaration(node) {
      if (node.moduleReference.type !== 'TSExternalModuleReference') return;
      arrow(node.moduleReference.expression.value, 'import = require', node.importKind === 'type');
    },
    CallExpression(node) {
      const { callee } = node;
      const member = callee.type === 'MemberExpression' && !callee.computed ? callee : undefined;
      const plain = callee.type === 'Identifier' && callee.name === 'require';
      const resolves =
        member?.property.name === 'resolve' && member.object.type === 'Identifier' && member.object.name === 'require';
      if (plain || resolves) either(node.arguments[0], 'require', node);
      const mocks =
        member?.object.type === 'Identifier' && member.object.name === 'vi' && mockers.has(member.property.name);
      if (mocks && node.arguments[0]?.type !== 'ImportExpression') either(node.arguments[0], 'mock', node);
    },
  }).visit(parse(file).program);
  return { arrows, computed };
}
