import { chartText } from '#web/chart/text.en.ts';
import { clinicText } from '#web/clinic/text.en.ts';
import { finderText } from '#web/finder/text.en.ts';
import { identityText } from '#web/identity/text.en.ts';
import { factsText } from '#web/offline/facts-text.en.ts';
import { offlineText } from '#web/offline/text.en.ts';
import { pharmacyText } from '#web/pharmacy/text.en.ts';
import { orderText } from '#web/plan/order-text.en.ts';
import { planText } from '#web/plan/text.en.ts';
import { registryText } from '#web/registry/text.en.ts';
import { actsText } from '#web/session/acts-text.en.ts';
import { doseText } from '#web/session/dose-text.en.ts';
import { emergencyText } from '#web/session/emergency-text.en.ts';
import { groupText } from '#web/session/group-text.en.ts';
import { lockedText } from '#web/session/locked-text.en.ts';
import { monitorText } from '#web/session/monitor-text.en.ts';
import { pastText } from '#web/session/past-text.en.ts';
import { preparedText } from '#web/session/prepared-text.en.ts';
import { sessionScreenText } from '#web/session/session-text.en.ts';
import { sessionText } from '#web/session/text.en.ts';
import { setupText } from '#web/setup/text.en.ts';
import { uiText } from '#web/ui/text.en.ts';

/**
 * Everything said to people, in English, one file per room. Another language is another set of such files with the
 * same keys. `{name}` is filled in; `one` and `other` go by `count`.
 */
export const en = {
  ...uiText,
  ...setupText,
  ...identityText,
  ...chartText,
  ...clinicText,
  ...finderText,
  ...offlineText,
  ...factsText,
  ...lockedText,
  ...pharmacyText,
  ...planText,
  ...orderText,
  ...registryText,
  ...sessionText,
  ...sessionScreenText,
  ...actsText,
  ...pastText,
  ...emergencyText,
  ...preparedText,
  ...doseText,
  ...groupText,
  ...monitorText,
} as const;
