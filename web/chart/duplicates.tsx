import { Button, Textarea } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Candidate } from '#web/platform/contract.ts';
import { t } from '#web/platform/text.ts';
import { Dialog, FormEnd } from '#web/ui/dialog.tsx';
import { Refusal } from '#web/ui/form-parts.tsx';
import { Initials, Notice } from '#web/ui/parts.tsx';
import { Age, fullName, TwoIdentifiers } from './who-is-this.tsx';

function Candidates({ candidates }: { candidates: Candidate[] }) {
  return (
    <ul className="rows candidates">
      {candidates.map((candidate) => (
        <li key={candidate.id}>
          <Initials of={candidate.initials.replaceAll('.', '')} />
          <span className="row-main stack g05">
            <span className="strong">{fullName(candidate)}</span>
            <span className="small quiet">
              <TwoIdentifiers {...candidate} /> · <Age birthOn={candidate.birthOn} />
            </span>
            <span className="small mark-amber">{candidate.because}</span>
          </span>
          <Link className="button-link" to="/patients/$id" params={{ id: candidate.id }}>
            {t('duplicates.openThis')}
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** Shown while one types: there may be a record already. */
export function MaybeThere({ candidates }: { candidates: Candidate[] }) {
  return (
    <Notice state="amber" title={t('duplicates.maybe', { count: candidates.length })} live>
      <Candidates candidates={candidates} />
    </Notice>
  );
}

type Props = {
  candidates: Candidate[];
  busy: boolean;
  error: unknown;
  close: () => void;
  different: (reason: string) => void;
};

/** Before a second record is made: who is there, and how this person knows that it is somebody else. */
export function DifferentPerson({ candidates, busy, error, close, different }: Props) {
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const tooShort = reason.trim().length < 5;
  return (
    <Dialog title={t('duplicates.title')} open close={close} wide>
      <form
        className="stack g3"
        onSubmit={(event) => {
          event.preventDefault();
          setMissing(tooShort);
          if (!tooShort) different(reason.trim());
        }}
      >
        <p className="quiet">{t('duplicates.body')}</p>
        <Candidates candidates={candidates} />
        <Textarea
          label={t('duplicates.how')}
          description={t('duplicates.howHint')}
          required
          rows={2}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value.replace(/[\r\n]+/g, ' '))}
          error={missing && tooShort ? t('duplicates.howNeeded') : undefined}
        />
        <Refusal error={error} />
        <FormEnd cancel={close}>
          <Button type="submit" loading={busy}>
            {t('duplicates.different')}
          </Button>
        </FormEnd>
      </form>
    </Dialog>
  );
}
