import { UnstyledButton } from '@mantine/core';
import { useEffect } from 'react';
import { t } from '#web/platform/text.ts';
import { DeleteDigitIcon } from '#web/ui/icons.ts';
import { pinLeast, pinMost } from './pin-length.ts';

type Props = {
  pin: string;
  set: (pin: string) => void;
  /** Digits of this person's PIN where known: the pad then goes on by itself. */
  length: number | undefined;
  enter: (pin: string) => void;
  cancel: () => void;
  busy: boolean;
};

const places = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] as const;
const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

/** A PIN pad that shows how many digits, never which. Takes the keyboard's digits as well. */
export function PinPad({ pin, set, length, enter, cancel, busy }: Props) {
  const full = length ?? pinMost;
  const press = (digit: string) => {
    if (busy || pin.length >= full) return;
    const next = pin + digit;
    set(next);
    if (next.length === length) enter(next);
  };
  const mayEnter = length === undefined && pin.length >= pinLeast;

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target instanceof HTMLInputElement) return;
      if (/^\d$/.test(event.key)) press(event.key);
      else if (event.key === 'Backspace') set(pin.slice(0, -1));
      else if (event.key === 'Enter' && mayEnter && !(event.target instanceof HTMLButtonElement)) enter(pin);
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  });

  return (
    <div className="pin">
      <div className="pin-dots" role="status" aria-label={t('pin.count', { count: pin.length })}>
        {places.slice(0, Math.max(pin.length, length ?? pinLeast)).map((at) => (
          <span key={at} className={at < pin.length ? 'pin-dot pin-dot-set' : 'pin-dot'} />
        ))}
      </div>
      <div className="pin-keys">
        {digits.map((digit) => (
          <Key key={digit} digit={digit} press={press} busy={busy} />
        ))}
        <UnstyledButton
          className="pin-key pin-key-quiet"
          aria-label={t('pin.delete')}
          onClick={() => set(pin.slice(0, -1))}
        >
          <DeleteDigitIcon size={28} aria-hidden />
        </UnstyledButton>
        <Key digit="0" press={press} busy={busy} />
        {mayEnter ? (
          <UnstyledButton className="pin-key pin-key-main" onClick={() => enter(pin)} disabled={busy}>
            {t('pin.enter')}
          </UnstyledButton>
        ) : (
          <UnstyledButton className="pin-key pin-key-quiet" onClick={cancel}>
            {t('act.cancel')}
          </UnstyledButton>
        )}
      </div>
    </div>
  );
}

function Key({ digit, press, busy }: { digit: string; press: (digit: string) => void; busy: boolean }) {
  return (
    <UnstyledButton className="pin-key" onClick={() => press(digit)} disabled={busy}>
      {digit}
    </UnstyledButton>
  );
}
