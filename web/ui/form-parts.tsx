import { Button, type ButtonProps } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { isSilence, sentenceOf, stoppedBy } from '#web/platform/api.ts';
import { t } from '#web/platform/text.ts';
import { Mark } from './parts.tsx';

/** Why the form was not accepted, above its button and read out at once. */
export function Refusal({ error, title }: { error: unknown; title?: string }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (error) box.current?.scrollIntoView({ block: 'nearest' });
  }, [error]);
  if (!error) return null;
  const silent = isSilence(error);
  return (
    <div ref={box} className={`notice notice-${silent ? 'amber' : 'red'}`} role="alert">
      <Mark state={silent ? 'amber' : 'red'} size={24} />
      <div className="grow stack g05">
        <p className="strong">
          {stoppedBy(error, 'not-known') ? t('form.notKnown') : (title ?? t(silent ? 'form.notSent' : 'form.notSaved'))}
        </p>
        <p>{sentenceOf(error)}</p>
      </div>
    </div>
  );
}

/** Moves to the first field that needs a look: nobody hunts for a red line. */
export function focusFirstInvalid(form: HTMLFormElement | null): void {
  requestAnimationFrame(() => {
    const field = form?.querySelector<HTMLElement>('[aria-invalid="true"], [data-error="true"] input');
    field?.focus();
  });
}

type SubmitProps = Pick<ButtonProps, 'size' | 'leftSection'> & {
  busy: boolean;
  children: ReactNode;
  'data-autofocus'?: boolean;
};

/** The one main action of a form. */
export function Submit({ busy, children, ...rest }: SubmitProps) {
  return (
    <Button type="submit" variant="filled" loading={busy} {...rest}>
      {children}
    </Button>
  );
}

/** A group of fields under a heading of its own. */
export function Fieldset({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <fieldset className="stack">
      <legend className="legend">{title}</legend>
      {hint && <p className="small quiet">{hint}</p>}
      {children}
    </fieldset>
  );
}
