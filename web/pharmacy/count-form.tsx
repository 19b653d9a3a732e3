import { Button, Radio, Select, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { t } from '#web/platform/text.ts';
import { FormEnd } from '#web/ui/dialog.tsx';
import { focusFirstInvalid, Refusal, Submit } from '#web/ui/form-parts.tsx';
import { Card, Notice } from '#web/ui/parts.tsx';
import { say } from '#web/ui/say.ts';
import type { Product, Stock } from './pharmacy.queries.ts';
import { SecondPerson, useSecond } from './second-person.tsx';
import { useSending } from './sending.ts';
import { thousandthsIn } from './stock-words.ts';

/** What is asked, and what is sent for it: an inventory says at which end of the day it was taken. */
const kinds = {
  opening: { kind: 'opening' },
  closing: { kind: 'closing' },
  'inventory-opening': { kind: 'inventory', takenAtHour: 'opening' },
  'inventory-close': { kind: 'inventory', takenAtHour: 'close' },
} as const;
type Kind = keyof typeof kinds;
const kindNames: readonly Kind[] = ['opening', 'closing', 'inventory-opening', 'inventory-close'];
type Counted = { full: string; opened: string };
const nothing: Counted = { full: '', opened: '' };
const longestReason = 1_000;
const shortestReason = 3;

const wholeIn = (text: string): number | undefined => (/^\d{1,5}$/.test(text.trim()) ? Number(text) : undefined);

/** None is 0 and is typed: an empty field is not counted. */
function openedIn(text: string, form: Product['form']): number | undefined {
  return form === 'vial' ? thousandthsIn(text) : wholeIn(text);
}

/**
 * Typed blind. What does not add up is kept as it was given; then it is counted again, with a second person, and still
 * nothing tells how much is missing or too much.
 */
export function CountForm({ stock, close }: { stock: Stock; close: () => void }) {
  const [kind, setKind] = useState<Kind>();
  const places = stock.locations.filter(({ retiredAt }) => retiredAt === null);
  const [place, setPlace] = useState(places.length === 1 ? (places[0]?.id ?? '') : '');
  const [more, setMore] = useState<readonly string[]>([]);
  const [counted, setCounted] = useState<Readonly<Record<string, Counted>>>({});
  const [isAgain, setIsAgain] = useState(false);
  const [again, setAgain] = useState('');
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const second = useSecond();
  const { busy, error, send } = useSending();

  const kept = new Set(
    stock.balances.filter(({ locationId, insideUg }) => locationId === place && insideUg > 0).map((of) => of.productId),
  );
  const products = stock.products.filter(({ id }) => kept.has(id) || more.includes(id));
  const others = stock.products.filter(
    ({ id, retiredAt }) => retiredAt === null && !kept.has(id) && !more.includes(id),
  );
  const lines = products.map((product) => {
    const { full, opened } = counted[product.id] ?? nothing;
    return { product, full: wholeIn(full), opened: product.form === 'device' ? 0 : openedIn(opened, product.form) };
  });
  const proof = isAgain ? second.proof() : undefined;
  const isUnsaid =
    kind === undefined ||
    place === '' ||
    lines.some(({ full, opened }) => full === undefined || opened === undefined) ||
    (isAgain && (again.trim().length < shortestReason || proof === 'missing'));

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isUnsaid || kind === undefined || proof === 'missing') return focusFirstInvalid(form.current);
    const asked = {
      locationId: place,
      ...kinds[kind],
      lines: lines.map(({ product, full, opened }) => ({
        productId: product.id,
        fullContainers: full,
        ...(product.form === 'vial' ? { openedUl: opened } : {}),
        ...(product.form === 'pack' ? { openedPieces: opened } : {}),
      })),
      ...(isAgain ? { again: again.trim() } : {}),
    };
    const answer = await send('counts', asked, proof);
    second.clear();
    if (answer === undefined) return;
    if (answer.state === 'again') {
      setIsAgain(true);
      setCounted({});
      setTried(false);
      return;
    }
    say(t(said(answer)));
    close();
  };

  return (
    <Card title={t(isAgain ? 'counts.again' : 'counts.begin')}>
      <form ref={form} className="stack g3" onSubmit={(event) => void submit(event)} noValidate>
        {isAgain ? (
          <div role="alert">
            <Notice state="red" title={t('counts.notEven')}>
              <p>{t('counts.againHint')}</p>
            </Notice>
          </div>
        ) : (
          <Notice state="blue">{t('counts.blind')}</Notice>
        )}
        <div className="two">
          <Radio.Group
            label={t('counts.which')}
            required
            value={kind ?? ''}
            onChange={(said) => setKind(kindNames.find((one) => one === said))}
            error={tried && kind === undefined ? t('form.neededOf', { label: t('counts.which') }) : undefined}
          >
            {kindNames.map((one) => (
              <Radio key={one} value={one} label={t(`counts.kind.${one}`)} />
            ))}
          </Radio.Group>
          <Radio.Group
            label={t('counts.where')}
            required
            value={place}
            onChange={setPlace}
            error={tried && place === '' ? t('form.neededOf', { label: t('counts.where') }) : undefined}
          >
            {places.map(({ id, name }) => (
              <Radio key={id} value={id} label={name} disabled={isAgain} />
            ))}
          </Radio.Group>
        </div>
        {place !== '' && (
          <div>
            {lines.length === 0 && <p className="quiet">{t('counts.nothingHere')}</p>}
            {lines.map(({ product, full, opened }) => {
              const of = counted[product.id] ?? nothing;
              const set = (change: Partial<Counted>) => setCounted({ ...counted, [product.id]: { ...of, ...change } });
              return (
                <fieldset key={product.id} className="count-line">
                  <legend className="strong">{product.name}</legend>
                  <TextInput
                    label={t('counts.full')}
                    required
                    inputMode="numeric"
                    autoComplete="off"
                    value={of.full}
                    error={tried && full === undefined ? t('counts.fullWrong') : undefined}
                    onChange={(event) => set({ full: event.currentTarget.value })}
                  />
                  {product.form !== 'device' && (
                    <TextInput
                      label={t(product.form === 'vial' ? 'counts.openedMl' : 'counts.openedPieces')}
                      required
                      inputMode="decimal"
                      autoComplete="off"
                      value={of.opened}
                      error={tried && opened === undefined ? t('counts.openedWrong') : undefined}
                      onChange={(event) => set({ opened: event.currentTarget.value })}
                    />
                  )}
                </fieldset>
              );
            })}
          </div>
        )}
        {place !== '' && others.length > 0 && (
          <Select
            label={t('counts.other')}
            description={t('counts.otherHint')}
            searchable
            nothingFoundMessage={t('form.nothingLikeIt')}
            data={others.map(({ id, name }) => ({ value: id, label: name }))}
            value={null}
            onChange={(id) => id !== null && setMore([...more, id])}
          />
        )}
        {isAgain && (
          <>
            <Textarea
              label={t('counts.why')}
              description={t('counts.whyHint')}
              required
              autosize
              minRows={2}
              maxLength={longestReason}
              value={again}
              onChange={(event) => setAgain(event.currentTarget.value)}
              error={tried && again.trim().length < shortestReason ? t('container.reasonNeeded') : undefined}
            />
            <SecondPerson second={second} tried={tried} />
          </>
        )}
        <Refusal error={error} />
        <FormEnd>
          <Button onClick={close}>{t('act.cancel')}</Button>
          <Submit busy={busy}>{t(isAgain ? 'counts.giveAgain' : 'counts.give')}</Submit>
        </FormEnd>
      </form>
    </Card>
  );
}

const said = ({ state, discrepancies }: { state: string; discrepancies: readonly string[] }) => {
  if (state === 'awaiting') return 'counts.waits';
  return discrepancies.length > 0 ? 'counts.isOff' : 'counts.isEven';
};
