/** What a director types beside a proposed row, and what it comes to. Left empty is as proposed. */
import type { DoseChoice, ProposedDose, SignedDose } from '#clinical/session/session.ts';
import { t } from '#web/platform/text.ts';

export type Draft = { isOn: boolean; to: string; most: string; repeatMin: string; needsSecond: boolean };
export type Drafts = Readonly<Record<string, Draft>>;
export const noDraft: Draft = { isOn: false, to: '', most: '', repeatMin: '', needsSecond: false };

const amount = /^\d{1,4}([.,]\d{1,3})?$/;
const numberIn = (typed: string): number | undefined =>
  amount.test(typed.trim()) ? Number(typed.trim().replace(',', '.')) : undefined;

/** Undefined while something that was typed is no number. */
export function choicesOf(drafts: Drafts): DoseChoice[] | undefined {
  const choices: DoseChoice[] = [];
  for (const [row, { isOn, to, most, repeatMin, needsSecond }] of Object.entries(drafts)) {
    if (!isOn) continue;
    const typed = { to, most, repeatMin };
    const read: Partial<Record<keyof typeof typed, number>> = {};
    for (const key of ['to', 'most', 'repeatMin'] as const) {
      if (typed[key].trim() === '') continue;
      const value = numberIn(typed[key]);
      if (value === undefined || value === 0 || (key === 'repeatMin' && !Number.isInteger(value))) return undefined;
      read[key] = value;
    }
    choices.push({ row, needsSecond, ...read });
  }
  return choices;
}

/** Beside each field what is wrong with it, as soon as it is typed. */
export function wrongIn(draft: Draft, row: ProposedDose): Partial<Record<'to' | 'most' | 'repeatMin', string>> {
  const wrong: Partial<Record<'to' | 'most' | 'repeatMin', string>> = {};
  const say = (key: 'to' | 'most' | 'repeatMin', isLooser: (value: number) => boolean, limit: string) => {
    if (draft[key].trim() === '') return;
    const value = numberIn(draft[key]);
    if (value === undefined || value === 0) wrong[key] = t('start.number');
    else if (isLooser(value)) wrong[key] = t('signDoses.looser', { limit });
  };
  say('to', (value) => value > row.to, `${row.to} ${row.unit}`);
  say('most', (value) => row.most !== undefined && value > row.most, `${row.most ?? ''} ${row.unit}`);
  say(
    'repeatMin',
    (value) => row.repeatMin !== undefined && value < row.repeatMin.from,
    `${row.repeatMin?.from ?? ''} min`,
  );
  return wrong;
}

/** As the last list had it: every figure that was stricter is typed again, by the machine and for the director to read. */
export function draftsFrom(doses: readonly SignedDose[]): Drafts {
  return Object.fromEntries(
    doses.map(({ row, to, most, repeatMin, needsSecond, proposed }) => [
      row,
      {
        isOn: true,
        needsSecond,
        to: proposed !== undefined && proposed.to !== to ? String(to) : '',
        most: proposed !== undefined && proposed.most !== most && most !== undefined ? String(most) : '',
        repeatMin:
          proposed !== undefined && repeatMin !== undefined && proposed.repeatMin !== repeatMin.from
            ? String(repeatMin.from)
            : '',
      },
    ]),
  );
}
