import type { Finding } from '#clinical/findings.ts';
import type { Basis } from '#clinical/sources.ts';
import { t } from '#web/platform/text.ts';
import { Mark, type State } from '#web/ui/parts.tsx';

const stateOf = (strength: Finding['strength'], isBlock: boolean): State => {
  if (isBlock) return 'red';
  if (strength === 'relative' || strength === 'caution') return 'amber';
  return strength === 'missing' ? 'unknown' : 'blue';
};

/** What the rules say, strongest first: the sentence, who may go on, where it comes from. */
export function FindingList({
  findings,
  isBlock,
  none,
}: {
  findings: readonly Finding[];
  isBlock: (finding: Finding) => boolean;
  none: string;
}) {
  if (findings.length === 0) return <p className="quiet">{none}</p>;
  return (
    <ul className="stack g15 findings">
      {findings.map((finding) => {
        const blocks = isBlock(finding);
        return (
          <li key={`${finding.rule} ${finding.says}`} className="row g1 top">
            <Mark state={stateOf(finding.strength, blocks)} size={24} />
            <div className="grow stack g05">
              <p>
                <span className="strong">{blocks ? t('finding.blocks') : t(`finding.${finding.strength}`)}</span>{' '}
                {finding.says}
              </p>
              <p className="caption quiet">
                {finding.override.how} {t('finding.rule', { rule: finding.rule })} <Source by={finding} />
              </p>
            </div>
          </li>
        );
      })}
    </ul>
  );
}

/** Who stands behind a figure, and where it is read. */
export function Source({ by }: { by: Basis }) {
  return (
    <span className="source">
      {t(`basis.${by.provenance}`)} · {by.source}
      {by.verified || by.provenance === 'DEFAULT' ? '' : ` · ${t('basis.unverified')}`}
    </span>
  );
}
