import { Button, Checkbox } from '@mantine/core';
import { QRCodeSVG } from 'qrcode.react';
import { type FormEvent, useState } from 'react';
import { post } from '#web/platform/api.ts';
import type { TotpOffer } from '#web/platform/contract.ts';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { FormEnd } from '#web/ui/dialog.tsx';
import { Refusal, Submit } from '#web/ui/form-parts.tsx';
import { ShownOnce } from '#web/ui/shown-once.tsx';
import { CodeField, PassphraseField } from './fields.tsx';

type Props = { done: () => void; cancel: () => void };

/** Three steps: the passphrase once more, the square to scan, a code to show that it works; then the backup codes. */
export function TotpMaker({ done, cancel }: Props) {
  const [offer, setOffer] = useState<TotpOffer>();
  const [confirmed, setConfirmed] = useState(false);
  if (offer === undefined) return <AskPassphrase offered={setOffer} cancel={cancel} />;
  if (!confirmed) return <Scan offer={offer} confirmed={() => setConfirmed(true)} cancel={cancel} />;
  return <BackupCodes codes={offer.backupCodes} done={done} />;
}

function AskPassphrase({ offered, cancel }: { offered: (offer: TotpOffer) => void; cancel: () => void }) {
  const [passphrase, setPassphrase] = useState('');
  const { busy, error, run } = useBusy();
  const ask = (event: FormEvent) => {
    event.preventDefault();
    void run(async () => offered(await post<TotpOffer>('/api/me/totp', { passphrase })));
  };
  return (
    <form className="stack g3" onSubmit={ask}>
      <p className="quiet">{t('totp.first')}</p>
      <PassphraseField value={passphrase} set={setPassphrase} focus />
      <Refusal error={error} title={t('totp.notBegun')} />
      <FormEnd cancel={cancel}>
        <Submit busy={busy}>{t('act.goOn')}</Submit>
      </FormEnd>
    </form>
  );
}

type ScanProps = { offer: TotpOffer; confirmed: () => void; cancel: () => void };

function Scan({ offer, confirmed, cancel }: ScanProps) {
  const [code, setCode] = useState('');
  const { busy, error, run } = useBusy();
  const secret = new URL(offer.uri).searchParams.get('secret') ?? '';
  const confirm = (event: FormEvent) => {
    event.preventDefault();
    void run(() => post('/api/me/totp/confirm', { code })).then((ok) => ok && confirmed());
  };
  return (
    <form className="stack g3" onSubmit={confirm}>
      <p className="quiet">{t('totp.scan')}</p>
      <div className="row g3 top">
        <div className="qr">
          <QRCodeSVG value={offer.uri} size={168} title={t('totp.square')} />
        </div>
        <div className="grow stack g1 totp-secret">
          <span className="small quiet">{t('totp.byHand')}</span>
          <ShownOnce text={secret.replace(/(.{4})(?=.)/g, '$1 ')} copied={secret} />
        </div>
      </div>
      <CodeField value={code} set={setCode} label={t('totp.codeNow')} />
      <Refusal error={error} title={t('totp.notRight')} />
      <FormEnd cancel={cancel}>
        <Submit busy={busy}>{t('totp.confirm')}</Submit>
      </FormEnd>
    </form>
  );
}

/** Shown once. Each works once when the phone is gone. */
export function BackupCodes({ codes, done }: { codes: string[]; done: () => void }) {
  const [kept, setKept] = useState(false);
  return (
    <div className="stack g3">
      <h2>{t('backupCodes.title')}</h2>
      <p className="quiet">{t('backupCodes.intro')}</p>
      <ShownOnce text={codes.join('\n')} copied={codes.join('\n')} printable>
        <ul className="codes mono">
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
      </ShownOnce>
      <Checkbox
        label={t('backupCodes.kept')}
        checked={kept}
        onChange={(event) => setKept(event.currentTarget.checked)}
      />
      <FormEnd>
        <Button variant="filled" disabled={!kept} onClick={done}>
          {t('backupCodes.done')}
        </Button>
      </FormEnd>
    </div>
  );
}
