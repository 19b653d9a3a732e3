/** The few shapes that the printed record is put together from. */
import { Text, View } from '@react-pdf/renderer';
import { createElement, type ReactElement, type ReactNode } from 'react';
import { printable } from './session-document-letters.ts';
import { style } from './session-document-style.ts';

export type Part = ReactElement | undefined;
type Looks = (typeof style)[keyof typeof style] | Looks[] | { [key: string]: string | number };

/** Every text goes through here: what has no shape in the fonts is printed as its code. */
export const say = (text: string, looks?: Looks): ReactElement =>
  createElement(Text, looks === undefined ? {} : { style: looks }, printable(text));

export const stack = (children: readonly ReactNode[], looks?: Looks): ReactElement =>
  createElement(View, looks === undefined ? {} : { style: looks }, ...children);

/** Stays in one piece where a page ends. */
export const whole = (children: readonly ReactNode[], looks?: Looks): ReactElement =>
  createElement(View, { wrap: false, ...(looks === undefined ? {} : { style: looks }) }, ...children);

/** A heading keeps the beginning of what follows with it. */
export const heading = (text: string): ReactElement =>
  createElement(View, { minPresenceAhead: 48, style: style.heading }, say(text));

/** A part of the record; with nothing in it, it says so. */
export const section = (title: string, parts: readonly Part[], nothing: string): ReactElement => {
  const there = parts.filter((part) => part !== undefined);
  return stack([heading(title), ...(there.length === 0 ? [say(nothing, style.soft)] : there)]);
};

/** As a section, on a page of its own. */
export const appendix = (title: string, parts: readonly Part[]): ReactElement =>
  createElement(View, { break: true }, section(title, parts, ''));

export const pair = (label: string, value: string, looks?: Looks): ReactElement =>
  whole([say(label, style.label), stack([say(value, looks)], style.value)], style.pair);

export type Column = { readonly head: string; readonly width: number; readonly align?: 'right' | 'center' };

const cellLooks = ({ width, align }: Column) => ({
  width: `${width}%`,
  textAlign: align ?? 'left',
  paddingRight: align === 'right' ? 6 : 4,
});

export type Row = {
  readonly cells: readonly (string | ReactElement)[];
  readonly under?: readonly (string | ReactElement)[];
};

/** Columns in per cent of the width; under a row goes what is said of it in words. */
export function table(columns: readonly Column[], rows: readonly Row[], looks?: Looks): ReactElement {
  const head = createElement(
    View,
    { style: style.tableHead, minPresenceAhead: 24, fixed: true },
    ...columns.map((column) => say(column.head, cellLooks(column))),
  );
  return stack(
    [
      head,
      ...rows.map(({ cells, under = [] }) =>
        whole(
          [
            stack(
              columns.map((column, at) => {
                const cell = cells[at] ?? '';
                return typeof cell === 'string' ? say(cell, cellLooks(column)) : stack([cell], cellLooks(column));
              }),
              style.row,
            ),
            ...under
              .filter((text) => text !== '')
              .map((text) => (typeof text === 'string' ? say(text, style.under) : text)),
          ],
          style.tableRow,
        ),
      ),
    ],
    { marginTop: 3, ...looks },
  );
}
