import { Button, TextInput } from '@mantine/core';
import { t } from '#web/platform/text.ts';
import { AddIcon } from '#web/ui/icons.ts';
import type { PremedRow } from './order-draft.ts';

const longestWord = 100;
const longestWhen = 200;
const mostRows = 20;

/** What is given before the dose: rows that are added and removed, each in the prescriber's own words. */
export function Premedication({ rows, set }: { rows: PremedRow[]; set: (rows: PremedRow[]) => void }) {
  const change = (key: number, to: Partial<PremedRow>) =>
    set(rows.map((row) => (row.key === key ? { ...row, ...to } : row)));
  const next = Math.max(0, ...rows.map(({ key }) => key)) + 1;
  return (
    <div className="stack g3">
      {rows.length === 0 && <p className="quiet">{t('newOrder.noPremed')}</p>}
      {rows.map((row, at) => (
        <fieldset key={row.key} className="stack premed">
          <legend className="strong">{t('newOrder.premedRow', { count: at + 1 })}</legend>
          <div className="fields">
            <TextInput
              label={t('newOrder.medicine')}
              required
              maxLength={longestWord}
              value={row.medicine}
              onChange={(event) => change(row.key, { medicine: event.currentTarget.value })}
            />
            <TextInput
              label={t('newOrder.premedDose')}
              description={t('newOrder.premedDoseHint')}
              required
              maxLength={longestWord}
              value={row.doseText}
              onChange={(event) => change(row.key, { doseText: event.currentTarget.value })}
            />
            <TextInput
              label={t('newOrder.premedWhen')}
              required
              maxLength={longestWhen}
              value={row.when}
              onChange={(event) => change(row.key, { when: event.currentTarget.value })}
            />
          </div>
          <div className="row end">
            <Button variant="subtle" color="red" onClick={() => set(rows.filter(({ key }) => key !== row.key))}>
              {t('newOrder.premedRemove', { count: at + 1 })}
            </Button>
          </div>
        </fieldset>
      ))}
      {rows.length < mostRows && (
        <div>
          <Button
            leftSection={<AddIcon size={20} aria-hidden />}
            onClick={() => set([...rows, { key: next, medicine: '', doseText: '', when: '' }])}
          >
            {t('newOrder.premedAdd')}
          </Button>
        </div>
      )}
    </div>
  );
}
