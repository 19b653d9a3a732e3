import { t } from '#web/platform/text.ts';
import { Notice } from '#web/ui/parts.tsx';
import type { Would } from './handover-ratio.ts';

type Props = { would: Would; title: string };

/** Over the ratio once it is taken: said beforehand, and hindering nobody. */
export function OverRatio({ would: { chairs, ratio }, title }: Props) {
  if (ratio.answer === 'met') return null;
  return (
    <Notice state="amber" title={title} live>
      {t(ratio.answer === 'over' ? 'handover.over' : 'handover.ratioNotKnown', {
        chairs: chairs.join(', '),
        says: ratio.says,
      })}
    </Notice>
  );
}
