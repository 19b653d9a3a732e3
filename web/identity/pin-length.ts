/**
 * How many digits a person's PIN has at this station, remembered here when it was set or used, so that the pad can go
 * on by itself after the last digit. Never the digits.
 */
const key = (accountId: string) => `racemic.pinLength.${accountId}`;

export function pinLengthOf(accountId: string): number | undefined {
  const kept = Number(localStorage.getItem(key(accountId)) ?? Number.NaN);
  return Number.isInteger(kept) && kept >= pinLeast && kept <= pinMost ? kept : undefined;
}

export function rememberPinLength(accountId: string, length: number): void {
  try {
    localStorage.setItem(key(accountId), String(length));
  } catch {
    // Not kept: the pad then asks for its own key after the last digit.
  }
}

export const pinLeast = 6;
export const pinMost = 12;
