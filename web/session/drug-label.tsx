import { drugName, isOpposite, labelGroup } from '#clinical/session/session.ts';
import { t } from '#web/platform/text.ts';
import './emergency.css';

/** The label of a syringe: colour of its group, stripes where it acts against it, and always the name. */
export function DrugLabel({ drug, hidden = false }: { drug: string; hidden?: boolean }) {
  const group = labelGroup(drug);
  const name = drugName(drug);
  return (
    <span
      className={`drug-label${isOpposite(group) ? ' drug-label-striped' : ''}`}
      data-group={hidden ? 'hidden' : group.replaceAll(' ', '-')}
    >
      <span className="drug-label-name">{name.charAt(0).toUpperCase() + name.slice(1)}</span>
      <span className="unseen">{t('dose.group', { group })}</span>
    </span>
  );
}
