import { Button } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useRef, useState } from 'react';
import { PatientInput } from '#clinical/chart/chart.ts';
import { put } from '#web/platform/api.ts';
import type { Patient } from '#web/platform/contract.ts';
import { clock, day, zoneName } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { Dialog, FormEnd } from '#web/ui/dialog.tsx';
import { checkedBy, fieldErrors, trimmed } from '#web/ui/form.ts';
import { focusFirstInvalid, Refusal, Submit } from '#web/ui/form-parts.tsx';
import { EditIcon } from '#web/ui/icons.ts';
import { Card, Fact, Facts } from '#web/ui/parts.tsx';
import { languageName } from '#web/ui/places-of-the-world.ts';
import { say } from '#web/ui/say.ts';
import { type Line, SideBySide } from '#web/ui/side-by-side.tsx';
import { useVersioned } from '#web/ui/versioned.ts';
import { refreshChart } from './chart.queries.ts';
import { sexWord } from './chart-header.tsx';
import { PatientFields, type PatientValues, patientLabels, patientOut, valuesOf } from './patient-form.tsx';

const check = checkedBy(PatientInput, patientLabels);

/** What the clinic knows of a person apart from their health. What is not known is said. */
export function Demographics({ patient, mayWrite }: { patient: Patient; mayWrite: boolean }) {
  const [open, setOpen] = useState(false);
  const contact = patient.emergencyContact;
  return (
    <Card
      title={t('patient.contacts')}
      aside={
        mayWrite && (
          <Button variant="subtle" leftSection={<EditIcon size={20} aria-hidden />} onClick={() => setOpen(true)}>
            {t('patient.edit')}
          </Button>
        )
      }
    >
      <Facts>
        <Fact name={t('patient.phone')}>
          <OrNotKnown text={patient.phone} />
        </Fact>
        <Fact name={t('patient.email')}>
          <OrNotKnown text={patient.email} />
        </Fact>
        <Fact name={t('patient.address')}>
          <OrNotKnown text={patient.address} />
        </Fact>
        <Fact name={t('choice.language')}>{languageName(patient.language)}</Fact>
        <Fact name={t('choice.timeZone')}>
          {t('patient.zoneNow', {
            zone: zoneName(patient.timeZone),
            time: clock(Date.now(), patient.timeZone),
          })}
        </Fact>
        <Fact name={t('patient.emergency')}>
          {contact === null ? (
            <OrNotKnown text="" />
          ) : (
            <>
              {contact.name}
              {contact.relation !== '' && `, ${contact.relation}`}
              <br />
              {contact.phone}
            </>
          )}
        </Fact>
      </Facts>
      {open && <EditPatient patient={patient} close={() => setOpen(false)} />}
    </Card>
  );
}

function OrNotKnown({ text }: { text: string }) {
  return text === '' ? <span className="absent">{t('absent.notKnown')}</span> : text;
}

const lines: Line<PatientValues>[] = [
  { name: t('patient.givenName'), say: ({ givenName }) => givenName },
  { name: t('patient.familyName'), say: ({ familyName }) => familyName },
  { name: t('patient.preferredName'), say: ({ preferredName }) => preferredName },
  { name: t('patient.birthOn'), say: ({ birthOn }) => day(birthOn) },
  { name: t('patient.sex'), say: ({ sexForClinicalUse }) => sexWord(sexForClinicalUse) },
  { name: t('patient.phone'), say: ({ phone }) => phone },
  { name: t('patient.email'), say: ({ email }) => email },
  { name: t('patient.address'), say: ({ address }) => address },
  { name: t('choice.language'), say: ({ language }) => languageName(language) },
  { name: t('choice.timeZone'), say: ({ timeZone }) => zoneName(timeZone) },
  {
    name: t('patient.emergency'),
    say: ({ emergencyContact: { name, relation, phone } }) =>
      [name, relation, phone].filter((part) => part !== '').join(', '),
  },
];

function EditPatient({ patient, close }: { patient: Patient; close: () => void }) {
  const box = useRef<HTMLFormElement>(null);
  const [first] = useState(() => ({ ...valuesOf(patient), version: patient.version }));
  const form = useForm<PatientValues>({
    initialValues: first,
    validate: (values) => check(patientOut(values)),
  });
  const { send, busy, error, clash, saveMine, goOn } = useVersioned<PatientValues>({
    first,
    save: (values, seen) =>
      put(`/api/patients/${patient.id}`, {
        ...trimmed(patientOut(values)),
        version: seen.version,
      }).catch((stopped: unknown) => {
        form.setErrors(fieldErrors(stopped, patientLabels));
        throw stopped;
      }),
    read: (current) => ({ ...valuesOf(current as Patient), version: (current as Patient).version }),
    refill: form.setValues,
    onSaved: () => {
      void refreshChart(patient.id);
      say(t('said.saved'));
      close();
    },
  });

  return (
    <Dialog title={t('patient.edit')} open close={close} typed={() => form.isDirty()} wide>
      {clash ? (
        <SideBySide
          clash={clash}
          lines={lines}
          busy={busy}
          keepTheirs={() => {
            void refreshChart(patient.id);
            close();
          }}
          saveMine={() => void saveMine()}
          goOn={goOn}
        />
      ) : (
        <form
          ref={box}
          noValidate
          className="stack g3"
          onSubmit={form.onSubmit(
            (values) => void send(values),
            () => focusFirstInvalid(box.current),
          )}
        >
          <PatientFields form={form} />
          <Refusal error={error} />
          <FormEnd cancel={close}>
            <Submit busy={busy}>{t('act.save')}</Submit>
          </FormEnd>
        </form>
      )}
    </Dialog>
  );
}
