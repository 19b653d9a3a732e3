import { TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { askToKeep } from '#web/offline/device.ts';
import { post } from '#web/platform/api.ts';
import { arrived } from '#web/platform/coming-and-going.ts';
import { useFrame } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { Refusal, Submit } from '#web/ui/form-parts.tsx';
import { Notice } from '#web/ui/parts.tsx';
import { Threshold } from '#web/ui/threshold.tsx';
import { useFragment } from './fragment.ts';

/** Makes this tablet or computer a station of the clinic, once, with the code that the owner was shown. */
export function StationEnrolScreen() {
  const fromLink = useFragment();
  const navigate = useNavigate();
  const already = useFrame()?.station;
  const [code, setCode] = useState(fromLink);
  const { busy, error, run } = useBusy();
  const enrol = (event: FormEvent) => {
    event.preventDefault();
    void run(async () => {
      await post('/api/station/enrol', { code: code.trim() }, { bare: true });
      await askToKeep();
      await arrived();
      await navigate({ to: '/' });
    });
  };
  return (
    <Threshold title={t('stationEnrol.title')} intro={t('stationEnrol.intro')}>
      {already && <Notice state="amber">{t('stationEnrol.already', { name: already.name })}</Notice>}
      <form className="stack g3" onSubmit={enrol}>
        <TextInput
          label={t('stationEnrol.code')}
          description={t('stationEnrol.codeHint')}
          required
          autoComplete="off"
          spellCheck={false}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          classNames={{ input: 'code-input' }}
        />
        <Refusal error={error} title={t('stationEnrol.notDone')} />
        <Submit busy={busy} size="lg">
          {t('stationEnrol.go')}
        </Submit>
      </form>
    </Threshold>
  );
}
