import { createElement, Fragment, type ReactNode } from 'react';
import { en } from './text.en.ts';

type Dictionary = typeof en;
export type TextKey = keyof Dictionary;

type Names<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;
type NamesOf<Key extends TextKey> = Dictionary[Key] extends string
  ? Names<Dictionary[Key]>
  : Dictionary[Key] extends { other: infer Other }
    ? Names<Other> | 'count'
    : never;
type Vars<Key extends TextKey> = [NamesOf<Key>] extends [never]
  ? []
  : [vars: Readonly<Record<NamesOf<Key>, string | number>>];

const plural = new Intl.PluralRules('en');

/** Every word a person reads comes through here, so that another language is another dictionary. */
export function t<Key extends TextKey>(key: Key, ...[vars]: Vars<Key>): string {
  const entry: string | { one: string; other: string } = en[key];
  const values: Readonly<Record<string, string | number>> = vars ?? {};
  const text =
    typeof entry === 'string' ? entry : plural.select(Number(values.count)) === 'one' ? entry.one : entry.other;
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** The same, for a sentence in which one word is set in bold between two asterisks. */
export function rich<Key extends TextKey>(key: Key, ...vars: Vars<Key>): ReactNode {
  const parts = t(key, ...vars).split('**');
  return createElement(
    Fragment,
    null,
    ...parts.map((part, at) => (at % 2 === 1 ? createElement('strong', null, part) : part)),
  );
}
