import { Button, TextInput } from '@mantine/core';
import { type KeyboardEvent, useRef, useState } from 'react';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { CameraScan } from '#web/ui/camera-scan.tsx';
import { Refusal } from '#web/ui/form-parts.tsx';
import { Notice } from '#web/ui/parts.tsx';
import { type Scanned, scanCode } from './pharmacy.queries.ts';

/** Between values of no fixed length a code has this; many keyboard scanners send it as Ctrl and a bracket. */
const separator = '\u001d';
const longest = 200;

type Props = { onRead: (scanned: Scanned, text: string) => void };

/** Takes what a keyboard scanner types, ended by Enter, or what the camera reads. What it means, the server says. */
export function ScanField({ onRead }: Props) {
  const [text, setText] = useState('');
  const [says, setSays] = useState<readonly string[]>([]);
  const field = useRef<HTMLInputElement>(null);
  const { busy, error, run } = useBusy();
  const look = (code: string) => {
    if (code.trim() === '') return;
    void run(async () => {
      const scanned = await scanCode(code);
      setSays(scanned.says);
      onRead(scanned, code);
    }).then((isRead) => {
      if (isRead) setText('');
      else field.current?.select();
      field.current?.focus();
    });
  };
  const onKey = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter') {
      event.preventDefault();
      look(text);
    }
    if (event.ctrlKey && event.key === ']') {
      event.preventDefault();
      setText(text + separator);
    }
  };
  return (
    <div className="stack">
      <div className="row scan-row">
        <TextInput
          ref={field}
          className="grow"
          label={t('scan.code')}
          description={t('scan.codeHint')}
          autoComplete="off"
          spellCheck={false}
          maxLength={longest}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={onKey}
        />
        <Button loading={busy} onClick={() => look(text)}>
          {t('scan.read')}
        </Button>
      </div>
      <CameraScan onCode={look} />
      <Refusal error={error} title={t('scan.notRead')} />
      {says.length > 0 && (
        <Notice state="amber" live>
          {says.join(' ')}
        </Notice>
      )}
    </div>
  );
}
