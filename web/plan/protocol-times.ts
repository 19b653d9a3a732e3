/** What a medical director types of readings, ratings and the stay: empty is as it was signed last, or as the template has it. */
import { CheckedProtocol, type Protocol, type RatingName, ratingNames } from '#clinical/plan/plan.ts';
import { t } from '#web/platform/text.ts';

const timeFields = ['leastStay', 'readings', 'duringEvery', 'afterEvery', 'watched', 'sedation'] as const;
export type TimeField = (typeof timeFields)[number] | `rating.${RatingName}`;
export type TimeValues = Partial<Record<TimeField, string>>;
export type TimeErrors = Partial<Record<TimeField, string>>;

/** A decimal fraction, a word, or a sign by itself is no minute; a real minus is one. */
const isMinute = (part: string) => /^[-−]?\d{1,4}$/.test(part);
const minuteOf = (part: string) => Number(part.replace('−', '-'));

/** Minutes in order, each once, however they are set apart; undefined: something is no whole minute. */
export function typedMinutes(text: string): readonly number[] | undefined {
  const parts = text.split(/[\s,;]+/).filter((part) => part !== '');
  return parts.every(isMinute) ? [...new Set(parts.map(minuteOf))].sort((a, b) => a - b) : undefined;
}

/** The rest of the fields hold one number. */
const isList = (field: TimeField) => field === 'readings' || field === 'sedation' || field.startsWith('rating.');

const ratingIn = ({ cadence }: Protocol, name: RatingName) =>
  cadence.ratings?.find(({ rating }) => rating === name)?.atMin;

/** As it stands in a protocol; undefined: it has none. */
export function timeOf(protocol: Protocol, field: TimeField): readonly number[] | undefined {
  const { cadence, leastStay } = protocol;
  const one = (value: number | undefined) => (value === undefined ? undefined : [value]);
  switch (field) {
    case 'leastStay':
      return one('fromEndMin' in leastStay ? leastStay.fromEndMin : leastStay.fromDoseMin);
    case 'readings':
      return cadence.readingsAtMin;
    case 'duringEvery':
      return one(cadence.duringEveryMin);
    case 'afterEvery':
      return one(cadence.afterEveryMin);
    case 'watched':
      return watchedUntil(cadence);
    case 'sedation':
      return cadence.ratingsAtMin;
    default:
      return ratingIn(protocol, nameOf(field));
  }
}

/** An infusion is watched without a break as long as it runs; every other route until a minute, or not by itself. */
const watchedUntil = ({ continuous, continuousUntilMin }: Protocol['cadence']): readonly number[] | undefined =>
  continuous === 'while-running' ? undefined : continuousUntilMin === undefined ? [] : [continuousUntilMin];

const nameOf = (field: `rating.${RatingName}`): RatingName =>
  ratingNames.find((name) => field === `rating.${name}`) ?? 'moaa-s';

/** Which a route has at all; every rating may be asked for. */
export const timeFieldsOf = (template: Protocol): readonly TimeField[] => [
  ...timeFields.filter((field) => timeOf(template, field) !== undefined),
  ...ratingNames.map((name) => `rating.${name}` as const),
];

/** The base with what is typed put in; what is wrong by itself is said, and left as it was. */
export function withTimes(base: Protocol, values: TimeValues): { protocol: Protocol; errors: TimeErrors } {
  const errors: TimeErrors = {};
  const typed = new Map<TimeField, readonly number[]>();
  for (const field of timeFieldsOf(base)) {
    const text = (values[field] ?? '').trim();
    if (text === '') continue;
    const isNone = field.startsWith('rating.') && text.toLowerCase() === t('signProtocol.none');
    const minutes = isNone ? [] : typedMinutes(text);
    if (minutes === undefined) errors[field] = t('signProtocol.minutesWrong');
    else if (!isList(field) && minutes.length !== 1) errors[field] = t('signProtocol.oneMinute');
    else typed.set(field, minutes);
  }
  const list = (field: TimeField) => typed.get(field) ?? timeOf(base, field);
  const one = (field: TimeField) => list(field)?.[0];
  const { cadence, leastStay } = base;
  const stay = one('leastStay') ?? 0;
  const ratings = ratingNames.flatMap((rating) => {
    const atMin = list(`rating.${rating}`) ?? [];
    return atMin.length === 0 ? [] : [{ rating, atMin }];
  });
  const [during, after, sedation] = [one('duringEvery'), one('afterEvery'), list('sedation')];
  const watched = typed.get('watched')?.[0];
  const isRated = cadence.ratings !== undefined || [...typed.keys()].some((field) => field.startsWith('rating.'));
  return {
    protocol: {
      ...base,
      leastStay: 'fromEndMin' in leastStay ? { fromEndMin: stay } : { fromDoseMin: stay },
      cadence: {
        ...cadence,
        readingsAtMin: list('readings') ?? [],
        ...(during === undefined ? {} : { duringEveryMin: during }),
        ...(after === undefined ? {} : { afterEveryMin: after }),
        ...(sedation === undefined ? {} : { ratingsAtMin: sedation }),
        ...(watched === undefined ? {} : { continuous: 'until-minute', continuousUntilMin: watched }),
        ...(isRated ? { ratings } : {}),
      },
    },
    errors,
  };
}

const fields: Readonly<Record<string, TimeField>> = {
  leastStay: 'leastStay',
  'cadence.readingsAtMin': 'readings',
  'cadence.duringEveryMin': 'duringEvery',
  'cadence.afterEveryMin': 'afterEvery',
  'cadence.ratingsAtMin': 'sedation',
  'cadence.continuous': 'watched',
  'cadence.continuousUntilMin': 'watched',
};

function fieldAt({ cadence }: Protocol, path: readonly PropertyKey[]): TimeField | undefined {
  const [first, second, third] = path;
  if (first === 'leastStay') return 'leastStay';
  if (first !== 'cadence') return undefined;
  const rating = second === 'ratings' && typeof third === 'number' ? cadence.ratings?.[third]?.rating : undefined;
  return rating === undefined ? fields[`cadence.${String(second)}`] : `rating.${rating}`;
}

/** What is looser than the project, or no protocol at all, in words beside its field. */
export function timeErrors(protocol: Protocol): TimeErrors {
  const errors: TimeErrors = {};
  const checked = CheckedProtocol.safeParse(protocol);
  for (const { path, message } of checked.error?.issues ?? []) {
    const field = fieldAt(protocol, path);
    if (field !== undefined) errors[field] ??= t('protocol.figureIs', { says: message });
  }
  return errors;
}
