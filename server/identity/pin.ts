import { createHmac } from 'node:crypto';
import { CannotProceed } from '#server/platform/cannot-proceed.ts';

/** Wrong PINs of one person at one station before only a full sign-in there helps. */
export const pinTries = 5;

/** PINs that people choose most, beyond what the rules below catch. */
const common = new Set(
  `159753 147258 258369 147852 951753 357159 789456 456789 102030 135790 246810 112358 314159 271828 420420 696969
   123654 142536 143143 520520 131420 141421 007007 100200 123789 159357 741852 852963 963852 147369 258456 123987
   5201314 1314520 31415926 14725836 147258369 987654321 159753258`.split(/\s+/),
);

/**
 * A PIN opens one station for one person. It is refused when a stranger at the tablet would try it among the first.
 *
 * @throws CannotProceed('blocked') with what is wrong
 */
export function checkPin(pin: string): void {
  const no = (sentence: string) => {
    throw new CannotProceed('blocked', sentence);
  };
  if (!/^\d{6,12}$/.test(pin)) no('A PIN has 6 to 12 digits.');
  if (new Set(pin).size < 3) no('This PIN repeats one or two digits. Choose a less regular one.');
  if (isRun(pin) || /^(\d{1,4})\1+$/.test(pin) || /^(?:(\d)\1)+$/.test(pin) || common.has(pin))
    no('This PIN is one that many people choose. Choose a less regular one.');
  if (looksLikeDate(pin)) no('This PIN looks like a date. Choose one that is no date.');
}

/** 123456, 987654, 890123: each digit one above or one below the last. */
function isRun(pin: string): boolean {
  const steps = [...pin].slice(1).map((digit, i) => (Number(digit) - Number(pin[i]) + 10) % 10);
  return steps.every((step) => step === 1) || steps.every((step) => step === 9);
}

/** Birth dates are on the first page of any chart: 14031987, 031487, 870314. */
function looksLikeDate(pin: string): boolean {
  const day = '(0[1-9]|[12]\\d|3[01])';
  const month = '(0[1-9]|1[0-2])';
  const year = pin.length === 8 ? '(19|20)\\d\\d' : pin.length === 6 ? '\\d\\d' : undefined;
  if (year === undefined) return false;
  return [`${day}${month}${year}`, `${month}${day}${year}`, `${year}${month}${day}`].some((form) =>
    new RegExp(`^${form}$`).test(pin),
  );
}

/** Bound to its station and person, and to a key outside the database: the same digits elsewhere are another secret. */
export const peppered = (pepper: Buffer, stationId: string, accountId: string, pin: string): string =>
  createHmac('sha256', pepper).update(`${stationId}\n${accountId}\n${pin}`).digest('base64');
