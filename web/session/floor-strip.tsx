import { Link } from '@tanstack/react-router';
import { t } from '#web/platform/text.ts';
import { CautionIcon, SilentIcon, StopIcon } from '#web/ui/icons.ts';
import type { Need } from './floor-words.ts';

/** At most two things that need a person now, in a sentence. Without a network it says that first. */
export function FloorStrip({ needs, silent }: { needs: readonly Need[]; silent: string | undefined }) {
  if (needs.length === 0 && silent === undefined) return null;
  return (
    <section className="strip" aria-label={t('floor.stripLabel')}>
      {silent !== undefined && (
        <p className="strip-item strip-amber strip-silent">
          <SilentIcon size={24} aria-hidden />
          <span>{silent}</span>
        </p>
      )}
      {needs.map(({ key, tone, says, more, session }) => (
        <Link key={key} className={`strip-item strip-${tone}`} to="/sessions/$id" params={{ id: session }}>
          {tone === 'red' ? <StopIcon size={24} aria-hidden /> : <CautionIcon size={24} aria-hidden />}
          <span>
            <strong>{says}.</strong> {more}
          </span>
        </Link>
      ))}
    </section>
  );
}
