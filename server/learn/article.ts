/** What a page of the learning part is made of. Both languages stand side by side, so that a missing one does not compile. */
import type { html } from 'hono/html';
import type { Reference, Told } from '#clinical/learn/learn.ts';
import type { Both, Language } from '#server/public/language.ts';
import type { Meaning } from '#server/public/pictures-people.ts';

export type Html = ReturnType<typeof html>;

/** Words may hold `**strong words**` and `[a link](/learn/how-fast)` to a page of ours. */
export type Group = {
  readonly name: Both;
  readonly per100: number;
  readonly meaning: Meaning;
  /** How many people stood in the group: then the range in which the true count likely lies is shown. */
  readonly people?: number | undefined;
};

export type Rows = { readonly head: readonly Both[]; readonly rows: readonly (readonly Both[])[] };

export type Block =
  | { readonly is: 'say'; readonly words: Both }
  | { readonly is: 'list'; readonly items: readonly Both[] }
  | { readonly is: 'steps'; readonly steps: readonly { readonly when: Both; readonly words: Both }[] }
  | { readonly is: 'note'; readonly tone: 'red' | 'amber' | 'blue' | 'gray'; readonly words: Both }
  | {
      readonly is: 'counts';
      readonly title: Both;
      readonly lead?: Both;
      /** What the filled ones are, and what the others are: "much better", "are not". */
      readonly yes: Both;
      readonly no: Both;
      readonly groups: readonly Group[];
      /** What the two groups mean together, in words. */
      readonly together?: Both;
      readonly foot: Both;
    }
  | {
      readonly is: 'drawing';
      readonly title: Both;
      readonly lead?: Both;
      readonly draw: (language: Language) => Html;
      /** The same numbers as a table. */
      readonly table?: Rows;
      readonly foot?: Both;
    }
  | { readonly is: 'table'; readonly title: Both; readonly table: Rows; readonly foot?: Both }
  | {
      readonly is: 'cards';
      readonly cards: readonly {
        readonly title: Both;
        readonly words: readonly Both[];
        readonly notKnown?: Both;
        /** How well it is shown: one dot to three. */
        readonly shown?: { readonly dots: 1 | 2 | 3; readonly words: Both };
        readonly draw?: (language: Language) => Html;
      }[];
    }
  | { readonly is: 'effects'; readonly effects: readonly Effect[] };

/** A side effect as it is told: the figures, and the words for them. */
export type Effect = {
  readonly told: Told;
  readonly name: Both;
  /** The field's word, once. */
  readonly field?: Both;
  readonly feels: Both;
  readonly done: Both;
  readonly call?: Both;
};

export type Section = { readonly id: string; readonly title: Both; readonly blocks: readonly Block[] };

export type LearnPage = {
  readonly slug: string;
  readonly title: Both;
  /** One line, under the title and in the list of contents. */
  readonly lead: Both;
  readonly short: readonly [Both, Both, Both, Both];
  readonly sections: readonly Section[];
  readonly notKnown: readonly Both[];
  readonly references: readonly Reference[];
  /** Days on which something the page says ends: it is read again by the first of them. */
  readonly runsOut?: readonly string[];
};
