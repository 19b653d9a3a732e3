import { Checkbox, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useRef, useState } from 'react';
import { emergencyIds, type ProposedDose, proposedDoses, signedDosesOf } from '#clinical/session/session.ts';
import { post } from '#web/platform/api.ts';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { FormEnd } from '#web/ui/dialog.tsx';
import { focusFirstInvalid, Refusal, Submit } from '#web/ui/form-parts.tsx';
import { Page } from '#web/ui/page.tsx';
import { Card, Notice, Pill } from '#web/ui/parts.tsx';
import { say } from '#web/ui/say.ts';
import { When } from '#web/ui/states.tsx';
import { choicesOf, type Draft, type Drafts, draftsFrom, noDraft, wrongIn } from './dose-draft.ts';
import { DrugLabel } from './drug-label.tsx';
import { type DoseVersion, dosesQuery, refreshEmergencies } from './emergencies.queries.ts';
import { cardTitle, doseWords, limitWords } from './emergency-words.ts';
import './emergency.css';

/** The director picks rows of the project, makes them stricter, and signs the list whole. Nothing is picked beforehand. */
export function SignDosesScreen() {
  const asked = useQuery(dosesQuery);
  return (
    <Page
      title={t('signDoses.title')}
      intro={t('signDoses.intro')}
      back={{ to: '/emergencies/doses', label: t('doses.title') }}
    >
      <When asked={asked} rows={4}>
        {(versions) => <Form newest={versions[0]} />}
      </When>
    </Page>
  );
}

const proposals = proposedDoses();

function Form({ newest }: { newest: DoseVersion | undefined }) {
  const [drafts, setDrafts] = useState<Drafts>({});
  const [reason, setReason] = useState('');
  const [isSent, setSent] = useState(false);
  const { busy, error, run } = useBusy();
  const navigate = useNavigate();
  const box = useRef<HTMLFormElement>(null);
  const version = (newest?.version ?? 0) + 1;
  const choices = choicesOf(drafts);
  const made = choices === undefined ? undefined : signedDosesOf(choices);
  const says = made !== undefined && 'says' in made ? made.says : [];
  const set = (row: string, to: Partial<Draft>) =>
    setDrafts((now) => ({ ...now, [row]: { ...noDraft, ...now[row], ...to } }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setSent(true);
    if (made === undefined || 'says' in made || reason.trim().length < 3) return focusFirstInvalid(box.current);
    void run(async () => {
      await post('/api/emergency-doses', { version, choices, reason: reason.trim() });
      await refreshEmergencies();
      say(t('signDoses.done', { version }));
      await navigate({ to: '/emergencies/doses' });
    });
  };
  const last = newest?.doses ?? [];
  return (
    <form ref={box} noValidate className="stack g3" onSubmit={submit}>
      <Notice state="blue">{t('signDoses.how')}</Notice>
      {last.length > 0 && (
        <Checkbox
          label={t('signDoses.asLast', { version: newest?.version ?? 0, count: last.length })}
          checked={Object.keys(drafts).length > 0 && last.every(({ row }) => drafts[row]?.isOn === true)}
          onChange={({ currentTarget }) => setDrafts(currentTarget.checked ? draftsFrom(last) : {})}
        />
      )}
      {emergencyIds
        .map((card) => ({ card, rows: proposals.filter(({ event }) => event === card) }))
        .filter(({ rows }) => rows.length > 0)
        .map(({ card, rows }) => (
          <Card key={card} title={cardTitle(card)} flush>
            <ul className="dose-rows">
              {rows.map((row) => (
                <Row
                  key={row.id}
                  row={row}
                  draft={drafts[row.id] ?? noDraft}
                  set={(to) => set(row.id, to)}
                  isSent={isSent}
                />
              ))}
            </ul>
          </Card>
        ))}
      <Card title={t('signDoses.signTitle', { version })}>
        <div className="stack g3">
          <Textarea
            label={t('signDoses.reason')}
            required
            autosize
            minRows={2}
            maxLength={1_000}
            value={reason}
            error={isSent && reason.trim().length < 3 ? t('form.neededOf', { label: t('signDoses.reason') }) : null}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          {isSent && says.length > 0 && (
            <Notice state="red" title={t('signDoses.not')}>
              {says.map((one) => (
                <p key={one}>{one}</p>
              ))}
            </Notice>
          )}
          <p className="quiet">{t('signDoses.means')}</p>
          <Refusal error={error} />
          <FormEnd cancel={() => void navigate({ to: '/emergencies/doses' })}>
            <Submit busy={busy}>{t('signDoses.sign', { count: choices?.length ?? 0 })}</Submit>
          </FormEnd>
        </div>
      </Card>
    </form>
  );
}

type RowProps = { row: ProposedDose; draft: Draft; set: (to: Partial<Draft>) => void; isSent: boolean };

/** A proposed row as it is read: drug, dose, source, and whether somebody read it there. */
function Row({ row, draft, set }: RowProps) {
  const name = t('signDoses.pick', { drug: row.drug, dose: doseWords(row) });
  const wrong = wrongIn(draft, row);
  const field = (key: 'to' | 'most' | 'repeatMin', label: string) => (
    <TextInput
      size="sm"
      label={label}
      inputMode="decimal"
      value={draft[key]}
      error={wrong[key] ?? null}
      onChange={({ currentTarget }) => set({ [key]: currentTarget.value })}
    />
  );
  return (
    <li className="dose-row" data-dose={row.id}>
      <DrugLabel drug={row.drug} />
      <div className="stack g1 grow">
        <Checkbox
          checked={draft.isOn}
          label={<span className="strong num">{name}</span>}
          onChange={({ currentTarget }) => set({ isOn: currentTarget.checked })}
        />
        <p className="small num">{limitWords(row)}</p>
        {row.note !== '' && <p className="small quiet">{row.note}</p>}
        <p className="row g1 caption quiet">
          <Pill state={row.verified ? 'green' : 'unknown'}>
            {t(row.verified ? 'signDoses.read' : 'signDoses.unverified')}
          </Pill>
          {t('dose.basis', { source: row.source, class: t(`acts.class.${row.provenance}`) })}
        </p>
        {draft.isOn && (
          <div className="dose-stricter">
            {field('to', t('signDoses.to', { to: row.to, unit: row.unit }))}
            {field(
              'most',
              row.most === undefined
                ? t('signDoses.most', { unit: row.unit })
                : t('signDoses.mostOf', { most: row.most, unit: row.unit }),
            )}
            {row.repeatMin !== undefined && field('repeatMin', t('signDoses.repeat', { min: row.repeatMin.from }))}
            <Checkbox
              checked={draft.needsSecond}
              label={t('signDoses.second')}
              onChange={({ currentTarget }) => set({ needsSecond: currentTarget.checked })}
            />
          </div>
        )}
      </div>
    </li>
  );
}
