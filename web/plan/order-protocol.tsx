import { Radio } from '@mantine/core';
import { type Protocol, subcutaneousInfusion, templates } from '#clinical/plan/plan.ts';
import { t } from '#web/platform/text.ts';
import type { Version } from './plan.queries.ts';
import { limitWords } from './protocol-lines.ts';

type Props = { open: readonly Version[]; chosen: string | undefined; choose: (id: string) => void };

/** Every route is named: those with a signed ceiling to choose from, the others closed and why. */
export function ChooseProtocol({ open, chosen, choose }: Props) {
  const closed = Object.values<Protocol>(templates).filter(({ id }) => !open.some(({ protocol }) => protocol === id));
  return (
    <Radio.Group label={t('newOrder.protocol')} required value={chosen ?? ''} onChange={choose}>
      <div className="stack g15 protocol-choices">
        {open.map(({ id, title, version, body }) => (
          <Radio
            key={id}
            value={id}
            label={t('protocols.version', { title, version })}
            description={
              body.limits === null ? undefined : t('newOrder.ceilingOf', { limit: limitWords(body.limits.ceiling) })
            }
          />
        ))}
        {closed.map(({ id, title, dose }) => (
          <Radio
            key={id}
            value={`closed ${id}`}
            disabled
            label={title}
            description={t(dose === null ? 'newOrder.closedNoDose' : 'newOrder.closedNotSigned')}
          />
        ))}
        <Radio
          value="closed sc-infusion"
          disabled
          label={t('protocols.scInfusion')}
          description={t('newOrder.closedWhy', { why: subcutaneousInfusion.empty })}
        />
      </div>
    </Radio.Group>
  );
}
