import { TextInput } from '@mantine/core';
import type { Fact } from '#clinical/session/session.ts';
import { t } from '#web/platform/text.ts';
import { Notice } from '#web/ui/parts.tsx';
import { type FieldName, fieldsOf, type Typed } from './correct-fields.ts';
import { Choice } from './pad-choices.tsx';

type Props = { fact: Fact; typed: Typed; change: (typed: Typed) => void };

const sayings = ['true', 'false', ''] as const;

export function CorrectValues({ fact, typed, change }: Props) {
  const fields = fieldsOf(fact);
  if (fields.length === 0) return <Notice state="unknown">{t('correct.noValue')}</Notice>;
  const set = (name: FieldName, text: string) => change({ ...typed, [name]: text });
  return (
    <div className="stack">
      <p className="small quiet">{t('correct.empty')}</p>
      <div className="fields">
        {fields
          .filter(({ how }) => how !== 'answer')
          .map(({ name, how }) => (
            <TextInput
              key={name}
              size="lg"
              label={t(`correct.of.${name}`)}
              {...(how === 'words' ? {} : { inputMode: 'decimal' as const })}
              value={typed[name] ?? ''}
              onChange={({ currentTarget }) => set(name, currentTarget.value)}
            />
          ))}
      </div>
      {fields
        .filter(({ how }) => how === 'answer')
        .map(({ name }) => (
          <fieldset key={name} className="choice-line">
            <legend className="label">{t(`correct.of.${name}`)}</legend>
            <div className="choices choices-3">
              {sayings.map((of) => (
                <Choice
                  key={of}
                  isOn={(typed[name] ?? '') === of}
                  word={t(of === '' ? 'correct.unsaid' : of === 'true' ? 'acts.yes' : 'acts.no')}
                  pick={() => set(name, of)}
                />
              ))}
            </div>
          </fieldset>
        ))}
    </div>
  );
}
