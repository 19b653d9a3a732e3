/** Who may be the second person, and for how long somebody waits for them. */
import { projectDefault, sourced } from '#clinical/sources.ts';
import type { Refusal } from './amounts.ts';

export const secondPersonMin = sourced(
  'How long what one person asked for waits for a second person to confirm it',
  15,
  'min',
  projectDefault('project default; regulatory basis C3, C4'),
);

/** Nobody watches themselves. */
export const checkSecond = (actor: string, second: string): Refusal | undefined =>
  actor === second ? { says: 'The second person is somebody else: nobody watches themselves.' } : undefined;
