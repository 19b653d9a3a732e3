import { Radio, Textarea, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { PatientInput } from '#clinical/chart/chart.ts';
import type { Patient } from '#web/platform/contract.ts';
import { t } from '#web/platform/text.ts';
import { LanguageSelect, TimeZoneSelect } from '#web/ui/choices.tsx';
import { Fieldset } from '#web/ui/form-parts.tsx';

/** A patient's form as it is typed: every field is there, empty means not known. */
export type PatientValues = Omit<PatientInput, 'emergencyContact' | 'sexForClinicalUse'> & {
  sexForClinicalUse: string;
  emergencyContact: { name: string; relation: string; phone: string };
};

export const emptyPatient = (timeZone: string): PatientValues => ({
  givenName: '',
  familyName: '',
  preferredName: '',
  birthOn: '',
  sexForClinicalUse: '',
  language: 'en',
  timeZone,
  phone: '',
  email: '',
  address: '',
  emergencyContact: { name: '', relation: '', phone: '' },
});

export const valuesOf = (patient: Patient): PatientValues => ({
  givenName: patient.givenName,
  familyName: patient.familyName,
  preferredName: patient.preferredName,
  birthOn: patient.birthOn,
  sexForClinicalUse: patient.sexForClinicalUse,
  language: patient.language,
  timeZone: patient.timeZone,
  phone: patient.phone,
  email: patient.email,
  address: patient.address,
  emergencyContact: patient.emergencyContact ?? { name: '', relation: '', phone: '' },
});

/** As the server takes it: an emergency contact without any word is not known. */
export function patientOut({ emergencyContact, ...rest }: PatientValues) {
  const { name, relation, phone } = emergencyContact;
  const known = [name, relation, phone].some((part) => part.trim() !== '');
  return { ...rest, emergencyContact: known ? emergencyContact : null };
}

export const patientLabels: Record<string, string> = {
  givenName: t('patient.givenName'),
  familyName: t('patient.familyName'),
  preferredName: t('patient.preferredName'),
  birthOn: t('patient.birthOn'),
  sexForClinicalUse: t('patient.sex'),
  language: t('choice.language'),
  timeZone: t('choice.timeZone'),
  phone: t('patient.phone'),
  email: t('patient.email'),
  address: t('patient.address'),
  'emergencyContact.name': t('patient.contactName'),
  'emergencyContact.relation': t('patient.contactRelation'),
  'emergencyContact.phone': t('patient.contactPhone'),
};

export const sexes = ['female', 'male', 'specified', 'unknown'] as const;

type Props = {
  form: UseFormReturnType<PatientValues>;
  onIdentity?: () => void;
};

/** The fields of a patient, in the order in which a front desk asks them. */
export function PatientFields({ form, onIdentity }: Props) {
  const identity = (field: 'givenName' | 'familyName' | 'birthOn') => {
    const props = form.getInputProps(field);
    return { ...props, onBlur: () => onIdentity?.() };
  };
  return (
    <div className="stack g4">
      <Fieldset title={t('patient.who')}>
        <div className="fields">
          <TextInput label={t('patient.givenName')} required autoComplete="off" {...identity('givenName')} />
          <TextInput label={t('patient.familyName')} required autoComplete="off" {...identity('familyName')} />
          <TextInput
            label={t('patient.birthOn')}
            required
            type="date"
            min="1900-01-01"
            max="2199-12-31"
            {...identity('birthOn')}
          />
          <TextInput
            label={t('patient.preferredName')}
            description={t('form.optional')}
            autoComplete="off"
            {...form.getInputProps('preferredName')}
          />
          <Radio.Group
            className="whole"
            label={t('patient.sex')}
            description={t('patient.sexHint')}
            required
            {...form.getInputProps('sexForClinicalUse')}
          >
            <div className="row g3">
              {sexes.map((sex) => (
                <Radio key={sex} value={sex} label={t(`sex.${sex}`)} />
              ))}
            </div>
          </Radio.Group>
        </div>
      </Fieldset>
      <Fieldset title={t('patient.contacts')} hint={t('patient.contactsHint')}>
        <div className="fields">
          <TextInput label={t('patient.phone')} type="tel" autoComplete="off" {...form.getInputProps('phone')} />
          <TextInput label={t('patient.email')} type="email" autoComplete="off" {...form.getInputProps('email')} />
          <LanguageSelect required {...form.getInputProps('language')} />
          <TimeZoneSelect required {...form.getInputProps('timeZone')} />
          <Textarea className="whole" label={t('patient.address')} autosize={false} rows={2} {...oneLine(form)} />
        </div>
      </Fieldset>
      <Fieldset title={t('patient.emergency')} hint={t('patient.emergencyHint')}>
        <div className="fields">
          <TextInput
            label={t('patient.contactName')}
            autoComplete="off"
            {...form.getInputProps('emergencyContact.name')}
          />
          <TextInput
            label={t('patient.contactRelation')}
            autoComplete="off"
            {...form.getInputProps('emergencyContact.relation')}
          />
          <TextInput
            label={t('patient.contactPhone')}
            type="tel"
            autoComplete="off"
            {...form.getInputProps('emergencyContact.phone')}
          />
        </div>
      </Fieldset>
    </div>
  );
}

/** An address is one line in the record; a line break that was typed or pasted becomes a comma. */
function oneLine(form: UseFormReturnType<PatientValues>) {
  const { onChange: _typed, ...props } = form.getInputProps('address');
  return {
    ...props,
    onChange: (event: { currentTarget: { value: string } }) =>
      form.setFieldValue('address', event.currentTarget.value.replace(/\s*[\r\n]+\s*/g, ', ')),
  };
}
