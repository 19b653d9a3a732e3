/** What a form may hold: bounded, plain text, and never sent on by itself. */
import { isFactName } from '#clinical/finder/finder.ts';
import type { Request } from './finder.queries.ts';
import type { FormWord } from './form-words.ts';

export const wordsMost = 4_000;
const mailMost = 254;
export const kinds = ['claim', 'correct', 'dispute', 'remove'] as const;

export type Given = {
  kind: string;
  center: string;
  which: string;
  fact: string;
  words: string;
  replyTo: string;
  trap: string;
};

const field = (form: FormData, name: string): string => {
  const value = form.get(name);
  // Control characters but line ends are no words.
  return typeof value === 'string' ? value.replaceAll(/[^\P{C}\n\t]/gu, '').trim() : '';
};

export const readGiven = (form: FormData): Given => ({
  kind: field(form, 'kind'),
  center: field(form, 'center'),
  which: field(form, 'which'),
  fact: field(form, 'fact'),
  words: field(form, 'words'),
  replyTo: field(form, 'reply-to'),
  trap: field(form, 'url'),
});

export const nothingGiven: Given = { kind: '', center: '', which: '', fact: '', words: '', replyTo: '', trap: '' };

/** One address, plainly written: no list, no name, no line end that would begin a header. */
const isMail = (text: string) =>
  text.length <= mailMost && /^[^\s@,;:<>"()[\]\\]+@[^\s@,;:<>"()[\]\\]+\.[a-z]{2,}$/i.test(text);

export type Wrong = { field: 'kind' | 'words' | 'reply-to'; word: FormWord; fill?: Record<string, number> };

/** Everything that is wrong, in the order of the form. */
export function wrongIn(given: Given, of: 'tell' | 'center'): Wrong[] {
  const wrong: Wrong[] = [];
  if (of === 'center' && !kinds.some((kind) => kind === given.kind)) wrong.push({ field: 'kind', word: 'noKind' });
  if (given.words === '') wrong.push({ field: 'words', word: 'noWords' });
  if (given.words.length > wordsMost) wrong.push({ field: 'words', word: 'tooLong', fill: { n: wordsMost } });
  if ((of === 'center' || given.replyTo !== '') && !isMail(given.replyTo))
    wrong.push({ field: 'reply-to', word: 'badMail' });
  return wrong;
}

/** @param centerId of the center in the address, where there is one */
export function requestOf(given: Given, of: 'tell' | 'center', id: string, centerId: string | null): Request {
  const kind = of === 'tell' ? 'tell' : (kinds.find((one) => one === given.kind) ?? 'correct');
  const which = given.which === '' ? '' : `${given.which.slice(0, wordsMost / 8)}\n\n`;
  return {
    id,
    kind,
    centerId,
    fact: isFactName(given.fact) ? given.fact : null,
    words: `${which}${given.words}`.slice(0, wordsMost),
    replyTo: given.replyTo === '' ? null : given.replyTo,
  };
}
