/** Which values of a fact can be typed anew, in the unit that people read, and back into whole thousandths. */
import { byHandWhereChanged, type Fact, type Kind, kinds, ReadingFact } from '#clinical/session/session.ts';
import { t } from '#web/platform/text.ts';
import { fromThousandths, inThousandths } from './pump-numbers.ts';

const numbers = [
  'systolicMmHg',
  'diastolicMmHg',
  'heartRatePerMin',
  'spo2Pct',
  'breathsPerMin',
  'moaaS',
  'dissociationGrade',
  'cadss',
  'rass',
  'nauseaNrs',
  'anxietyNrs',
  'painNrs',
  'grade',
  'number',
  'units',
] as const;
const thousandths = [
  'pumpRateUlPerH',
  'concentrationUgPerMl',
  'volumeToGiveUl',
  'volumeGivenUl',
  'volumeUl',
  'drawnUl',
  'doseUg',
] as const;
const words = [
  'medicine',
  'doseText',
  'text',
  'note',
  'reason',
  'escort',
  'action',
  'outcome',
  'value',
  'lot',
] as const;
const answers = ['isOriented', 'isOnOxygen', 'hasNewArrhythmia', 'wantsToStop', 'noseBlown', 'headReclined'] as const;

export type FieldName =
  | (typeof numbers)[number]
  | (typeof thousandths)[number]
  | (typeof words)[number]
  | (typeof answers)[number];
export type Field = { readonly name: FieldName; readonly how: 'number' | 'thousandths' | 'words' | 'answer' };

const all: readonly Field[] = [
  ...numbers.map((name) => ({ name, how: 'number' as const })),
  ...thousandths.map((name) => ({ name, how: 'thousandths' as const })),
  ...words.map((name) => ({ name, how: 'words' as const })),
  ...answers.map((name) => ({ name, how: 'answer' as const })),
];

/** The five that a set of readings always asks for: one that was left out can be added. */
const ofEverySet: readonly string[] = ['systolicMmHg', 'diastolicMmHg', 'heartRatePerMin', 'spo2Pct', 'breathsPerMin'];

export function fieldsOf({ kind, data }: Fact): Field[] {
  const names = new Set([...Object.keys(data), ...(kind === 'reading' ? ofEverySet : [])]);
  return all.filter(({ name }) => names.has(name));
}

export type Typed = Readonly<Partial<Record<FieldName, string>>>;

/** As it stands in the record now: what is changed is seen beside it. */
export function typedOf(fact: Fact): Typed {
  const data: Readonly<Record<string, unknown>> = { ...fact.data };
  return Object.fromEntries(
    fieldsOf(fact).map(({ name, how }) => {
      const value = data[name];
      if (value === undefined) return [name, ''];
      return [name, how === 'thousandths' ? fromThousandths(Number(value)) : String(value)];
    }),
  );
}

const wholeNumber = /^-?\d{1,4}(?:[.,]\d)?$/;

function read({ name, how }: Field, typed: string): { value: unknown } | { says: string } {
  const text = typed.trim();
  if (text === '') return { value: undefined };
  if (how === 'words') return { value: text };
  if (how === 'answer') return { value: text === 'true' };
  const value =
    how === 'thousandths' ? inThousandths(text) : wholeNumber.test(text) ? Number(text.replace(',', '.')) : undefined;
  return value === undefined ? { says: t('correct.notRead', { label: t(`correct.of.${name}`) }) } : { value };
}

/** The data as it would stand, or why it can’t. */
export function correctedData(fact: Fact, typed: Typed): { data: Record<string, unknown> } | { says: string } {
  const data: Record<string, unknown> = { ...fact.data };
  for (const field of fieldsOf(fact)) {
    const now = read(field, typed[field.name] ?? '');
    if ('says' in now) return now;
    if (now.value === undefined) delete data[field.name];
    else data[field.name] = now.value;
  }
  const found = checked(fact.kind, fact.v, data);
  if (fact.kind !== 'reading' || 'says' in found) return found;
  return { data: byHandWhereChanged(fact.data, ReadingFact.parse(found.data)) };
}

function checked(kind: Kind, v: number, data: Record<string, unknown>) {
  const schema = kinds[kind][v - 1] ?? kinds[kind][0];
  const found = schema.safeParse(data);
  if (found.success) return { data };
  const [issue] = found.error.issues;
  const name = String(issue?.path[0] ?? '');
  const field = all.find((of) => of.name === name);
  return {
    says: t('correct.wrong', {
      label: field === undefined ? name : t(`correct.of.${field.name}`),
      why: issue?.message ?? '',
    }),
  };
}
