import { UnstyledButton } from '@mantine/core';
import { t } from '#web/platform/text.ts';

type Props = {
  mark: string;
  initials: string;
  isLarge?: boolean;
  /** Left out where nobody is moved from here: then it is a mark and no button. */
  onMove?: (() => void) | undefined;
};

/** The chair, and the way to another one. */
export function ChairMark({ mark, initials, isLarge = false, onMove }: Props) {
  const size = isLarge ? 'chair-mark chair-mark-l' : 'chair-mark';
  if (onMove === undefined) return <span className={size}>{mark}</span>;
  return (
    <UnstyledButton className={`${size} chair-mark-move`} onClick={onMove}>
      {mark} <small>{t('move.act')}</small> <span className="unseen">{t('move.whom', { initials })}</span>
    </UnstyledButton>
  );
}
