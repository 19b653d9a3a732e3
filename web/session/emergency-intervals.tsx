import { TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { defaultIntervals, EmergencyIntervals } from '#clinical/session/session.ts';
import { post } from '#web/platform/api.ts';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { Dialog, FormEnd } from '#web/ui/dialog.tsx';
import { Refusal, Submit } from '#web/ui/form-parts.tsx';
import { say } from '#web/ui/say.ts';
import { type Drills, refreshEmergencies } from './emergencies.queries.ts';

/** How often cards are drilled and the kit is checked: the director’s, beside what the project proposes. */
export function IntervalDialog({ intervals, close }: { intervals: Drills['intervals']; close: () => void }) {
  const [drillDays, setDrill] = useState('');
  const [kitDays, setKit] = useState('');
  const [reason, setReason] = useState('');
  const [isAsked, setAsked] = useState(false);
  const { busy, error, run } = useBusy();
  const read = EmergencyIntervals.safeParse({ drillDays: Number(drillDays), kitDays: Number(kitDays) });
  const wrong = (name: 'drillDays' | 'kitDays', label: string) => {
    if (!isAsked || read.success) return null;
    const issue = read.error.issues.find(({ path }) => path[0] === name);
    return issue === undefined ? null : t('interval.wrong', { label, says: issue.message });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (!read.success || reason.trim().length < 3) return;
    void run(async () => {
      await post('/api/emergency-intervals', { ...read.data, version: intervals.version, reason: reason.trim() });
      await refreshEmergencies();
      say(t('interval.kept'));
      close();
    });
  };
  const field = (name: 'drillDays' | 'kitDays', value: string, set: (text: string) => void) => {
    const label = t(`interval.${name}`);
    return (
      <TextInput
        label={label}
        description={t('interval.now', { now: intervals[name], project: defaultIntervals[name] })}
        required
        inputMode="numeric"
        value={value}
        error={wrong(name, label)}
        onChange={({ currentTarget }) => set(currentTarget.value)}
      />
    );
  };
  return (
    <Dialog title={t('interval.title')} open close={close}>
      <form className="stack g3" noValidate onSubmit={submit}>
        {field('drillDays', drillDays, setDrill)}
        {field('kitDays', kitDays, setKit)}
        <TextInput
          label={t('em.reason')}
          required
          maxLength={1_000}
          value={reason}
          error={isAsked && reason.trim().length < 3 ? t('form.neededOf', { label: t('em.reason') }) : null}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
        <Refusal error={error} />
        <FormEnd cancel={close}>
          <Submit busy={busy}>{t('interval.set')}</Submit>
        </FormEnd>
      </form>
    </Dialog>
  );
}
