import type { UseFormReturnType } from '@mantine/form';
import { type ReactNode, useRef, useState } from 'react';
import { t } from '#web/platform/text.ts';
import { Dialog, FormEnd } from '#web/ui/dialog.tsx';
import { trimmed } from '#web/ui/form.ts';
import { focusFirstInvalid, Refusal, Submit } from '#web/ui/form-parts.tsx';
import { say } from '#web/ui/say.ts';
import { type Line, SideBySide } from '#web/ui/side-by-side.tsx';
import { useVersioned } from '#web/ui/versioned.ts';
import { addRow, changeRow, type ListPath, refreshChart } from './chart.queries.ts';

type Props<Values extends object> = {
  title: string;
  patientId: string;
  path: ListPath;
  /** The row that is changed; absent when one is added. */
  row: { id: string; version: number } | undefined;
  form: UseFormReturnType<Values>;
  out: (values: Values) => object;
  read: (current: unknown) => Values & { version: number };
  lines: Line<Values>[];
  close: () => void;
  children: ReactNode;
};

/** Adds or changes one row of a chart; two people at once are both heard. */
export function RowDialog<Values extends object>(props: Props<Values>) {
  const { title, patientId, path, row, form, out, read, lines, close, children } = props;
  const box = useRef<HTMLFormElement>(null);
  const [first] = useState(() => ({ ...form.getValues(), version: row?.version ?? 0 }));
  const { send, busy, error, clash, saveMine, goOn } = useVersioned<Values>({
    first,
    save: (values, seen) => {
      const sent = trimmed(out(values));
      return row === undefined ? addRow(patientId, path, sent) : changeRow(patientId, path, row.id, seen.version, sent);
    },
    read,
    refill: form.setValues,
    onSaved: () => {
      void refreshChart(patientId);
      say(t('said.saved'));
      close();
    },
  });

  return (
    <Dialog title={title} open close={close} typed={() => form.isDirty()} wide={clash !== undefined}>
      {clash ? (
        <SideBySide
          clash={clash}
          lines={lines}
          busy={busy}
          keepTheirs={() => {
            void refreshChart(patientId);
            close();
          }}
          saveMine={() => void saveMine()}
          goOn={goOn}
        />
      ) : (
        <form
          ref={box}
          noValidate
          className="stack g3"
          onSubmit={form.onSubmit(
            (values) => void send(values),
            () => focusFirstInvalid(box.current),
          )}
        >
          {children}
          <Refusal error={error} />
          <FormEnd cancel={close}>
            <Submit busy={busy}>{t('act.save')}</Submit>
          </FormEnd>
        </form>
      )}
    </Dialog>
  );
}
