import { TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { ProblemInput } from '#clinical/chart/chart.ts';
import type { ChartProblem } from '#web/platform/contract.ts';
import { t } from '#web/platform/text.ts';
import { checkedBy } from '#web/ui/form.ts';
import { Pill } from '#web/ui/parts.tsx';
import { Empty } from '#web/ui/states.tsx';
import { RowDialog } from './row-dialog.tsx';
import { ChartList, PeriodFields, periodOut, periodWords, sayDay } from './row-parts.tsx';
import { StatusField, statusWord } from './row-status.tsx';

const statuses = ['active', 'resolved', 'entered-in-error'] as const;
type Values = { name: string; code: string; status: string; startedOn: string; endedOn: string };

const labels = {
  name: t('problem.name'),
  code: t('problem.code'),
  startedOn: t('row.startedOn'),
  endedOn: t('row.endedOn'),
};
const check = checkedBy(ProblemInput, labels);
const read = (row: unknown): Values & { version: number } => {
  const { name, code, status, startedOn, endedOn, version } = row as ChartProblem;
  return { name, code, status, startedOn: startedOn ?? '', endedOn: endedOn ?? '', version };
};
const out = ({ name, code, status, ...period }: Values) => ({
  name,
  code: code.trim().toUpperCase(),
  status,
  ...periodOut(period),
});

type ListProps = { patientId: string; rows: ChartProblem[]; mayWrite: boolean };

export function ProblemList({ patientId, rows, mayWrite }: ListProps) {
  return (
    <ChartList
      title={t('problem.title')}
      add={t('problem.add')}
      rows={rows}
      mayWrite={mayWrite}
      empty={<Empty title={t('problem.none')}>{t('problem.noneHint')}</Empty>}
      name={({ name }) => name}
      dialog={(row, close) => <ProblemDialog patientId={patientId} row={row} close={close} />}
    >
      {(row) => (
        <span className="row-main stack g05">
          <span className="row g1">
            <span className="strong">{row.name}</span>
            {row.status !== 'active' && <Pill state="plain">{statusWord(row.status)}</Pill>}
          </span>
          <span className="small quiet num">
            {row.code !== '' && `${row.code} · `}
            {periodWords(row)}
          </span>
        </span>
      )}
    </ChartList>
  );
}

type DialogProps = { patientId: string; row: ChartProblem | undefined; close: () => void };

function ProblemDialog({ patientId, row, close }: DialogProps) {
  const form = useForm<Values>({
    initialValues: row ? read(row) : { name: '', code: '', status: 'active', startedOn: '', endedOn: '' },
    validate: (values) => check(out(values)),
  });
  return (
    <RowDialog<Values>
      title={row ? t('problem.change') : t('problem.add')}
      patientId={patientId}
      path="problems"
      row={row}
      form={form}
      out={out}
      read={read}
      close={close}
      lines={[
        { name: labels.name, say: ({ name }) => name },
        { name: labels.code, say: ({ code }) => code },
        { name: t('row.statusLabel'), say: ({ status }) => statusWord(status) },
        { name: labels.startedOn, say: ({ startedOn }) => sayDay(startedOn) },
        { name: labels.endedOn, say: ({ endedOn }) => sayDay(endedOn) },
      ]}
    >
      <TextInput label={labels.name} required {...form.getInputProps('name')} />
      <TextInput label={labels.code} description={t('problem.codeHint')} {...form.getInputProps('code')} />
      <div className="fields">
        <PeriodFields form={form} />
      </div>
      {row && <StatusField form={form} statuses={statuses} />}
    </RowDialog>
  );
}
