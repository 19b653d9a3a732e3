import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { Chart, Me } from '#web/platform/contract.ts';
import { maySee } from '#web/platform/may.ts';
import { useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { LockIcon } from '#web/ui/icons.ts';
import { Card, Pill } from '#web/ui/parts.tsx';
import { AllergyList } from './allergies.tsx';
import { CareTeam } from './care-team.tsx';
import { chartQuery } from './chart.queries.ts';
import { Demographics } from './demographics.tsx';
import { MedicineList } from './medicines.tsx';
import { ProblemList } from './problems.tsx';
import { Restriction } from './restriction.tsx';

/** A broken glass opens the chart to all who treat, but lets only a medical director change who is on its team. */
const mayChangeTeam = (me: Me, { access }: Chart): boolean =>
  maySee(me, 'care-team.write') && (access !== 'break-glass' || me.roles.includes('medical-director'));

/** One person's chart, all from the one request of the frame around it. */
export function ChartScreen() {
  const { id } = useParams({ from: '/patients/$id' });
  const me = useMe();
  const { data: chart } = useQuery(chartQuery(id));
  if (chart === undefined) return null;
  const mayWrite = maySee(me, 'chart.write');
  const { allergies, medicines, problems } = chart;
  return (
    <div className="chart-columns">
      <div className="stack g3">
        {allergies === undefined || medicines === undefined || problems === undefined ? (
          <Card title={t('chart.clinical')}>
            <div className="row g15">
              <Pill state="plain" icon={<LockIcon size={18} aria-hidden />}>
                {t('chart.notForRole')}
              </Pill>
              <p className="quiet grow">{t('chart.notForRoleHint')}</p>
            </div>
          </Card>
        ) : (
          <>
            <AllergyList patientId={id} rows={allergies} mayWrite={mayWrite} />
            <MedicineList patientId={id} rows={medicines} mayWrite={mayWrite} />
            <ProblemList patientId={id} rows={problems} mayWrite={mayWrite} />
          </>
        )}
      </div>
      <div className="stack g3">
        <Demographics patient={chart.patient} mayWrite={maySee(me, 'patient.update')} />
        <CareTeam patientId={id} team={chart.careTeam} mayWrite={mayChangeTeam(me, chart)} />
        <Restriction patient={chart.patient} />
      </div>
    </div>
  );
}
