/** Numbers at the pump: typed as the pump shows them, kept in whole thousandths, so that nothing is rounded on the way. */
const thousandths = /^(\d{1,6})(?:[.,](\d{1,3}))?$/;

/** "36.5" mL/h as 36500 µL/h, "2" mg/mL as 2000 µg/mL; undefined where it is no such number. */
export function inThousandths(typed: string): number | undefined {
  const found = thousandths.exec(typed.trim());
  if (found === null) return undefined;
  return Number(found[1] ?? '0') * 1_000 + Number((found[2] ?? '').padEnd(3, '0'));
}

/** 36500 as "36.5": without zeros at the end. */
export const fromThousandths = (whole: number): string => String(whole / 1_000);

/** Whole per cent from one to the other, rounded as people say it. */
export const percentAway = (is: number, was: number): number => Math.round((100 * (is - was)) / was);
