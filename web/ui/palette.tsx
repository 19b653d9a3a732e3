import { Spotlight, type SpotlightActionData, type SpotlightActionGroupData, spotlight } from '@mantine/spotlight';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useLayoutEffect, useState } from 'react';
import { t } from '#web/platform/text.ts';
import { SearchIcon } from './icons.ts';
import { paletteAsked } from './palette-open.ts';

/** Something found or done from the palette. `find` groups ask the server as one types. */
export type Found = { id: string; label: string; hint?: string; go: () => void };
export type Finder = { group: string; key: string; find: (text: string, signal: AbortSignal) => Promise<Found[]> };

/** Ctrl or Cmd and K: a room, a patient or an action by typing a few letters. */
export function Palette({ groups, finder }: { groups: SpotlightActionGroupData[]; finder: Finder | undefined }) {
  const [text, setText] = useState('');
  const wanted = text.trim();
  const found = useQuery({
    queryKey: ['palette', finder?.key ?? 'none', wanted],
    queryFn: ({ signal }) => finder?.find(wanted, signal) ?? Promise.resolve([]),
    enabled: finder !== undefined && wanted.length > 1,
  });
  const actions: (SpotlightActionData | SpotlightActionGroupData)[] = groups.map((group) => ({
    ...group,
    actions: group.actions.filter((action) => matches(action, wanted)),
  }));
  if (finder && found.data && found.data.length > 0)
    actions.push({
      group: finder.group,
      actions: found.data.map(({ id, label, hint, go }) => ({
        id,
        label,
        ...(hint === undefined ? {} : { description: hint }),
        onClick: go,
      })),
    });
  const asked = paletteAsked.use();
  useEffect(() => {
    if (!asked) return;
    spotlight.open();
    paletteAsked.set(false);
  }, [asked]);
  useLayoutEffect(() => {
    if (found.data !== undefined) selectFirst();
  }, [found.data]);
  return (
    <Spotlight
      actions={actions}
      filter={(_query, all) => all}
      query={text}
      onQueryChange={setText}
      shortcut={null}
      nothingFound={found.isFetching ? t('state.loading') : t('palette.nothing')}
      highlightQuery={false}
      attributes={{ content: { 'aria-label': t('palette.title') } }}
      lockScroll={false}
      transitionProps={{ duration: 0 }}
      scrollable
      maxHeight="60vh"
      searchProps={{
        leftSection: <SearchIcon size={20} aria-hidden />,
        placeholder: t('palette.placeholder'),
        'aria-label': t('palette.placeholder'),
      }}
    />
  );
}

/** Spotlight marks the first line when one types; what the server finds comes later, and Enter must open that too. */
function selectFirst(): void {
  if (document.querySelector('[data-action][data-selected]') === null)
    document.querySelector('[data-action]')?.setAttribute('data-selected', 'true');
}

function matches(action: SpotlightActionData, wanted: string): boolean {
  const label = String(action.label ?? '').toLowerCase();
  return wanted
    .toLowerCase()
    .split(/\s+/)
    .every((word) => label.includes(word));
}
