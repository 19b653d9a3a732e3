import { zoneName } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { fieldWord } from './action-words.ts';

type Props = { before: unknown; after: unknown };

/** What a change changed, field by field: the old value struck through, the new one beside it. */
export function Differences({ before, after }: Props) {
  const [old, now] = [flat(before), flat(after)];
  const fields = [...new Set([...Object.keys(old), ...Object.keys(now)])].filter((field) => old[field] !== now[field]);
  if (fields.length === 0) return null;
  return (
    <details className="differences">
      <summary>{t('history.what', { count: fields.length })}</summary>
      <dl>
        {fields.map((field) => (
          <div key={field} className="difference">
            <dt>{fieldWord(field)}</dt>
            <dd>
              {old[field] !== undefined && old[field] !== '' && <del>{old[field]}</del>}{' '}
              {now[field] === undefined || now[field] === '' ? (
                <span className="quiet">{t('history.emptied')}</span>
              ) : (
                <ins>{now[field]}</ins>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

/** As it is said on the forms. */
const said = (field: string, value: string) => (field === 'timeZone' ? zoneName(value) : value);

/** One level of names and texts; what lies deeper is joined with a dot. */
function flat(value: unknown, under = ''): Record<string, string> {
  if (typeof value !== 'object' || value === null) return {};
  const rows: Record<string, string> = {};
  for (const [key, inner] of Object.entries(value)) {
    const name = under === '' ? key : `${under}.${key}`;
    if (Array.isArray(inner)) rows[name] = inner.map(String).join(', ');
    else if (typeof inner === 'object' && inner !== null) Object.assign(rows, flat(inner, name));
    else rows[name] = inner === null ? '' : said(key, String(inner));
  }
  return rows;
}
