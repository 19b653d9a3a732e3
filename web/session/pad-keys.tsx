import { Button } from '@mantine/core';
import { t } from '#web/platform/text.ts';
import { DeleteDigitIcon } from '#web/ui/icons.ts';
import { type DigitName, rangeOf, unitOf } from './pad-draft.ts';

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

type Props = {
  active: DigitName | undefined;
  /** The field that did not take the last digit. */
  refused: DigitName | undefined;
  press: (digit: string) => void;
  remove: () => void;
  next: () => void;
};

/** Keys about 19 mm wide. One that leads to no possible value does nothing, and the line below says the range. */
export function PadKeys({ active, refused, press, remove, next }: Props) {
  const key = (digit: string) => (
    <Button key={digit} className="pad-key" onClick={() => press(digit)} data-digit={digit}>
      {digit}
    </Button>
  );
  return (
    <div className="pad-keys-frame">
      <fieldset className="pad-keys" aria-label={t('pad.keys')}>
        {digits.map(key)}
        <Button className="pad-key pad-key-quiet" onClick={remove} aria-label={t('pad.delete')}>
          <DeleteDigitIcon size={28} aria-hidden />
        </Button>
        {key('0')}
        <Button className="pad-key pad-key-quiet pad-key-word" onClick={next}>
          {t('pad.next')}
        </Button>
      </fieldset>
      <p className={`small pad-range ${refused === undefined ? 'quiet' : 'strong'}`} role="status">
        {refused !== undefined
          ? t('pad.noEffect', wordsOf(refused))
          : active !== undefined && t('pad.range', wordsOf(active))}
      </p>
    </div>
  );
}

const wordsOf = (name: DigitName) => ({ name: t(`pad.of.${name}`), ...rangeOf(name), unit: unitOf(name) });
