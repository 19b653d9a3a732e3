/** What a medical director types, as a protocol: figures of dose and limits over the template, and what is wrong. */
import { CheckedProtocol, type Protocol, templates } from '#clinical/plan/plan.ts';
import { t } from '#web/platform/text.ts';
import { typedThousandths, wholeOf } from './typed-number.ts';

export const figures = [
  'startFrom',
  'startTo',
  'usualFrom',
  'usualTo',
  'ceilingPerKg',
  'ceilingMg',
  'hardStopPerKg',
  'hardStopMg',
] as const;
export type Figure = (typeof figures)[number];
export type ProtocolValues = Record<Figure, string> & { reason: string };
export const noValues: ProtocolValues = {
  startFrom: '',
  startTo: '',
  usualFrom: '',
  usualTo: '',
  ceilingPerKg: '',
  ceilingMg: '',
  hardStopPerKg: '',
  hardStopMg: '',
  reason: '',
};

/** The project has no hard stop in mg: a clinic may add one. */
export const mayStayEmpty: readonly Figure[] = ['hardStopMg'];

/** The same figures in a protocol, to be shown beside the field. */
export function figureOf({ dose, limits }: Protocol, figure: Figure): number | undefined {
  switch (figure) {
    case 'startFrom':
      return dose?.start.from;
    case 'startTo':
      return dose?.start.to;
    case 'usualFrom':
      return dose?.usual.from;
    case 'usualTo':
      return dose?.usual.to;
    case 'ceilingPerKg':
      return limits?.ceiling.ugPerKg;
    case 'ceilingMg':
      return limits?.ceiling.ug;
    case 'hardStopPerKg':
      return limits?.hardStop.ugPerKg;
    case 'hardStopMg':
      return limits?.hardStop.ug;
  }
}

/** Where a rule about a field of the protocol is said on the form. */
const fields: Readonly<Record<string, Figure>> = {
  'dose.start': 'startTo',
  'dose.start.to': 'startTo',
  'dose.usual': 'usualTo',
  'dose.usual.to': 'usualTo',
  'limits.ceiling': 'ceilingPerKg',
  'limits.ceiling.ugPerKg': 'ceilingPerKg',
  'limits.ceiling.ug': 'ceilingMg',
  'limits.hardStop': 'hardStopPerKg',
  'limits.hardStop.ugPerKg': 'hardStopPerKg',
  'limits.hardStop.ug': 'hardStopMg',
};

export type ProtocolDraft = { protocol: Protocol | undefined; errors: Partial<Record<keyof ProtocolValues, string>> };

/** @param isSent whether what is still empty is said already */
export function protocolDraft(values: ProtocolValues, isSent: boolean): ProtocolDraft {
  const errors: ProtocolDraft['errors'] = {};
  for (const figure of figures) {
    const typed = typedThousandths(values[figure]);
    if (typed.state === 'wrong') errors[figure] = t(`typed.${typed.why}`);
    if (typed.state === 'empty' && isSent && !mayStayEmpty.includes(figure)) errors[figure] = t('form.needed');
  }
  if (isSent && values.reason.trim().length < 3) errors.reason = t('form.needed');
  const whole = (figure: Figure) => wholeOf(values[figure]);
  const [startFrom, startTo, usualFrom, usualTo] = [
    whole('startFrom'),
    whole('startTo'),
    whole('usualFrom'),
    whole('usualTo'),
  ];
  const [perKg, most, stop, stopMg] = [
    whole('ceilingPerKg'),
    whole('ceilingMg'),
    whole('hardStopPerKg'),
    whole('hardStopMg'),
  ];
  if ([startFrom, startTo, usualFrom, usualTo, perKg, most, stop].includes(undefined))
    return { protocol: undefined, errors };
  const template = templates.iv;
  const candidate = {
    ...template,
    dose: { ...template.dose, start: { from: startFrom, to: startTo }, usual: { from: usualFrom, to: usualTo } },
    limits: {
      ceiling: { ugPerKg: perKg, ug: most },
      hardStop: { ugPerKg: stop, ...(stopMg === undefined ? {} : { ug: stopMg }) },
      signed: null,
    },
  };
  const checked = CheckedProtocol.safeParse(candidate);
  if (checked.success) return { protocol: checked.data, errors };
  for (const { path, message } of checked.error.issues) {
    const figure = fields[path.join('.')];
    if (figure !== undefined) errors[figure] ??= sayIn(message);
  }
  return { protocol: undefined, errors };
}

/** The rules speak in whole micrograms, the form in milligrams. */
const sayIn = (message: string) =>
  t('protocol.figureIs', {
    says: message.replace(/\d+/g, (whole) => String(Number(whole) / 1_000)).replace('micrograms', t('unit.mg')),
  });
