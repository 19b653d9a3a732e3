import { Link } from '@tanstack/react-router';
import type { AllergyInput } from '#clinical/chart/chart.ts';
import { allergyStatement } from '#clinical/chart/chart.ts';
import type { Chart, PatientSummary } from '#web/platform/contract.ts';
import { t } from '#web/platform/text.ts';
import { LockIcon, PeopleIcon } from '#web/ui/icons.ts';
import { useHeading } from '#web/ui/page.tsx';
import { Initials, Pill } from '#web/ui/parts.tsx';
import { Age, fullName, TwoIdentifiers } from './who-is-this.tsx';

/** Who this is: name, both identifiers and allergies stay in sight on every page of a chart. */
export function ChartHeader({ chart, outOfDate }: { chart: Chart; outOfDate: boolean }) {
  const { patient } = chart;
  const heading = useHeading(fullName(patient));
  return (
    <header className="chart-header">
      <Initials of={patient.initials.replaceAll('.', '')} size={56} tone="now" />
      <div className="chart-who">
        <div className="row g15">
          <h1 ref={heading} tabIndex={-1}>
            {fullName(patient)}
          </h1>
          {patient.preferredName !== '' && (
            <span className="quiet">{t('patient.called', { name: patient.preferredName })}</span>
          )}
          {patient.restricted && (
            <Pill state="plain" icon={<LockIcon size={18} aria-hidden />}>
              {t('patient.restricted')}
            </Pill>
          )}
        </div>
        <p className="quiet">
          <TwoIdentifiers {...patient} /> · <Age birthOn={patient.birthOn} /> · {sexWord(patient.sexForClinicalUse)}
        </p>
      </div>
      <AllergiesInSight chart={chart} outOfDate={outOfDate} />
      <Lookalikes chart={chart} />
    </header>
  );
}

export function sexWord(sex: string): string {
  if (sex === 'female' || sex === 'male' || sex === 'specified') return t(`sex.${sex}`);
  return t('sex.unknown');
}

/** Three answers, never blank: allergies by name, none known as somebody recorded, or not known. */
function AllergiesInSight({ chart, outOfDate }: { chart: Chart; outOfDate: boolean }) {
  if (chart.allergies === undefined)
    return (
      <div className="chart-allergies">
        <Pill state="plain" icon={<LockIcon size={18} aria-hidden />}>
          {t('chart.allergiesNotShown')}
        </Pill>
      </div>
    );
  const active = chart.allergies.filter(({ status }) => status === 'active');
  const statement = allergyStatement(active as Pick<AllergyInput, 'kind' | 'status'>[]);
  return (
    <div className="chart-allergies" aria-live="polite" data-out-of-date={outOfDate || undefined}>
      {outOfDate && <Pill state="amber">{t('chart.outOfDate')}</Pill>}
      {statement === 'not known' && <Pill state="unknown">{t('chart.allergiesNotKnown')}</Pill>}
      {statement === 'no known allergies' && <Pill state="plain">{t('chart.noKnownAllergies')}</Pill>}
      {statement === 'has allergies' &&
        active
          .filter(({ kind }) => kind !== 'no-known-allergies')
          .map(({ id, kind, substance, reaction }) => (
            <Pill key={id} state="red">
              {t(kind === 'intolerance' ? 'chart.intoleranceTo' : 'chart.allergyTo', { substance })}
              {reaction !== '' && ` (${reaction})`}
            </Pill>
          ))}
    </div>
  );
}

/** Someone here has the same name or the same initials: said before anything is written. */
function Lookalikes({ chart: { sameName, sameInitials } }: { chart: Chart }) {
  const initialsOnly = sameInitials.filter(({ id }) => !sameName.some((other) => other.id === id));
  if (sameName.length === 0 && initialsOnly.length === 0) return null;
  return (
    <div className="chart-lookalikes">
      {sameName.length > 0 && (
        <div className="row g1">
          <Pill state="amber">{t('chart.sameName', { count: sameName.length })}</Pill>
          {sameName.map((other) => (
            <Other key={other.id} other={other} />
          ))}
        </div>
      )}
      {initialsOnly.length > 0 && (
        <details className="chart-same-initials">
          <summary>
            <PeopleIcon size={18} aria-hidden />
            {t('chart.sameInitials', { count: initialsOnly.length })}
          </summary>
          <div className="row g1">
            {initialsOnly.map((other) => (
              <Other key={other.id} other={other} />
            ))}
          </div>
        </details>
      )}
    </div>
  );
}

function Other({ other }: { other: PatientSummary }) {
  return (
    <Link className="small" to="/patients/$id" params={{ id: other.id }}>
      {fullName(other)}, <TwoIdentifiers {...other} />
    </Link>
  );
}
