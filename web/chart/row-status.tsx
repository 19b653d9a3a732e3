import { Radio } from '@mantine/core';
import { t } from '#web/platform/text.ts';

const known = ['active', 'resolved', 'stopped', 'entered-in-error'] as const;
export const statusWord = (status: string) => t(`row.status.${known.find((one) => one === status) ?? 'active'}`);

type Props = { form: { getInputProps: (field: 'status') => object }; statuses: readonly string[] };

/** Rows are never deleted: what is over or was a mistake is marked, and stays readable. */
export function StatusField({ form, statuses }: Props) {
  return (
    <Radio.Group label={t('row.statusLabel')} description={t('row.statusHint')} {...form.getInputProps('status')}>
      <div className="row g3">
        {statuses.map((status) => (
          <Radio key={status} value={status} label={statusWord(status)} />
        ))}
      </div>
    </Radio.Group>
  );
}
