import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { put, stoppedBy } from '#web/platform/api.ts';
import type { Patient } from '#web/platform/contract.ts';
import { maySee } from '#web/platform/may.ts';
import { useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { Dialog, FormEnd } from '#web/ui/dialog.tsx';
import { Refusal, Submit } from '#web/ui/form-parts.tsx';
import { Card } from '#web/ui/parts.tsx';
import { say } from '#web/ui/say.ts';
import { refreshChart } from './chart.queries.ts';

/** Who opens this chart: shown to those who may decide it. */
export function Restriction({ patient }: { patient: Patient }) {
  const me = useMe();
  const [open, setOpen] = useState(false);
  if (!maySee(me, 'patient.restrict')) return null;
  return (
    <Card
      title={t('patient.protection')}
      aside={
        <Button variant="subtle" onClick={() => setOpen(true)}>
          {t(patient.restricted ? 'restrict.lift' : 'restrict.set')}
        </Button>
      }
    >
      <p>{t(patient.restricted ? 'restrict.isSet' : 'restrict.isNot')}</p>
      {open && <Decide patient={patient} close={() => setOpen(false)} />}
    </Card>
  );
}

function Decide({ patient, close }: { patient: Patient; close: () => void }) {
  const [restricted] = useState(!patient.restricted);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const { busy, error, run } = useBusy();
  const isShort = reason.trim().length < 3;
  const save = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isShort) return;
    void run(async () => {
      try {
        await put(`/api/patients/${patient.id}/restriction`, {
          version: patient.version,
          restricted,
          reason: reason.trim(),
        });
      } catch (stopped) {
        // The reason stays; what stands now is fetched, so that the next try is made knowingly.
        if (stoppedBy(stopped, 'changed-by-someone-else')) await refreshChart(patient.id);
        throw stopped;
      }
      await refreshChart(patient.id);
      say(t('said.saved'));
      close();
    });
  };
  return (
    <Dialog title={t(restricted ? 'restrict.set' : 'restrict.lift')} open close={close}>
      <form className="stack g3" onSubmit={save} noValidate>
        <p className="quiet">{t(restricted ? 'restrict.setHint' : 'restrict.liftHint')}</p>
        <TextInput
          label={t('restrict.reason')}
          description={t('restrict.reasonHint')}
          required
          maxLength={300}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={tried && isShort ? t('form.needed') : undefined}
        />
        <Refusal error={error} />
        <FormEnd cancel={close}>
          <Submit busy={busy}>{t(restricted ? 'restrict.set' : 'restrict.lift')}</Submit>
        </FormEnd>
      </form>
    </Dialog>
  );
}
