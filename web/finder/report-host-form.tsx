import { Radio, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { Dialog, FormEnd } from '#web/ui/dialog.tsx';
import { fieldErrors } from '#web/ui/form.ts';
import { focusFirstInvalid, Refusal, Submit } from '#web/ui/form-parts.tsx';
import { changeEntry, type Entry } from './finder.queries.ts';

const ties = ['website-links', 'center-said'] as const;
const longest = { host: 253, reason: 1_000 } as const;

/** Where the signed reports lie when not at the website, and what ties that host to the center. Empty: at its website. */
export function ReportHostForm({ entry, close }: { entry: Entry; close: () => void }) {
  const [host, setHost] = useState(entry.reportHost?.host ?? '');
  const [tie, setTie] = useState<string>(entry.reportHost?.tie ?? '');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const { busy, error, run } = useBusy();
  const faults = fieldErrors(error, { host: t('center.reportHost'), reason: t('directory.reason') });
  const needsTie = host.trim() !== '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (reason.trim() === '' || (needsTie && tie === '')) return focusFirstInvalid(form.current);
    const given = needsTie ? { host: host.trim().toLowerCase(), tie } : { host: null };
    void run(() => changeEntry(entry, '/report-host', { ...given, reason: reason.trim() })).then(
      (isDone) => isDone && close(),
    );
  };
  return (
    <Dialog title={t('center.reportHostTitle')} open close={close}>
      <form ref={form} className="stack g3" onSubmit={submit} noValidate>
        <p className="quiet">{t('center.reportHostBody')}</p>
        <TextInput
          label={t('center.reportHost')}
          description={t('center.reportHostHint')}
          maxLength={longest.host}
          value={host}
          error={faults.host ?? null}
          onChange={(event) => setHost(event.currentTarget.value)}
        />
        {needsTie && (
          <Radio.Group
            label={t('center.tie')}
            required
            value={tie}
            onChange={setTie}
            error={tried && tie === '' ? t('form.neededOf', { label: t('center.tie') }) : null}
          >
            <div className="stack g05">
              {ties.map((value) => (
                <Radio key={value} value={value} label={t(`center.tie.${value}`)} />
              ))}
            </div>
          </Radio.Group>
        )}
        <Textarea
          label={t('directory.reason')}
          description={t('directory.reasonHint')}
          required
          autosize
          minRows={2}
          maxLength={longest.reason}
          value={reason}
          error={
            tried && reason.trim() === ''
              ? t('form.neededOf', { label: t('directory.reason') })
              : (faults.reason ?? null)
          }
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Refusal error={error} />
        <FormEnd cancel={close}>
          <Submit busy={busy}>{t('act.save')}</Submit>
        </FormEnd>
      </form>
    </Dialog>
  );
}
