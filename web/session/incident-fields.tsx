import { Checkbox, Radio, Textarea, TextInput } from '@mantine/core';
import { seriousCriteria } from '#clinical/chart/chart.ts';
import {
  criteriaSays,
  harmLevels,
  harmWords,
  type IncidentReport,
  incidentFactors,
} from '#clinical/session/session.ts';
import { t } from '#web/platform/text.ts';
import type { Colleague } from './emergencies.queries.ts';
import { PersonSelect } from './emergencies-parts.tsx';

export const emptyReport: IncidentReport = {
  title: '',
  card: null,
  harm: null,
  serious: null,
  factors: [],
  whatHappened: '',
  immediateAction: '',
  duties: [],
};

type Props = {
  report: IncidentReport;
  ownerId: string | null;
  people: readonly Colleague[];
  change: (to: Partial<IncidentReport>) => void;
  own: (id: string | null) => void;
  isAsked: boolean;
};

/** What people add to what the log knows. Nothing is filled in; not known stays not known until somebody says. */
export function IncidentFields({ report, ownerId, people, change, own, isAsked }: Props) {
  const none = 'none' as const;
  const serious = report.serious;
  return (
    <div className="stack g3">
      <TextInput
        label={t('incident.titleField')}
        required
        maxLength={200}
        value={report.title}
        error={
          isAsked && report.title.trim().length < 3 ? t('form.neededOf', { label: t('incident.titleField') }) : null
        }
        onChange={({ currentTarget }) => change({ title: currentTarget.value })}
      />
      <Textarea
        label={t('incident.whatHappened')}
        autosize
        minRows={3}
        maxLength={4_000}
        value={report.whatHappened}
        onChange={({ currentTarget }) => change({ whatHappened: currentTarget.value })}
      />
      <Textarea
        label={t('incident.immediate')}
        autosize
        minRows={2}
        maxLength={4_000}
        value={report.immediateAction}
        onChange={({ currentTarget }) => change({ immediateAction: currentTarget.value })}
      />
      <Radio.Group
        label={t('incident.harm')}
        value={report.harm ?? ''}
        onChange={(value) => change({ harm: harmLevels.find((level) => level === value) ?? null })}
      >
        <div className="stack g05">
          {harmWords.rows.map(({ id, says }) => (
            <Radio key={id} value={id} label={says} />
          ))}
        </div>
      </Radio.Group>
      <Checkbox.Group
        label={t('incident.serious')}
        description={t('incident.seriousHint')}
        value={serious === null ? [] : serious.length === 0 ? [none] : serious}
        onChange={(values) => {
          const last = values.at(-1);
          if (values.length === 0) change({ serious: null });
          else if (last === none) change({ serious: [] });
          else change({ serious: seriousCriteria.filter((one) => values.includes(one)) });
        }}
      >
        <div className="stack g05">
          {seriousCriteria.map((criterion) => (
            <Checkbox key={criterion} value={criterion} label={criteriaSays(criterion)} />
          ))}
          <Checkbox value={none} label={t('incident.notSerious')} />
        </div>
      </Checkbox.Group>
      <Checkbox.Group
        label={t('incident.factors')}
        value={report.factors}
        onChange={(values) => {
          const known = incidentFactors.filter((factor) => values.includes(factor));
          const isNone = values.at(-1) === 'none-found';
          change({ factors: isNone ? ['none-found'] : known.filter((factor) => factor !== 'none-found') });
        }}
      >
        <div className="em-people">
          {incidentFactors.map((factor) => (
            <Checkbox key={factor} value={factor} label={t(`incident.factor.${factor}`)} />
          ))}
        </div>
      </Checkbox.Group>
      <PersonSelect label={t('incident.owner')} people={people} value={ownerId} change={own} />
    </div>
  );
}
