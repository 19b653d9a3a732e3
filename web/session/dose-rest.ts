/** Whether a rest between two devices was long enough. */
import { nasalDevice } from '#clinical/plan/plan.ts';
import type { Agenda } from '#clinical/session/session.ts';

type Step = Pick<Agenda['dosing']['clocks'][number], 'what' | 'state' | 'fromMs' | 'toMs'>;

/** Over before its minutes were: the device after it came too soon. */
export const isShortRest = (step: Step | undefined): boolean =>
  step?.what === 'rest' &&
  step.state === 'done' &&
  step.fromMs !== undefined &&
  step.toMs !== undefined &&
  step.toMs - step.fromMs < nasalDevice.value.restMin * 60_000;
