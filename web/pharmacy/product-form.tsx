import { Checkbox, Radio, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { forms, substances } from '#clinical/pharmacy/pharmacy.ts';
import { t } from '#web/platform/text.ts';
import { Dialog, FormEnd } from '#web/ui/dialog.tsx';
import { focusFirstInvalid, Refusal, Submit } from '#web/ui/form-parts.tsx';
import { say } from '#web/ui/say.ts';
import { useSending } from './sending.ts';
import { someThousandthsIn } from './stock-words.ts';

const nothing = { name: '', strength: '', content: '', ndc: '', gtin: '' };

/** A product as its label says it. Whether it can be so, and is not stocked already, the server says. */
export function NewProduct({ close }: { close: () => void }) {
  const [form, setForm] = useState('');
  const [substance, setSubstance] = useState('');
  const [typed, setTyped] = useState(nothing);
  const [several, setSeveral] = useState(false);
  const [tried, setTried] = useState(false);
  const box = useRef<HTMLFormElement>(null);
  const { busy, error, send } = useSending();
  const isVial = form === 'vial';
  const isDevice = form === 'device';
  const first = someThousandthsIn(typed.strength);
  const content = isVial
    ? someThousandthsIn(typed.content)
    : /^[1-9]\d{0,4}$/.test(typed.content)
      ? Number(typed.content)
      : undefined;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const isUnsaid =
      form === '' ||
      (!isDevice && substance === '') ||
      typed.name.trim() === '' ||
      first === undefined ||
      (!isDevice && content === undefined);
    if (isUnsaid) return focusFirstInvalid(box.current);
    const product = {
      form,
      substance: isDevice ? 'esketamine' : substance,
      name: typed.name.trim(),
      ...(typed.ndc.trim() === '' ? {} : { ndc: typed.ndc.trim() }),
      ...(typed.gtin.trim() === '' ? {} : { gtin: typed.gtin.trim() }),
      ...(isVial ? { strengthUgPerMl: first, volumeUl: content, severalSessions: several } : { pieceUg: first }),
      ...(form === 'pack' ? { pieces: content } : {}),
    };
    const answer = await send('products', { product });
    if (answer === undefined) return;
    say(t('products.isAdded'));
    close();
  };
  const field = (key: keyof typeof nothing, label: string, isWrong?: string) => (
    <TextInput
      label={label}
      required={isWrong !== undefined}
      inputMode={key === 'strength' || key === 'content' ? 'decimal' : undefined}
      autoComplete="off"
      value={typed[key]}
      onChange={(event) => setTyped({ ...typed, [key]: event.currentTarget.value })}
      error={tried && isWrong !== undefined && isWrong !== '' ? isWrong : undefined}
    />
  );
  return (
    <Dialog title={t('products.add')} open close={close} wide>
      <form ref={box} className="stack g3" onSubmit={(event) => void submit(event)} noValidate>
        <div className="two">
          <Radio.Group
            label={t('product.form')}
            required
            value={form}
            onChange={setForm}
            error={tried && form === '' ? t('form.neededOf', { label: t('product.form') }) : undefined}
          >
            {forms.map((one) => (
              <Radio key={one} value={one} label={t(`product.form.${one}`)} />
            ))}
          </Radio.Group>
          {!isDevice && (
            <Radio.Group
              label={t('product.substance')}
              required
              value={substance}
              onChange={setSubstance}
              error={tried && substance === '' ? t('form.neededOf', { label: t('product.substance') }) : undefined}
            >
              {substances.map((one) => (
                <Radio key={one} value={one} label={t(`product.substance.${one}`)} />
              ))}
            </Radio.Group>
          )}
        </div>
        <div className="fields">
          {field(
            'name',
            t('product.name'),
            typed.name.trim() === '' ? t('form.neededOf', { label: t('product.name') }) : '',
          )}
          {field(
            'strength',
            t(isVial || form === '' ? 'product.strength' : 'product.piece'),
            first === undefined ? t('product.number') : '',
          )}
          {!isDevice &&
            field(
              'content',
              t(form === 'pack' ? 'product.pieces' : 'product.volume'),
              content === undefined ? t('product.number') : '',
            )}
          {field('ndc', t('product.ndc'))}
          {field('gtin', t('product.gtin'))}
        </div>
        {isVial && (
          <Checkbox
            label={t('product.several')}
            checked={several}
            onChange={(event) => setSeveral(event.currentTarget.checked)}
          />
        )}
        <p className="small quiet">{t('products.secondReads')}</p>
        <Refusal error={error} />
        <FormEnd cancel={close}>
          <Submit busy={busy}>{t('act.save')}</Submit>
        </FormEnd>
      </form>
    </Dialog>
  );
}
