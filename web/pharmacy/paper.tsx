import { Button, VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '#web/platform/text.ts';
import { PrintIcon } from '#web/ui/icons.ts';

/** Parts of a form on paper: what the register knows is printed, what it does not know stays an empty line. */
export function PaperPart({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <section className="paper-part">
      <h2>{title}</h2>
      {hint !== undefined && <p className="small quiet">{hint}</p>}
      {children}
    </section>
  );
}

/** Known, or a line for a pen. Nothing is made up. */
export function PaperFields({
  fields,
}: {
  fields: readonly (readonly [name: string, value?: string | null | undefined])[];
}) {
  return (
    <dl className="paper-fields">
      {fields.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="num">{value == null || value === '' ? <ByHand /> : value}</dd>
        </div>
      ))}
    </dl>
  );
}

function ByHand() {
  return (
    <span className="paper-line">
      <VisuallyHidden>{t('paper.byHand')}</VisuallyHidden>
    </span>
  );
}

/** Boxes that a person ticks on the paper. */
export function PaperBoxes({ title, boxes }: { title: string; boxes: readonly string[] }) {
  return (
    <div>
      <p className="small strong">{title}</p>
      <ul className="paper-boxes">
        {boxes.map((box) => (
          <li key={box}>
            <span className="paper-box" aria-hidden /> {box}
          </li>
        ))}
      </ul>
    </div>
  );
}

type TableProps = { label: string; heads: readonly string[]; rows: readonly (readonly string[])[] };

export function PaperTable({ label, heads, rows }: TableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by the keyboard
    <section className="table-frame" aria-label={label} tabIndex={0}>
      <table className="table paper-table">
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells) => (
            <tr key={cells.join()}>
              {cells.map((cell, at) => (
                <td key={heads[at]} className="num">
                  {cell === '' ? <ByHand /> : cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

export function PrintThis() {
  return (
    <Button variant="filled" leftSection={<PrintIcon size={20} aria-hidden />} onClick={() => print()}>
      {t('act.print')}
    </Button>
  );
}
