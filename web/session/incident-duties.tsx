import { Button, Radio, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type DutyAnswer, dutyStates } from '#clinical/session/session.ts';
import { put } from '#web/platform/api.ts';
import { day } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { FormEnd } from '#web/ui/dialog.tsx';
import { Refusal } from '#web/ui/form-parts.tsx';
import { Card, Pill } from '#web/ui/parts.tsx';
import { say } from '#web/ui/say.ts';
import { type OneIncident, refreshEmergencies } from './emergencies.queries.ts';

/** Where a serious incident may have to be reported: facts with their source, for people to decide. Nothing is sent. */
export function Duties({ one: { incident, duties }, mayWrite }: { one: OneIncident; mayWrite: boolean }) {
  const [answers, setAnswers] = useState<readonly DutyAnswer[]>(incident.report.duties);
  const { busy, error, run } = useBusy();
  const of = (duty: DutyAnswer['duty']): DutyAnswer =>
    answers.find((one) => one.duty === duty) ?? { duty, state: 'not-decided', note: '' };
  const set = (duty: DutyAnswer['duty'], to: Partial<DutyAnswer>) =>
    setAnswers((now) => [...now.filter((one) => one.duty !== duty), { ...of(duty), ...to }]);
  const save = () =>
    void run(async () => {
      const { id, version, ownerId, report } = incident;
      await put(`/api/incidents/${id}`, { version, ownerId, report: { ...report, duties: answers } });
      await refreshEmergencies();
      say(t('incident.saved'));
    });
  return (
    <Card title={t('duty.title')} aside={<span className="caption quiet">{t('duty.how')}</span>}>
      <div className="stack g3">
        {duties.map(({ id, says, dueOn, source, verified }) => (
          <div key={id} className="stack g1" data-duty={id}>
            <p className="strong">{says}</p>
            <p className="row g1 caption quiet">
              {dueOn !== null && <Pill state="amber">{t('duty.due', { day: day(dueOn) })}</Pill>}
              {t(verified ? 'duty.source' : 'duty.sourceUnread', { source })}
            </p>
            {mayWrite ? (
              <>
                <Radio.Group
                  label={t('duty.decide')}
                  value={of(id).state}
                  onChange={(value) => set(id, { state: dutyStates.find((state) => state === value) ?? 'not-decided' })}
                >
                  <div className="row g2">
                    {dutyStates.map((state) => (
                      <Radio key={state} value={state} label={t(`duty.${state}`)} />
                    ))}
                  </div>
                </Radio.Group>
                <TextInput
                  label={t('duty.note')}
                  maxLength={1_000}
                  value={of(id).note}
                  onChange={({ currentTarget }) => set(id, { note: currentTarget.value })}
                />
              </>
            ) : (
              <p>
                {t(`duty.${of(id).state}`)} {of(id).note}
              </p>
            )}
          </div>
        ))}
        <Refusal error={error} />
        {mayWrite && (
          <FormEnd>
            <Button variant="filled" loading={busy} onClick={save}>
              {t('duty.save')}
            </Button>
          </FormEnd>
        )}
      </div>
    </Card>
  );
}
