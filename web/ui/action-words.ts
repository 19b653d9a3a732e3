import { en } from '#web/platform/text.en.ts';

/** `patient.change` as people say it; an action that has no words here yet shows its name. */
export const actionWord = (action: string): string => word(`action.${action}`) ?? action;

/** `familyName` as it is called on the form; an unknown field shows its name. */
export const fieldWord = (field: string): string => word(`field.${field}`) ?? field;

/** Every action that has words, to choose from. */
export const actionsInWords = (): { value: string; label: string }[] =>
  Object.entries(en)
    .flatMap(([key, label]) =>
      key.startsWith('action.') && typeof label === 'string' ? [{ value: key.slice('action.'.length), label }] : [],
    )
    .sort((one, other) => one.label.localeCompare(other.label));

function word(key: string): string | undefined {
  const found: unknown = Reflect.get(en, key);
  return typeof found === 'string' ? found : undefined;
}
