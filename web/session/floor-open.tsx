import { TextInput, UnstyledButton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Floor } from '#server/session/floor.shapes.ts';
import { foundQuery } from '#web/chart/chart.queries.ts';
import { fullName, TwoIdentifiers } from '#web/chart/who-is-this.tsx';
import type { PatientSummary } from '#web/platform/contract.ts';
import { t } from '#web/platform/text.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { OnwardIcon, SearchIcon } from '#web/ui/icons.ts';
import { When } from '#web/ui/states.tsx';
import { OpenForm } from './floor-open-form.tsx';

type Props = {
  floor: Floor;
  chairId: string | undefined;
  /** Of those who are treated together: then the way leads back to them. */
  groupId?: string;
  close: () => void;
};

/** More than this is no finding: then a few letters more are typed. */
const mostShown = 8;

/** Opens a session: who, under which order, in which chair, when. Nothing is chosen beforehand but the chair tapped. */
export function OpenSession({ floor, chairId, groupId, close }: Props) {
  const [patient, setPatient] = useState<PatientSummary>();
  return (
    <Dialog title={t('open.title')} open close={close} wide>
      {patient === undefined ? (
        <FindPatient choose={setPatient} />
      ) : (
        <OpenForm
          floor={floor}
          chairId={chairId}
          groupId={groupId}
          patient={patient}
          another={() => setPatient(undefined)}
          close={close}
        />
      )}
    </Dialog>
  );
}

function FindPatient({ choose }: { choose: (patient: PatientSummary) => void }) {
  const [text, setText] = useState('');
  const [wanted] = useDebouncedValue(text.trim(), 120);
  const asked = useQuery({ ...foundQuery(wanted, mostShown), enabled: wanted !== '' });
  return (
    <div className="stack open-find">
      <TextInput
        type="search"
        size="lg"
        label={t('open.find')}
        description={t('open.findHint')}
        leftSection={<SearchIcon size={24} aria-hidden />}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        autoComplete="off"
        spellCheck={false}
        data-autofocus
      />
      {wanted !== '' && (
        <When asked={asked} rows={3}>
          {({ patients }) =>
            patients.length === 0 ? (
              <p className="quiet" role="status">
                {t('open.noneFound')}
              </p>
            ) : (
              <ul className="open-found">
                {patients.map((patient) => (
                  <li key={patient.id}>
                    <UnstyledButton onClick={() => choose(patient)}>
                      <span className="grow stack g05">
                        <span className="strong">{fullName(patient)}</span>
                        <span className="small quiet">
                          <TwoIdentifiers {...patient} />
                        </span>
                      </span>
                      <OnwardIcon size={20} aria-hidden />
                    </UnstyledButton>
                  </li>
                ))}
              </ul>
            )
          }
        </When>
      )}
    </div>
  );
}
