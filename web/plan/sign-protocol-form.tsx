import { Textarea, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useRef, useState } from 'react';
import type { Protocol } from '#clinical/plan/plan.ts';
import { post } from '#web/platform/api.ts';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { FormEnd } from '#web/ui/dialog.tsx';
import { Fieldset, focusFirstInvalid, Refusal, Submit } from '#web/ui/form-parts.tsx';
import { Card, Notice } from '#web/ui/parts.tsx';
import { say } from '#web/ui/say.ts';
import { refreshProtocols, type Version } from './plan.queries.ts';
import {
  doseFigures,
  type Figure,
  figureOf,
  figuresOf,
  limitFigures,
  mayStayEmpty,
  noValues,
  type ProtocolValues,
  protocolDraft,
} from './protocol-draft.ts';
import { type Lines, unitWord } from './protocol-lines.ts';
import { ProtocolBody } from './protocol-parts.tsx';
import { type TimeValues, timeErrors, withTimes } from './protocol-times.ts';
import { SignTimes } from './sign-times.tsx';
import { inThousands } from './typed-number.ts';

type Props = { template: Protocol; newest: Version | undefined; lines: Lines };

/** Every figure of dose and limits is typed; what is looser than the project is refused beside its field. */
export function SignForm({ template, newest, lines }: Props) {
  const [values, setValues] = useState<ProtocolValues>(noValues);
  const [isSent, setSent] = useState(false);
  const { busy, error, run } = useBusy();
  const navigate = useNavigate();
  const box = useRef<HTMLFormElement>(null);
  const [times, setTimes] = useState<TimeValues>({});
  // What a clinic has signed stricter once does not loosen by itself in its next version.
  const base = newest === undefined ? template : { ...template, ...timesIn(newest.body) };
  const timed = withTimes(base, times);
  const { protocol, errors } = protocolDraft(timed.protocol, values, isSent);
  const wrongTimes = { ...timeErrors(timed.protocol), ...timed.errors };
  const version = (newest?.version ?? 0) + 1;
  const set = (field: keyof ProtocolValues, text: string) => setValues((now) => ({ ...now, [field]: text }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setSent(true);
    const ready = protocolDraft(timed.protocol, values, true);
    const isWrong = Object.keys({ ...ready.errors, ...wrongTimes }).length > 0;
    if (ready.protocol === undefined || isWrong) return focusFirstInvalid(box.current);
    void run(async () => {
      await post('/api/protocols', { version, protocol: ready.protocol, reason: values.reason.trim() });
      await refreshProtocols();
      say(t('signProtocol.done', { version }));
      await navigate({ to: '/plan/protocols' });
    });
  };
  const doseUnit = unitWord(template.dose?.unit ?? 'ug');
  const field = (figure: Figure) => (
    <TextInput
      key={figure}
      label={t(`figure.${figure}`, { unit: doseUnit })}
      description={beside(figure, template, newest)}
      required={!mayStayEmpty(template, figure)}
      inputMode="decimal"
      value={values[figure]}
      error={errors[figure] ?? null}
      onChange={(event) => set(figure, event.currentTarget.value)}
    />
  );
  const asked = figuresOf(template);
  return (
    <form ref={box} noValidate className="stack g3" onSubmit={submit}>
      <ProtocolBody protocol={protocol ?? timed.protocol} lines={lines}>
        <Card title={t('protocol.doseTitle')}>
          <div className="stack g3">
            <Notice state="blue">{t('signProtocol.beside')}</Notice>
            <Fieldset title={t('signProtocol.range')}>
              <div className="fields">{doseFigures.map(field)}</div>
            </Fieldset>
            <Fieldset title={t('signProtocol.limits')} hint={t('signProtocol.limitsHint')}>
              <div className="fields">{limitFigures.filter((figure) => asked.includes(figure)).map(field)}</div>
            </Fieldset>
          </div>
        </Card>
        <SignTimes
          template={template}
          newest={newest}
          timed={timed.protocol}
          values={times}
          errors={wrongTimes}
          set={(field, text) => setTimes((now) => ({ ...now, [field]: text }))}
        />
      </ProtocolBody>
      <Card title={t('signProtocol.signTitle', { version })}>
        <div className="stack g3">
          <Textarea
            label={t('signProtocol.reason')}
            description={t('signProtocol.reasonHint')}
            required
            autosize
            minRows={2}
            maxLength={1_000}
            value={values.reason}
            error={errors.reason ?? null}
            onChange={(event) => set('reason', event.currentTarget.value)}
          />
          <p className="quiet">{t('signProtocol.means')}</p>
          <Refusal error={error} />
          <FormEnd cancel={() => void navigate({ to: '/plan/protocols' })}>
            <Submit busy={busy}>{t('signProtocol.sign', { version })}</Submit>
          </FormEnd>
        </div>
      </Card>
    </form>
  );
}

const timesIn = ({ cadence, leastStay }: Protocol) => ({ cadence, leastStay });

/** The project's proposal and the clinic's last figure, beside the field and never in it. */
function beside(figure: Figure, template: Protocol, newest: Version | undefined): string {
  const [project, own] = [figureOf(template, figure), newest && figureOf(newest.body, figure)];
  const proposal =
    project === undefined ? t('signProtocol.noProposal') : t('signProtocol.proposal', { value: inThousands(project) });
  if (own === undefined || newest === undefined) return proposal;
  return `${proposal} ${t('signProtocol.last', { version: newest.version, value: inThousands(own) })}`;
}
