import { Button, Radio, SegmentedControl, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { AllergyInput } from '#clinical/chart/chart.ts';
import { sentenceOf } from '#web/platform/api.ts';
import type { Allergy } from '#web/platform/contract.ts';
import { t } from '#web/platform/text.ts';
import { checkedBy } from '#web/ui/form.ts';
import { Pill } from '#web/ui/parts.tsx';
import { say } from '#web/ui/say.ts';
import { Empty } from '#web/ui/states.tsx';
import { addRow, refreshChart } from './chart.queries.ts';
import { RowDialog } from './row-dialog.tsx';
import { ChartList, PeriodFields, periodOut, periodWords, sayDay } from './row-parts.tsx';
import { StatusField, statusWord } from './row-status.tsx';

const kinds = ['allergy', 'intolerance', 'no-known-allergies'] as const;
const severities = ['mild', 'moderate', 'severe', 'unknown'] as const;
const statuses = ['active', 'resolved', 'entered-in-error'] as const;
type Values = {
  kind: string;
  substance: string;
  reaction: string;
  severity: string;
  status: string;
  startedOn: string;
  endedOn: string;
};

const labels = {
  substance: t('allergy.substance'),
  reaction: t('allergy.reaction'),
  endedOn: t('row.endedOn'),
  startedOn: t('row.startedOn'),
};
const check = checkedBy(AllergyInput, labels);

const read = (row: unknown): Values & { version: number } => {
  const { kind, substance, reaction, severity, status, startedOn, endedOn, version } = row as Allergy;
  return { kind, substance, reaction, severity, status, startedOn: startedOn ?? '', endedOn: endedOn ?? '', version };
};
const out = ({ kind, substance, reaction, severity, status, ...period }: Values) =>
  kind === 'no-known-allergies'
    ? { kind, substance: '', status, ...periodOut(period) }
    : { kind, substance, reaction, severity, status, ...periodOut(period) };

const kindWord = (kind: string) => t(`allergy.kind.${kinds.find((known) => known === kind) ?? 'allergy'}`);
const severityOf = (severity: string) => severities.find((known) => known === severity) ?? 'unknown';
const severityWord = (severity: string) => t(`severity.${severityOf(severity)}`);

type ListProps = { patientId: string; rows: Allergy[]; mayWrite: boolean };

export function AllergyList({ patientId, rows, mayWrite }: ListProps) {
  return (
    <ChartList
      title={t('allergy.title')}
      add={t('allergy.add')}
      rows={rows}
      mayWrite={mayWrite}
      empty={<NotAsked patientId={patientId} mayWrite={mayWrite} />}
      name={(row) => row.substance || kindWord(row.kind)}
      dialog={(row, close) => <AllergyDialog patientId={patientId} row={row} close={close} />}
    >
      {(row) => (
        <span className="row-main stack g05">
          <span className="row g1">
            <span className="strong">{row.kind === 'no-known-allergies' ? kindWord(row.kind) : row.substance}</span>
            {row.kind === 'intolerance' && <span className="quiet">{kindWord(row.kind)}</span>}
            {row.status !== 'active' && <Pill state="plain">{statusWord(row.status)}</Pill>}
          </span>
          {row.kind !== 'no-known-allergies' && (
            <span className="small quiet">
              {row.reaction === '' ? t('allergy.reactionNotKnown') : row.reaction} ·{' '}
              {t(`severityOf.${severityOf(row.severity)}`)} · {periodWords(row)}
            </span>
          )}
        </span>
      )}
    </ChartList>
  );
}

/** Nobody has recorded an answer: dashed, and one tap records that there are none. */
function NotAsked({ patientId, mayWrite }: { patientId: string; mayWrite: boolean }) {
  const [busy, setBusy] = useState(false);
  const none = async () => {
    setBusy(true);
    try {
      await addRow(patientId, 'allergies', { kind: 'no-known-allergies', substance: '' });
      await refreshChart(patientId);
      say(t('said.saved'));
    } catch (error) {
      say(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Empty
      title={t('chart.allergiesNotKnown')}
      actions={
        mayWrite && (
          <Button loading={busy} onClick={() => void none()}>
            {t('allergy.recordNone')}
          </Button>
        )
      }
    >
      {t('allergy.notKnownHint')}
    </Empty>
  );
}

function AllergyDialog({ patientId, row, close }: { patientId: string; row: Allergy | undefined; close: () => void }) {
  const form = useForm<Values>({
    initialValues: row
      ? read(row)
      : {
          kind: 'allergy',
          substance: '',
          reaction: '',
          severity: 'unknown',
          status: 'active',
          startedOn: '',
          endedOn: '',
        },
    validate: (values) => check(out(values)),
  });
  const none = form.values.kind === 'no-known-allergies';
  return (
    <RowDialog<Values>
      title={row ? t('allergy.change') : t('allergy.add')}
      patientId={patientId}
      path="allergies"
      row={row}
      form={form}
      out={out}
      read={read}
      close={close}
      lines={[
        { name: t('allergy.kindLabel'), say: ({ kind }) => kindWord(kind) },
        { name: labels.substance, say: ({ substance }) => substance },
        { name: labels.reaction, say: ({ reaction }) => reaction },
        { name: t('allergy.severity'), say: ({ severity }) => severityWord(severity) },
        { name: t('row.statusLabel'), say: ({ status }) => statusWord(status) },
        { name: labels.startedOn, say: ({ startedOn }) => sayDay(startedOn) },
        { name: labels.endedOn, say: ({ endedOn }) => sayDay(endedOn) },
      ]}
    >
      <Radio.Group label={t('allergy.kindLabel')} {...form.getInputProps('kind')}>
        <div className="stack g05">
          {kinds.map((kind) => (
            <Radio key={kind} value={kind} label={kindWord(kind)} />
          ))}
        </div>
      </Radio.Group>
      {!none && (
        <>
          <TextInput label={labels.substance} required {...form.getInputProps('substance')} />
          <TextInput label={labels.reaction} description={t('form.optional')} {...form.getInputProps('reaction')} />
          <div className="stack g05">
            <span className="label">{t('allergy.severity')}</span>
            <SegmentedControl
              fullWidth
              aria-label={t('allergy.severity')}
              data={severities.map((value) => ({ value, label: t(`severity.${value}`) }))}
              {...form.getInputProps('severity')}
            />
          </div>
          <div className="fields">
            <PeriodFields form={form} />
          </div>
        </>
      )}
      {row && <StatusField form={form} statuses={statuses} />}
    </RowDialog>
  );
}
