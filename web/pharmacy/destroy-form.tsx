import { Button, Checkbox, Radio, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { isExpired } from '#clinical/pharmacy/pharmacy.ts';
import { t } from '#web/platform/text.ts';
import { FormEnd } from '#web/ui/dialog.tsx';
import { Fieldset, focusFirstInvalid, Refusal, Submit } from '#web/ui/form-parts.tsx';
import { Card, Notice } from '#web/ui/parts.tsx';
import { say } from '#web/ui/say.ts';
import type { Item, Stock } from './pharmacy.queries.ts';
import { SecondPerson, useSecond } from './second-person.tsx';
import { useSending } from './sending.ts';
import { amount, expiry, lotOf, productOf } from './stock-words.ts';

const ways = ['destroyed-on-site', 'reverse-distributor', 'transferred'] as const;
const nothing = { method: '', place: '', doneOn: '', name: '', address: '', deaNumber: '', document: '' };
const longest = 200;
const longestReason = 1_000;

/** Which containers, how, when and where, to whom, and who watched. Nothing is filled in. */
export function DestroyForm({ stock, close }: { stock: Stock; close: () => void }) {
  const [chosen, setChosen] = useState<string[]>([]);
  const [how, setHow] = useState('');
  const [typed, setTyped] = useState(nothing);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const second = useSecond();
  const { busy, error, send } = useSending();
  const isHandedOver = how === 'reverse-distributor' || how === 'transferred';
  const there = stock.items.filter(({ insideUg, outUg }) => insideUg > 0 && outUg === 0);
  const expired = there.filter(({ expiresOn }) => isExpired(expiresOn, stock.today));
  const good = there.filter((item) => !expired.includes(item));
  const needed = [
    'method',
    'place',
    'doneOn',
    ...(isHandedOver ? (['name', 'address', 'deaNumber'] as const) : []),
  ] as const;
  const proof = second.proof();

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const isUnsaid = chosen.length === 0 || how === '' || needed.some((key) => typed[key].trim() === '');
    if (isUnsaid || proof === 'missing') return focusFirstInvalid(form.current);
    const { method, place, doneOn, name, address, deaNumber, document } = typed;
    const answer = await send(
      'disposals',
      {
        itemIds: chosen,
        how,
        ...{ method: method.trim(), place: place.trim(), doneOn },
        ...(isHandedOver
          ? { counterpart: { name: name.trim(), address: address.trim(), deaNumber: deaNumber.trim().toUpperCase() } }
          : {}),
        ...(document.trim() === '' ? {} : { document: document.trim() }),
        ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
      },
      proof,
    );
    second.clear();
    if (answer === undefined) return;
    say(t(answer.state === 'awaiting' ? 'destroy.waits' : 'destroy.isGone'));
    close();
  };
  const field = (key: keyof typeof nothing, label: string, hint?: string) => (
    <TextInput
      label={label}
      description={hint}
      required={key !== 'document'}
      type={key === 'doneOn' ? 'date' : 'text'}
      max={key === 'doneOn' ? stock.today : undefined}
      maxLength={longest}
      autoComplete="off"
      value={typed[key]}
      error={tried && key !== 'document' && typed[key].trim() === '' ? t('form.neededOf', { label }) : undefined}
      onChange={(event) => setTyped({ ...typed, [key]: event.currentTarget.value })}
    />
  );
  const list = (items: readonly Item[]) => (
    <ul className="destroy-list">
      {items.map((item) => (
        <li key={item.id}>
          <Checkbox value={item.id} label={called(item, stock)} description={about(item, stock)} />
        </li>
      ))}
    </ul>
  );
  return (
    <Card title={t('destroy.begin')}>
      <form ref={form} className="stack g3" onSubmit={(event) => void submit(event)} noValidate>
        {there.length === 0 ? (
          <Notice state="plain">{t('destroy.nothing')}</Notice>
        ) : (
          <Checkbox.Group
            value={chosen}
            onChange={setChosen}
            label={t('destroy.which')}
            description={t('destroy.whichHint')}
            required
            error={tried && chosen.length === 0 ? t('destroy.whichNeeded') : undefined}
          >
            {expired.length > 0 && (
              <section aria-label={t('destroy.expired')}>
                <p className="label">{t('destroy.expired')}</p>
                {list(expired)}
              </section>
            )}
            {good.length > 0 && (
              <details className="differences" open={expired.length === 0}>
                <summary>{t('destroy.good', { count: good.length })}</summary>
                {list(good)}
              </details>
            )}
          </Checkbox.Group>
        )}
        <Radio.Group
          label={t('destroy.how')}
          required
          value={how}
          onChange={setHow}
          error={tried && how === '' ? t('form.neededOf', { label: t('destroy.how') }) : undefined}
        >
          {ways.map((way) => (
            <Radio key={way} value={way} label={t(`destroy.way.${way}`)} />
          ))}
        </Radio.Group>
        {how !== '' && <Notice state="blue">{t(isHandedOver ? 'destroy.handedRule' : 'destroy.onSiteRule')}</Notice>}
        <div className="fields">
          {field('method', t('destroy.method'), t(isHandedOver ? 'destroy.methodHanded' : 'destroy.methodHint'))}
          {field('place', t('destroy.place'))}
          {field('doneOn', t('destroy.doneOn'))}
          {field('document', t('destroy.document'), t('destroy.documentHint'))}
        </div>
        {isHandedOver && (
          <Fieldset title={t('destroy.to')}>
            <div className="fields">
              {field('name', t('destroy.toName'))}
              {field('address', t('destroy.toAddress'))}
              {field('deaNumber', t('destroy.toDea'))}
            </div>
          </Fieldset>
        )}
        <Textarea
          label={t('container.reason')}
          autosize
          minRows={2}
          maxLength={longestReason}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <SecondPerson second={second} tried={tried} />
        <Refusal error={error} />
        <FormEnd>
          <Button onClick={close}>{t('act.cancel')}</Button>
          <Submit busy={busy}>{t('destroy.act')}</Submit>
        </FormEnd>
      </form>
    </Card>
  );
}

const called = (item: Item, { products }: Stock): string =>
  `${productOf(products, item.productId)?.name ?? ''}, ${lotOf(item)}`;

function about(item: Item, { products, locations, today }: Stock): string {
  const place = locations.find(({ id }) => id === item.locationId)?.name ?? '';
  const inside = amount(item.insideUg, productOf(products, item.productId));
  return [place, inside, expiry(item.expiresOn, today).says].join(' · ');
}
