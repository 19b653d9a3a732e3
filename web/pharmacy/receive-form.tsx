import { Select, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { t } from '#web/platform/text.ts';
import { FormEnd } from '#web/ui/dialog.tsx';
import { Fieldset, focusFirstInvalid, Refusal, Submit } from '#web/ui/form-parts.tsx';
import { InfoIcon } from '#web/ui/icons.ts';
import { Card, Notice } from '#web/ui/parts.tsx';
import { say } from '#web/ui/say.ts';
import type { Scanned, Stock } from './pharmacy.queries.ts';
import { ScanField } from './scan-field.tsx';
import { useSending } from './sending.ts';

const delivery = { invoice: '', name: '', address: '', deaNumber: '', receivedOn: '', locationId: '' };
const noLot = { productId: '', lot: '', expiresOn: '', containers: '', serials: '' };
type Delivery = typeof delivery;
type Lot = typeof noLot;
type Field = keyof Delivery | keyof Lot;

const serialsIn = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** One lot of a delivery. What a code said is shown as read from the code; the rest is typed from the label. */
export function ReceiveForm({ stock }: { stock: Stock }) {
  const [of, setOf] = useState<Delivery>({ ...delivery, receivedOn: stock.today });
  const [lot, setLot] = useState<Lot>(noLot);
  const [read, setRead] = useState<{ text: string; lot: Partial<Lot> }>();
  const [other, setOther] = useState(false);
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const { busy, error, send } = useSending();
  const set = (key: keyof Delivery) => (value: string | null) => setOf({ ...of, [key]: value ?? '' });
  const setOfLot = (key: keyof Lot) => (value: string | null) => setLot({ ...lot, [key]: value ?? '' });
  const all = { ...of, ...lot };
  const isWhole = /^[1-9]\d{0,2}$/.test(lot.containers.trim());
  const missing = (key: Field): string | undefined =>
    tried && all[key].trim() === '' ? t('form.neededOf', { label: t(`receive.${key}`) }) : undefined;

  const onRead = ({ product, read: said }: Scanned, text: string) => {
    const found: Partial<Lot> = {
      ...(product === null ? {} : { productId: product.id }),
      ...(said.lot === undefined ? {} : { lot: said.lot }),
      ...(said.expiresOn === undefined ? {} : { expiresOn: said.expiresOn }),
    };
    // A second container of the same lot adds its serial number; another lot is another line of the register.
    const isOther =
      read !== undefined &&
      (['productId', 'lot', 'expiresOn'] as const).some((key) => found[key] !== undefined && found[key] !== lot[key]);
    setOther(isOther);
    if (isOther) return;
    const serials = [...new Set([...serialsIn(lot.serials), ...(said.serial === undefined ? [] : [said.serial])])];
    const counted = serials.length > 0 ? { serials: serials.join('\n'), containers: String(serials.length) } : {};
    setLot({ ...lot, ...found, ...counted });
    if (product !== null) setRead({ text, lot: { ...found, ...(said.serial === undefined ? {} : counted) } });
  };

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const needed = { ...all, serials: 'may stay empty' };
    if (Object.values(needed).some((value) => value.trim() === '') || !isWhole) return focusFirstInvalid(form.current);
    const serials = serialsIn(lot.serials);
    const answer = await send('receipts', {
      productId: lot.productId,
      locationId: of.locationId,
      invoice: of.invoice.trim(),
      supplier: { name: of.name.trim(), address: of.address.trim(), deaNumber: of.deaNumber.trim().toUpperCase() },
      receivedOn: of.receivedOn,
      lot: lot.lot.trim(),
      expiresOn: lot.expiresOn,
      containers: Number(lot.containers),
      ...(serials.length === 0 ? {} : { serials }),
      ...(read === undefined ? {} : { scanned: read.text }),
    });
    if (answer === undefined) return;
    say(t(read === undefined ? 'receive.isInUnread' : 'receive.isIn', { count: answer.items.length }));
    setLot(noLot);
    setRead(undefined);
    setTried(false);
  };
  const mark = (key: keyof Lot) =>
    read?.lot[key] !== undefined && read.lot[key] === lot[key] ? <ReadMark /> : undefined;

  return (
    <form ref={form} className="stack g3" onSubmit={(event) => void submit(event)} noValidate>
      <Card title={t('receive.delivery')}>
        <div className="fields">
          {(['invoice', 'receivedOn', 'name', 'address', 'deaNumber'] as const).map((key) => (
            <TextInput
              key={key}
              label={t(`receive.${key}`)}
              required
              type={key === 'receivedOn' ? 'date' : 'text'}
              autoComplete="off"
              value={of[key]}
              error={missing(key)}
              onChange={(event) => set(key)(event.currentTarget.value)}
            />
          ))}
          <Select
            label={t('receive.locationId')}
            required
            data={stock.locations
              .filter(({ retiredAt }) => retiredAt === null)
              .map(({ id, name }) => ({ value: id, label: name }))}
            value={of.locationId === '' ? null : of.locationId}
            error={missing('locationId')}
            onChange={set('locationId')}
          />
        </div>
      </Card>
      <Card title={t('receive.lotTitle')}>
        <div className="stack g3">
          <ScanField onRead={onRead} />
          {other && (
            <Notice state="amber" live>
              {t('receive.otherLot')}
            </Notice>
          )}
          <Fieldset title={t('receive.lotFields')} hint={t('receive.lotHint')}>
            <div className="fields">
              <Select
                label={t('receive.productId')}
                required
                searchable
                nothingFoundMessage={t('form.nothingLikeIt')}
                data={stock.products
                  .filter(({ retiredAt, secondBy }) => retiredAt === null && secondBy !== null)
                  .map(({ id, name }) => ({ value: id, label: name }))}
                value={lot.productId === '' ? null : lot.productId}
                description={mark('productId')}
                error={missing('productId')}
                onChange={setOfLot('productId')}
              />
              {(['lot', 'expiresOn', 'containers'] as const).map((key) => (
                <TextInput
                  key={key}
                  label={t(`receive.${key}`)}
                  required
                  type={key === 'expiresOn' ? 'date' : 'text'}
                  inputMode={key === 'containers' ? 'numeric' : undefined}
                  autoComplete="off"
                  value={lot[key]}
                  description={mark(key)}
                  error={
                    missing(key) ??
                    (tried && key === 'containers' && !isWhole ? t('receive.containersWhole') : undefined)
                  }
                  onChange={(event) => setOfLot(key)(event.currentTarget.value)}
                />
              ))}
              <Textarea
                className="whole"
                label={t('receive.serials')}
                description={mark('serials') ?? t('receive.serialsHint')}
                autosize
                minRows={1}
                maxRows={8}
                value={lot.serials}
                onChange={(event) => setOfLot('serials')(event.currentTarget.value)}
              />
            </div>
          </Fieldset>
          {read === undefined && <Notice state="blue">{t('receive.byHand')}</Notice>}
          <Refusal error={error} title={t('receive.refused')} />
          <FormEnd>
            <Submit busy={busy}>{t('receive.act')}</Submit>
          </FormEnd>
        </div>
      </Card>
    </form>
  );
}

function ReadMark() {
  return (
    <span className="scan-read">
      <InfoIcon size={18} aria-hidden />
      {t('receive.read')}
    </span>
  );
}
