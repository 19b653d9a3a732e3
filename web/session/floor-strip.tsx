import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { t } from '#web/platform/text.ts';
import { CautionIcon, SilentIcon, StopIcon } from '#web/ui/icons.ts';
import type { Need } from './floor-words.ts';

type Props = {
  needs: readonly Need[];
  silent: string | undefined;
  isWall?: boolean;
  /** Of facts that wait: shows them. */
  onWaiting?: (() => void) | undefined;
};

/** At most two things that need a person now, in a sentence. Without a network it says that first. */
export function FloorStrip({ needs, silent, isWall = false, onWaiting }: Props) {
  if (needs.length === 0 && silent === undefined) return null;
  return (
    <section className="strip" aria-label={t('floor.stripLabel')}>
      {silent !== undefined && (
        <p className="strip-item strip-amber strip-silent">
          <SilentIcon size={24} aria-hidden />
          <span className="grow">{silent}</span>
          {onWaiting !== undefined && (
            <Button variant="subtle" className="strip-act" onClick={onWaiting}>
              {t('facts.see')}
            </Button>
          )}
        </p>
      )}
      {needs.map((need) =>
        isWall ? (
          <p key={need.key} className={`strip-item strip-${need.tone}`}>
            <Says {...need} />
          </p>
        ) : (
          <Link
            key={need.key}
            className={`strip-item strip-${need.tone}`}
            to="/sessions/$id"
            params={{ id: need.session }}
          >
            <Says {...need} />
          </Link>
        ),
      )}
    </section>
  );
}

function Says({ tone, says, more }: Need) {
  return (
    <>
      {tone === 'red' ? <StopIcon size={24} aria-hidden /> : <CautionIcon size={24} aria-hidden />}
      <span>
        <strong>{says}.</strong> {more}
      </span>
    </>
  );
}
