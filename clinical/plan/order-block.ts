/** How an order is stopped: what it says does not fit together, or not with its protocol. */
import type { Finding } from '#clinical/findings.ts';
import { projectDefault } from '#clinical/sources.ts';
import { say } from './say.ts';

export const orderRules = projectDefault('project rule: what an order says fits together, and reasons stay with it');

export const blockOrder = (rule: string, says: string, facts: Parameters<typeof say>[0]['facts']): Finding =>
  say({ rule, strength: 'absolute', says, facts, by: orderRules });
