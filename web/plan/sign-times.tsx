import { TextInput } from '@mantine/core';
import type { Protocol } from '#clinical/plan/plan.ts';
import { t } from '#web/platform/text.ts';
import { Fieldset } from '#web/ui/form-parts.tsx';
import { Card } from '#web/ui/parts.tsx';
import type { Version } from './plan.queries.ts';
import { changedLines, minute, timeLines } from './protocol-lines.ts';
import { LineList } from './protocol-parts.tsx';
import { type TimeErrors, type TimeField, type TimeValues, timeFieldsOf, timeOf } from './protocol-times.ts';

type Props = {
  template: Protocol;
  newest: Version | undefined;
  /** With what is typed so far. */
  timed: Protocol;
  values: TimeValues;
  errors: TimeErrors;
  set: (field: TimeField, text: string) => void;
};

/** Readings, ratings and the stay: stricter than the project where a clinic wants it, and shown against the template. */
export function SignTimes({ template, newest, timed, values, errors, set }: Props) {
  const all = timeFieldsOf(template);
  const stay = 'fromEndMin' in template.leastStay ? t('signProtocol.fromEnd') : t('signProtocol.fromDose');
  const field = (name: TimeField) => (
    <TextInput
      key={name}
      label={t(`timing.${name}`, { from: stay })}
      description={besideTime(name, template, newest)}
      value={values[name] ?? ''}
      error={errors[name] ?? null}
      maxLength={300}
      onChange={(event) => set(name, event.currentTarget.value)}
    />
  );
  const changed = changedLines(timeLines(timed), timeLines(template));
  return (
    <Card title={t('signProtocol.timesTitle')}>
      <div className="stack g3">
        <p className="quiet">{t('signProtocol.timesIntro')}</p>
        <Fieldset title={t('protocol.timeTitle')}>
          <div className="fields">{all.filter((name) => !name.startsWith('rating.')).map(field)}</div>
        </Fieldset>
        <Fieldset title={t('signProtocol.ratings')} hint={t('signProtocol.ratingsHint')}>
          <div className="fields">{all.filter((name) => name.startsWith('rating.')).map(field)}</div>
        </Fieldset>
        <Fieldset title={t('signProtocol.against')}>
          {changed.length === 0 ? (
            <p className="quiet">{t('signProtocol.asTemplate')}</p>
          ) : (
            <LineList lines={changed} />
          )}
        </Fieldset>
      </div>
    </Card>
  );
}

const words = (minutes: readonly number[] | undefined) =>
  minutes === undefined || minutes.length === 0 ? t('signProtocol.none') : minutes.map(minute).join(', ');

/** The project's own, and what stands when the field is left empty. */
function besideTime(name: TimeField, template: Protocol, newest: Version | undefined): string {
  const proposal = t('signProtocol.proposal', { value: words(timeOf(template, name)) });
  if (newest === undefined) return proposal;
  return `${proposal} ${t('signProtocol.stays', { version: newest.version, value: words(timeOf(newest.body, name)) })}`;
}
