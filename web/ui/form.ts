import type { FormErrors } from '@mantine/form';
import { CallStopped } from '#web/platform/api.ts';
import { t } from '#web/platform/text.ts';

type Issue = { path: PropertyKey[]; message: string; code?: string };
/** What a zod schema offers; named by shape so that this file needs no schema library. */
export type Checks = {
  safeParse(values: unknown): { success: true } | { success: false; error: { issues: Issue[] } };
};

/** Our own messages continue the field's name ("is a date like 1984-03-07"); the library's are not for people. */
const ours = /^(is|has|holds|names|ends|needs)\b/;

/** Checks a form against the schema the server will use, so that both say the same. */
export function checkedBy(schema: Checks, labels: Readonly<Record<string, string>>) {
  return (values: Record<string, unknown>): FormErrors => {
    const result = schema.safeParse(trimmed(values));
    if (result.success) return {};
    const errors: FormErrors = {};
    for (const issue of result.error.issues) {
      const field = issue.path.map(String).join('.');
      const label = labels[field] ?? '';
      errors[field] ??= isEmpty(values, issue.path) ? neededSentence(label) : sentence(label, issue.message);
    }
    return errors;
  };
}

const neededSentence = (label: string): string => (label === '' ? t('form.needed') : t('form.neededOf', { label }));

function sentence(label: string, message: string): string {
  return ours.test(message) && label !== '' ? `${label} ${message}.` : neededSentence(label);
}

function isEmpty(values: unknown, path: PropertyKey[]): boolean {
  const value = path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
    values,
  );
  return value === undefined || value === null || value === '';
}

/** No space before or after what was typed. */
export function trimmed<Value>(value: Value): Value {
  if (typeof value === 'string') return value.trim() as Value;
  if (Array.isArray(value)) return value.map(trimmed) as Value;
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, trimmed(inner)])) as Value;
  return value;
}

/** The field a refusal is about, when the server named one that this form has. */
export function fieldErrors(error: unknown, labels: Readonly<Record<string, string>>): FormErrors {
  if (!(error instanceof CallStopped) || typeof error.details !== 'object' || error.details === null) return {};
  const field: unknown = Reflect.get(error.details, 'field');
  if (typeof field !== 'string' || !(field in labels)) return {};
  return { [field]: sentence(labels[field] ?? '', error.sentence.replace(/^[\w.]+: /, '').replace(/\.$/, '')) };
}
