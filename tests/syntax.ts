/** Default exports, by syntax: a thing has one name, the same wherever it is used. */
import { Visitor } from 'oxc-parser';
import { parse, type SourceFile } from './imports.ts';

export function hasDefaultExport(file: SourceFile): boolean {
  let found = false;
  new Visitor({
    ExportDefaultDeclaration() {
      found = true;
    },
    ExportSpecifier(node) {
      if (node.exported.type === 'Identifier' && node.exported.name === 'default') found = true;
    },
    TSExportAssignment() {
      found = true;
    },
  }).visit(parse(file).program);
  return found;
}
