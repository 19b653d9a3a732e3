import { UnstyledButton } from '@mantine/core';
import { useEffect, useState } from 'react';
import { CautionIcon } from '#web/ui/icons.ts';
import { type Below, belowWords } from './floor-hidden.ts';

/** A tile's own margin may lie under the edge; a line of words may not. */
const slackPx = 8;

/** How many are below the edge, and what is wrong with them; a tap goes there. Looked at each time the floor is drawn. */
export function FloorBelow({ nowMs }: { nowMs: number }) {
  const [found, setFound] = useState<readonly Below[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each second the floor is drawn anew, and what lies below may be another
  useEffect(() => {
    const body = document.querySelector('.floor-body');
    if (body === null) return;
    const look = () => {
      const now = hiddenIn(body);
      setFound((before) => (JSON.stringify(before) === JSON.stringify(now) ? before : now));
    };
    look();
    body.addEventListener('scroll', look, { passive: true });
    return () => body.removeEventListener('scroll', look);
  }, [nowMs]);
  const words = belowWords(found);
  if (words === undefined) return null;
  return (
    <UnstyledButton
      className={words.tone === 'quiet' ? 'watch-below' : `watch-below say-${words.tone}`}
      onClick={goDown}
    >
      {words.tone !== 'quiet' && <CautionIcon size={18} aria-hidden />} {words.says}
    </UnstyledButton>
  );
}

/** On a phone the page itself scrolls, and everybody knows that there is more. */
function hiddenIn(body: Element): Below[] {
  if (body.scrollHeight <= body.clientHeight) return [];
  const edge = body.getBoundingClientRect().bottom + slackPx;
  return [...body.querySelectorAll<HTMLElement>('[data-below]')]
    .filter((one) => one.getBoundingClientRect().bottom > edge)
    .map(({ dataset: { below = '', tone = '' } }) => ({ says: below === 'true' ? '' : below, tone }));
}

function goDown() {
  const body = document.querySelector('.floor-body');
  body?.scrollTo({ top: body.scrollHeight });
}
