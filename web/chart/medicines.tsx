import { TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { MedicineInput } from '#clinical/chart/chart.ts';
import type { Medicine } from '#web/platform/contract.ts';
import { t } from '#web/platform/text.ts';
import { checkedBy } from '#web/ui/form.ts';
import { Pill } from '#web/ui/parts.tsx';
import { Empty } from '#web/ui/states.tsx';
import { RowDialog } from './row-dialog.tsx';
import { ChartList, PeriodFields, periodOut, periodWords, sayDay } from './row-parts.tsx';
import { StatusField, statusWord } from './row-status.tsx';

const statuses = ['active', 'stopped', 'entered-in-error'] as const;
type Values = { name: string; dose: string; frequency: string; status: string; startedOn: string; endedOn: string };

const labels = {
  name: t('medicine.name'),
  dose: t('medicine.dose'),
  frequency: t('medicine.frequency'),
  startedOn: t('row.startedOn'),
  endedOn: t('row.endedOn'),
};
const check = checkedBy(MedicineInput, labels);
const read = (row: unknown): Values & { version: number } => {
  const { name, dose, frequency, status, startedOn, endedOn, version } = row as Medicine;
  return { name, dose, frequency, status, startedOn: startedOn ?? '', endedOn: endedOn ?? '', version };
};
const out = ({ name, dose, frequency, status, ...period }: Values) => ({
  name,
  dose,
  frequency,
  status,
  ...periodOut(period),
});

type ListProps = { patientId: string; rows: Medicine[]; mayWrite: boolean };

export function MedicineList({ patientId, rows, mayWrite }: ListProps) {
  return (
    <ChartList
      title={t('medicine.title')}
      add={t('medicine.add')}
      rows={rows}
      mayWrite={mayWrite}
      empty={<Empty title={t('medicine.none')}>{t('medicine.noneHint')}</Empty>}
      name={({ name }) => name}
      dialog={(row, close) => <MedicineDialog patientId={patientId} row={row} close={close} />}
    >
      {(row) => (
        <span className="row-main stack g05">
          <span className="row g1">
            <span className="strong">{row.name}</span>
            {row.status !== 'active' && <Pill state="plain">{statusWord(row.status)}</Pill>}
          </span>
          <span className="small quiet num">
            {row.dose === '' ? t('medicine.doseNotKnown') : row.dose}
            {row.frequency !== '' && `, ${row.frequency}`} · {periodWords(row)}
          </span>
        </span>
      )}
    </ChartList>
  );
}

function MedicineDialog({
  patientId,
  row,
  close,
}: {
  patientId: string;
  row: Medicine | undefined;
  close: () => void;
}) {
  const form = useForm<Values>({
    initialValues: row
      ? read(row)
      : { name: '', dose: '', frequency: '', status: 'active', startedOn: '', endedOn: '' },
    validate: (values) => check(out(values)),
  });
  return (
    <RowDialog<Values>
      title={row ? t('medicine.change') : t('medicine.add')}
      patientId={patientId}
      path="medicines"
      row={row}
      form={form}
      out={out}
      read={read}
      close={close}
      lines={[
        { name: labels.name, say: ({ name }) => name },
        { name: labels.dose, say: ({ dose }) => dose },
        { name: labels.frequency, say: ({ frequency }) => frequency },
        { name: t('row.statusLabel'), say: ({ status }) => statusWord(status) },
        { name: labels.startedOn, say: ({ startedOn }) => sayDay(startedOn) },
        { name: labels.endedOn, say: ({ endedOn }) => sayDay(endedOn) },
      ]}
    >
      <TextInput label={labels.name} required {...form.getInputProps('name')} />
      <div className="fields">
        <TextInput label={labels.dose} description={t('medicine.doseHint')} {...form.getInputProps('dose')} />
        <TextInput
          label={labels.frequency}
          description={t('medicine.frequencyHint')}
          {...form.getInputProps('frequency')}
        />
        <PeriodFields form={form} />
      </div>
      {row && <StatusField form={form} statuses={statuses} />}
    </RowDialog>
  );
}
