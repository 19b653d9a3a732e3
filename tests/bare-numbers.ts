/**
 * Bare numbers in the medicine, found in the syntax tree.
 *
 * A figure stands inside `sourced(…)`, `table(…)` or `slot(…)`, or in an object that names its source. What is left are
 * the numbers of arithmetic itself: nothing, one, two, the decimal places, minutes and hours, the size of a list.
 */
import { Visitor } from 'oxc-parser';
import { parse, type SourceFile } from './imports.ts';

/** Counting, halves and squares, per cent, thousands, minutes in an hour, hours in a day, days in a week. */
const ofArithmetic = new Set([0, 1, 2, 3, 10, 100, 1_000, 60, 24, 7, 1e6, 1e9]);
const makers = new Set(['sourced', 'table', 'slot']);
/** How big what is typed may be, how many places are shown: no clinical figure. */
const ofShape = new Set(['max', 'min', 'length', 'toFixed', 'toPrecision', 'slice', 'padStart', 'at']);
/** Our own makers of such fields: a text of so many letters, a whole number of a form. */
const ofForms = new Set(['text', 'typedText', 'line', 'whole', 'threeDecimals']);
const bases = new Set(['label', 'guideline', 'trial', 'practice', 'projectDefault', 'basisOf']);

type Span = { start: number; end: number };

export function bareNumbersOf(file: SourceFile): string[] {
  const within: Span[] = [];
  const numbers: (Span & { value: number })[] = [];
  new Visitor({
    CallExpression(node) {
      const { callee } = node;
      if (callee.type === 'Identifier' && (makers.has(callee.name) || ofForms.has(callee.name))) within.push(node);
      if (callee.type === 'MemberExpression' && !callee.computed && ofShape.has(callee.property.name))
        within.push(...node.arguments);
    },
    ObjectExpression(node) {
      const says = node.properties.some((property) => {
        if (property.type === 'SpreadElement') {
          const { argument } = property;
          return (
            argument.type === 'CallExpression' &&
            argument.callee.type === 'Identifier' &&
            bases.has(argument.callee.name)
          );
        }
        return (
          !property.computed &&
          property.key.type === 'Identifier' &&
          ['source', 'provenance'].includes(property.key.name)
        );
      });
      if (says) within.push(node);
    },
    Literal(node) {
      if (typeof node.value === 'number') numbers.push({ start: node.start, end: node.end, value: node.value });
    },
  }).visit(parse(file).program);
  return numbers
    .filter(({ value }) => !ofArithmetic.has(value))
    .filter(({ start, end }) => !within.some((span) => span.start <= start && end <= span.end))
    .map(({ start }) => {
      const line = file.text.slice(0, start).split('\n').length;
      return `${file.path}:${line} ${file.text.split('\n')[line - 1]?.trim()}`;
    });
}
