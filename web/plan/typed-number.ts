/** What was typed as a number: in mg, mL, mL/h; kept as whole thousandths. */
export type Typed =
  | { state: 'empty' }
  | { state: 'wrong'; why: 'number' | 'positive' | 'decimals' }
  | { state: 'ok'; whole: number };

const mostDecimals = 3;
const perWhole = 10 ** mostDecimals;

/** A decimal comma is read as a point; nothing else is guessed. */
export function typedThousandths(text: string): Typed {
  const trimmed = text.trim().replace(',', '.');
  if (trimmed === '') return { state: 'empty' };
  if (!/^\d+(\.\d+)?$/.test(trimmed)) return { state: 'wrong', why: 'number' };
  const decimals = trimmed.split('.')[1]?.replace(/0+$/, '') ?? '';
  if (decimals.length > mostDecimals) return { state: 'wrong', why: 'decimals' };
  const whole = Math.round(Number(trimmed) * perWhole);
  return whole > 0 ? { state: 'ok', whole } : { state: 'wrong', why: 'positive' };
}

export const wholeOf = (text: string): number | undefined => {
  const typed = typedThousandths(text);
  return typed.state === 'ok' ? typed.whole : undefined;
};

/** 35000 is "35", 52500 is "52.5". */
export const inThousands = (whole: number): string => String(whole / perWhole);
