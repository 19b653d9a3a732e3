import { questionedWords, type WordingRuleName } from '#clinical/finder/finder.ts';
import { CannotProceed } from '#server/platform/cannot-proceed.ts';
import type { Context } from '#server/platform/context.ts';
import { newId } from '#server/platform/ids.ts';
import { dayIn } from '#server/public/language.ts';
import { quoteWords } from './center-words.ts';
import { editEntry } from './editing.ts';
import { changeQuote, findQuote, listQuotesShown, saveQuotes } from './editor.queries.ts';

type At = { id: string; version: number };
type Quoted = { rule: WordingRuleName; words: string };

const shown = new Intl.ListFormat('en', { style: 'long', type: 'conjunction' });
const sameWords = (one: { rule: string; words: string }) => `${one.rule} ${one.words}`;

/** Soft hyphens, direction marks and the like come along when a page is copied; a quotation holds none. */
const seen = (text: string) => text.replaceAll(/[^\P{C}\n\t]/gu, '');

/** What the rules question in the text of a page, as it was written. Changes nothing: an editor reads it first. */
export const quoteText = (text: string) => ({
  found: questionedWords(seen(text)).map(({ rule, words }) => ({
    rule,
    words,
    title: quoteWords[rule]?.title.en ?? rule,
    says: quoteWords[rule]?.says.en ?? '',
  })),
});

/** An editor chooses of what the rules quoted. Words that no rule questions cannot be put on a page this way. */
export const addQuotes = (
  ctx: Context,
  at: At,
  given: { text: string; chosen: readonly Quoted[]; link?: string | undefined; foundOn: string },
) =>
  editEntry(ctx, at, async (tx, _entry, today) => {
    const { text, chosen, link, foundOn } = given;
    if (foundOn > today) throw new CannotProceed('blocked', 'It cannot have been found after today.');
    const inText = new Set(questionedWords(seen(text)).map(sameWords));
    if (chosen.some((one) => !inText.has(sameWords(one))))
      throw new CannotProceed('blocked', 'Only what the rules quote in this text can be shown. Have it read again.');
    const there = new Set((await listQuotesShown(tx, at.id)).map(sameWords));
    const added = [...new Map(chosen.map((one) => [sameWords(one), one])).values()].filter(
      (one) => !there.has(sameWords(one)),
    );
    if (added.length === 0) throw new CannotProceed('already-there', 'These words are quoted on the page already.');
    const rows = added.map((one) => ({ ...one, id: newId(), centerId: at.id, link: link ?? null, foundOn }));
    await saveQuotes(tx, rows);
    return {
      action: 'center.quote.add',
      says: `Words of the center were quoted: ${shown.format(added.map(({ words }) => `“${words}”`))}`,
      after: { quotes: rows.map(({ rule, words }) => `${rule}: ${words}`), link: link ?? null, foundOn },
    };
  });

/** The center was told of it, and may answer. */
export const markTold = (ctx: Context, at: At, quoteId: string, toldOn: string) =>
  editEntry(ctx, at, async (tx, _entry, today) => {
    const { words, foundOn, toldOn: before } = await openQuote(tx, at.id, quoteId);
    if (before !== null) throw new CannotProceed('already-there', 'The center was told of it already.');
    if (toldOn > today || toldOn < foundOn)
      throw new CannotProceed('blocked', 'The day lies between the one on which it was found and today.');
    await changeQuote(tx, at.id, quoteId, { toldOn });
    return {
      action: 'center.quote.told',
      says: `The center was told on ${dayIn('en', toldOn)} of words that are quoted here.`,
      before: { toldOn: before },
      after: { toldOn },
      details: { quoteId, words },
    };
  });

export const keepAnswer = (ctx: Context, at: At, quoteId: string, answer: string) =>
  editEntry(ctx, at, async (tx) => {
    const { words, toldOn, answer: before } = await openQuote(tx, at.id, quoteId);
    if (toldOn === null)
      throw new CannotProceed(
        'blocked',
        'Write down first when the center was told: its answer is shown with that day.',
      );
    await changeQuote(tx, at.id, quoteId, { answer });
    return {
      action: 'center.quote.answer',
      says: 'The center answered about words that are quoted here.',
      before: { answer: before },
      after: { answer },
      details: { quoteId, words },
    };
  });

/** Corrected by the center, or quoted in error: it stays in the record and is shown no more. */
export const endQuote = (ctx: Context, at: At, quoteId: string, reason: string) =>
  editEntry(ctx, at, async (tx, _entry, today) => {
    const { rule, words } = await openQuote(tx, at.id, quoteId);
    await changeQuote(tx, at.id, quoteId, { endedOn: today });
    return {
      action: 'center.quote.end',
      says: `Words are no longer quoted: “${words}”`,
      before: { rule, words },
      after: { endedOn: today },
      details: { quoteId },
      reason,
    };
  });

async function openQuote(tx: Parameters<typeof findQuote>[0], centerId: string, id: string) {
  const found = await findQuote(tx, centerId, id);
  if (found.endedOn !== null) throw new CannotProceed('already-there', 'This quotation has ended already.');
  return found;
}
