/** What a medical director types, as a protocol: figures of dose and limits over a template, and what is wrong. */
import { CheckedProtocol, type Protocol } from '#clinical/plan/plan.ts';
import { t } from '#web/platform/text.ts';
import { typedThousandths, wholeOf } from './typed-number.ts';

export const doseFigures = ['startFrom', 'startTo', 'usualFrom', 'usualTo'] as const;
export const limitFigures = ['ceilingPerKg', 'ceilingMg', 'hardStopPerKg', 'hardStopMg'] as const;
const figures = [...doseFigures, ...limitFigures] as const;
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

/** One that goes by mg has no limit for each kilogram: no weight is asked for under it. */
export const figuresOf = (template: Protocol): readonly Figure[] =>
  template.dose?.unit === 'ug' ? figures.filter((figure) => !figure.endsWith('PerKg')) : figures;

/** A limit that the project does not have: a clinic may add one. */
export const mayStayEmpty = (template: Protocol, figure: Figure): boolean => figureOf(template, figure) === undefined;

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
  'dose.start.from': 'startFrom',
  'dose.start.to': 'startTo',
  'dose.usual': 'usualTo',
  'dose.usual.from': 'usualFrom',
  'dose.usual.to': 'usualTo',
  'limits.ceiling.ugPerKg': 'ceilingPerKg',
  'limits.ceiling.ug': 'ceilingMg',
  'limits.hardStop.ugPerKg': 'hardStopPerKg',
  'limits.hardStop.ug': 'hardStopMg',
};

/** What is said of a limit as a whole stands beside its part in the unit of the dose. */
function fieldOf(path: string, { dose }: Protocol): Figure | undefined {
  const part = dose?.unit === 'ug' ? 'ug' : 'ugPerKg';
  return fields[path] ?? fields[`${path}.${part}`];
}

export type ProtocolDraft = { protocol: Protocol | undefined; errors: Partial<Record<keyof ProtocolValues, string>> };

/** @param isSent whether what is still empty is said already */
export function protocolDraft(template: Protocol, values: ProtocolValues, isSent: boolean): ProtocolDraft {
  const errors: ProtocolDraft['errors'] = {};
  const asked = figuresOf(template);
  for (const figure of asked) {
    const typed = typedThousandths(values[figure]);
    if (typed.state === 'wrong') errors[figure] = t(`typed.${typed.why}`);
    if (typed.state === 'empty' && isSent && !mayStayEmpty(template, figure)) errors[figure] = t('form.needed');
  }
  if (isSent && values.reason.trim().length < 3) errors.reason = t('form.needed');
  const whole = (figure: Figure) => (asked.includes(figure) ? wholeOf(values[figure]) : undefined);
  const isOpen = asked.some((figure) => whole(figure) === undefined && !mayStayEmpty(template, figure));
  if (isOpen || template.dose === null) return { protocol: undefined, errors };
  const candidate = {
    ...template,
    dose: {
      ...template.dose,
      start: { from: whole('startFrom'), to: whole('startTo') },
      usual: { from: whole('usualFrom'), to: whole('usualTo') },
    },
    limits: {
      ceiling: limit(whole('ceilingPerKg'), whole('ceilingMg')),
      hardStop: limit(whole('hardStopPerKg'), whole('hardStopMg')),
      signed: null,
    },
  };
  const checked = CheckedProtocol.safeParse(candidate);
  if (checked.success) return { protocol: checked.data, errors };
  for (const { path, message } of checked.error.issues) {
    const figure = fieldOf(path.join('.'), template);
    if (figure !== undefined) errors[figure] ??= sayIn(message);
  }
  return { protocol: undefined, errors };
}

const limit = (ugPerKg: number | undefined, ug: number | undefined) => ({
  ...(ugPerKg === undefined ? {} : { ugPerKg }),
  ...(ug === undefined ? {} : { ug }),
});

/** The rules speak in whole micrograms, the form in milligrams. */
const sayIn = (message: string) =>
  t('protocol.figureIs', {
    says: message.replace(/\d+/g, (whole) => String(Number(whole) / 1_000)).replace('micrograms', t('unit.mg')),
  });
