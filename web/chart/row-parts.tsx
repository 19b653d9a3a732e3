import { ActionIcon, Button, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { type ReactNode, useState } from 'react';
import { day } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { AddIcon, EditIcon } from '#web/ui/icons.ts';
import { Card } from '#web/ui/parts.tsx';

export type Period = { startedOn: string | null; endedOn: string | null };

/** "since 3 Mar 2024", "3 Mar 2024 to 5 May 2025"; an unknown beginning is said. */
export function periodWords({ startedOn, endedOn }: Period): string {
  if (startedOn === null && endedOn === null) return t('row.sinceNotKnown');
  if (endedOn === null) return t('row.since', { from: day(startedOn ?? '') });
  if (startedOn === null) return t('row.until', { until: day(endedOn) });
  return t('row.fromTo', { from: day(startedOn), until: day(endedOn) });
}

type PeriodValues = { startedOn: string; endedOn: string };

/** Two dates that may stay empty. */
export function PeriodFields<Values extends PeriodValues>({ form }: { form: UseFormReturnType<Values> }) {
  return (
    <>
      <TextInput
        type="date"
        label={t('row.startedOn')}
        description={t('form.optional')}
        {...form.getInputProps('startedOn')}
      />
      <TextInput
        type="date"
        label={t('row.endedOn')}
        description={t('form.optional')}
        {...form.getInputProps('endedOn')}
      />
    </>
  );
}

export const periodOut = ({ startedOn, endedOn }: PeriodValues): Period => ({
  startedOn: startedOn === '' ? null : startedOn,
  endedOn: endedOn === '' ? null : endedOn,
});

export const sayDay = (on: string): string => (on === '' ? '' : day(on));

type ListProps<Row extends { id: string; status: string }> = {
  title: string;
  add: string;
  rows: Row[];
  mayWrite: boolean;
  empty: ReactNode;
  name: (row: Row) => string;
  children: (row: Row) => ReactNode;
  dialog: (row: Row | undefined, close: () => void) => ReactNode;
};

/** A list in a chart: what holds now first, what is over folded below, what was a mistake said as such. */
export function ChartList<Row extends { id: string; status: string }>(props: ListProps<Row>) {
  const { title, add, rows, mayWrite, empty, name, children, dialog } = props;
  const [open, setOpen] = useState<{ row: Row | undefined }>();
  const active = rows.filter(({ status }) => status === 'active');
  const over = rows.filter(({ status }) => status !== 'active');
  const line = (row: Row) => (
    <li key={row.id}>
      {children(row)}
      {mayWrite && (
        <ActionIcon aria-label={t('row.edit', { name: name(row) })} onClick={() => setOpen({ row })}>
          <EditIcon size={20} aria-hidden />
        </ActionIcon>
      )}
    </li>
  );
  return (
    <Card
      title={title}
      flush
      aside={
        mayWrite && (
          <Button
            variant="subtle"
            leftSection={<AddIcon size={20} aria-hidden />}
            onClick={() => setOpen({ row: undefined })}
          >
            {add}
          </Button>
        )
      }
    >
      {active.length === 0 ? empty : <ul className="rows">{active.map(line)}</ul>}
      {over.length > 0 && (
        <details className="folded">
          <summary>{t('row.over', { count: over.length })}</summary>
          <ul className="rows">{over.map(line)}</ul>
        </details>
      )}
      {open && dialog(open.row, () => setOpen(undefined))}
    </Card>
  );
}
