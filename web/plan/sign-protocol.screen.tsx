import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { isTemplateName, type Protocol, subcutaneousInfusion, templates } from '#clinical/plan/plan.ts';
import { t } from '#web/platform/text.ts';
import { OnwardIcon } from '#web/ui/icons.ts';
import { Page } from '#web/ui/page.tsx';
import { Card, Notice, Pill } from '#web/ui/parts.tsx';
import { When } from '#web/ui/states.tsx';
import { inForce, protocolsQuery, type Version } from './plan.queries.ts';
import type { Lines } from './protocol-lines.ts';
import { ProtocolBody } from './protocol-parts.tsx';
import { SignForm } from './sign-protocol-form.tsx';
import './plan.css';

/** A protocol from its template: the director enters dose and limits, reads the rest, and signs the whole. */
export function SignProtocolScreen({ lines }: { lines: Lines }) {
  const { template } = useSearch({ from: '/plan/protocols/sign' });
  const asked = useQuery(protocolsQuery);
  const name = template !== undefined && isTemplateName(template) ? template : undefined;
  if (name === undefined)
    return (
      <Page
        title={t('signProtocol.chooseTitle')}
        intro={t('signProtocol.chooseIntro')}
        back={{ to: '/plan/protocols', label: t('protocols.title') }}
      >
        <Card flush>
          <When asked={asked} rows={4}>
            {(versions) => <TemplateList versions={versions} />}
          </When>
        </Card>
      </Page>
    );
  const of: Protocol = templates[name];
  return (
    <Page
      title={of.title}
      intro={of.dose === null ? undefined : t('signProtocol.intro')}
      back={{ to: '/plan/protocols/sign', label: t('signProtocol.chooseTitle') }}
    >
      <When asked={asked} rows={4}>
        {(versions) =>
          of.dose === null ? (
            <NothingToSign template={of} lines={lines} />
          ) : (
            <SignForm
              key={name}
              template={of}
              newest={versions.find(({ protocol }) => protocol === of.id)}
              lines={lines}
            />
          )
        }
      </When>
    </Page>
  );
}

function TemplateList({ versions }: { versions: readonly Version[] }) {
  const active = inForce(versions);
  return (
    <ul className="rows">
      {Object.entries<Protocol>(templates).map(([name, { id, title, dose }]) => {
        const version = active.find(({ protocol }) => protocol === id);
        return (
          <li key={name} className="row-link">
            <Link to="/plan/protocols/sign" search={{ template: name }}>
              <span className="row-main strong">{title}</span>
              <TemplateState version={version?.version} isClosed={dose === null} />
              <OnwardIcon size={24} aria-hidden />
            </Link>
          </li>
        );
      })}
      <li>
        <span className="row-main">
          <span className="strong">{t('protocols.scInfusion')}</span>
          <br />
          <span className="small quiet">{subcutaneousInfusion.empty}</span>
        </span>
        <Pill state="plain">{t('signProtocol.noCeiling')}</Pill>
      </li>
    </ul>
  );
}

function TemplateState({ version, isClosed }: { version: number | undefined; isClosed: boolean }) {
  if (isClosed) return <Pill state="plain">{t('signProtocol.nothing')}</Pill>;
  if (version === undefined) return <Pill state="amber">{t('signProtocol.notSigned')}</Pill>;
  return <Pill state="green">{t('signProtocol.inForce', { version })}</Pill>;
}

/** Shown whole all the same: what is recorded by this route goes by its readings and its stay. */
function NothingToSign({ template, lines }: { template: Protocol; lines: Lines }) {
  return (
    <div className="stack g3">
      <Notice state="amber" title={t('signProtocol.nothingTitle')}>
        {t('signProtocol.nothingBody')}
      </Notice>
      <ProtocolBody protocol={template} lines={lines} />
    </div>
  );
}
