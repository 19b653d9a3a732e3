/** Which act is open: it stands in the address, so that going back and loading again keep it. */
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { Todo } from '#clinical/session/session.ts';

export type OpenAct = (act: string) => void;

export function useActInAddress(): { act: string | undefined; open: OpenAct; close: () => void } {
  const { id } = useParams({ from: '/sessions/$id' });
  const { act } = useSearch({ from: '/sessions/$id' });
  const navigate = useNavigate();
  const open = useCallback(
    (next: string) => void navigate({ to: '/sessions/$id', params: { id }, search: { act: next } }),
    [navigate, id],
  );
  const close = useCallback(
    () => void navigate({ to: '/sessions/$id', params: { id }, search: {}, replace: true }),
    [navigate, id],
  );
  return { act, open, close };
}

/** What a line of the agenda opens. The end of the infusion is only stopped once it is due. */
export function actOf({ what, state }: Pick<Todo, 'what' | 'state'>): string {
  if (what === 'reading' || what === 'repeat') return 'readings';
  if (what === 'ratings') return 'rating';
  if (what === 'infusion-ends') return state === 'upcoming' ? 'pump' : 'stop';
  if (what === 'device' || what === 'mouth') return 'dose';
  if (what === 'leave') return 'leaving';
  return what;
}
