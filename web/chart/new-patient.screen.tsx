import { useForm } from '@mantine/form';
import { useBlocker, useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { PatientInput } from '#clinical/chart/chart.ts';
import { post, stoppedBy } from '#web/platform/api.ts';
import type { Candidate } from '#web/platform/contract.ts';
import { useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { AskToLeave, FormEnd } from '#web/ui/dialog.tsx';
import { checkedBy, fieldErrors, trimmed } from '#web/ui/form.ts';
import { focusFirstInvalid, Refusal, Submit } from '#web/ui/form-parts.tsx';
import { Page } from '#web/ui/page.tsx';
import { Card } from '#web/ui/parts.tsx';
import { say } from '#web/ui/say.ts';
import { findDuplicates, refreshChart } from './chart.queries.ts';
import { DifferentPerson, MaybeThere } from './duplicates.tsx';
import { emptyPatient, PatientFields, type PatientValues, patientLabels, patientOut } from './patient-form.tsx';

const check = checkedBy(PatientInput, patientLabels);

/** Registers a patient. Records that may be of the same person are shown while one types, and again before saving. */
export function NewPatientScreen() {
  const { timeZone } = useMe();
  const navigate = useNavigate();
  const box = useRef<HTMLFormElement>(null);
  const [near, setNear] = useState<Candidate[]>([]);
  const [asking, setAsking] = useState<Candidate[]>();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const form = useForm<PatientValues>({
    initialValues: emptyPatient(timeZone),
    validate: (values) => check(patientOut(values)),
  });

  const left = useBlocker({
    shouldBlockFn: () => form.isDirty(),
    enableBeforeUnload: () => form.isDirty(),
    withResolver: true,
  });

  async function look(): Promise<void> {
    const { givenName, familyName, birthOn } = trimmed(form.getValues());
    if (givenName === '' || familyName === '' || birthOn === '') return;
    const found = await findDuplicates({ givenName, familyName, birthOn }).catch(() => undefined);
    if (found) setNear(found);
  }

  async function register(values: PatientValues, different?: string): Promise<void> {
    setBusy(true);
    setError(undefined);
    try {
      const distinct = different === undefined ? {} : { confirmedDistinct: true, reason: different };
      const made = await post<{ id: string; number: string }>('/api/patients', {
        ...trimmed(patientOut(values)),
        ...distinct,
      });
      await refreshChart(made.id);
      say(t('patients.registered', { number: made.number }));
      await navigate({ to: '/patients/$id', params: { id: made.id }, ignoreBlocker: true });
    } catch (stopped) {
      const candidates = candidatesIn(stopped);
      if (candidates) setAsking(candidates);
      else {
        form.setErrors(fieldErrors(stopped, patientLabels));
        setError(stopped);
      }
    } finally {
      setBusy(false);
    }
  }

  return (
    <Page title={t('patients.add')} narrow back={{ to: '/patients', label: t('place.patients') }}>
      <form
        ref={box}
        noValidate
        className="stack g3"
        onSubmit={form.onSubmit(
          (values) => void register(values),
          () => focusFirstInvalid(box.current),
        )}
      >
        <Card>
          <div className="stack g3">
            <PatientFields form={form} onIdentity={() => void look()} />
            {near.length > 0 && <MaybeThere candidates={near} />}
            <Refusal error={error} />
            <FormEnd cancel={() => void navigate({ to: '/patients' })}>
              <Submit busy={busy}>{t('patients.register')}</Submit>
            </FormEnd>
          </div>
        </Card>
      </form>
      {left.status === 'blocked' && <AskToLeave stay={left.reset} leave={left.proceed} />}
      {asking && (
        <DifferentPerson
          candidates={asking}
          busy={busy}
          error={error}
          close={() => setAsking(undefined)}
          different={(reason) => void register(form.getValues(), reason)}
        />
      )}
    </Page>
  );
}

function candidatesIn(stopped: unknown): Candidate[] | undefined {
  if (!stoppedBy(stopped, 'already-there')) return undefined;
  const { details } = stopped;
  if (typeof details !== 'object' || details === null || !('candidates' in details)) return undefined;
  return details.candidates as Candidate[];
}
