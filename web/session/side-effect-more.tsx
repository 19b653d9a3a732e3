import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { criteriaWords, type SeriousCriterion, seriousCriteria, sideEffect } from '#clinical/chart/chart.ts';
import type { SideEffect } from '#clinical/session/session.ts';
import { clock } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { NotKept, sayKept, useKeeping } from './acts-kit.tsx';
import { SmallSheet } from './acts-sheet.tsx';
import { AtTime, useAtTime } from './acts-time.tsx';
import { Choice } from './pad-choices.tsx';
import type { SessionInHand } from './session-data.ts';
import { effectWord, isKnownEffect } from './side-effect-words.ts';

type Props = { of: SideEffect; hand: SessionInHand; close: () => void };

/** What was done about it, whether it is serious, and when it ended: each a fact of its own, each at its time. */
export function EffectMore({ of, hand, close }: Props) {
  return (
    <SmallSheet title={effectWord(of.effect)} hand={hand} close={close} wide>
      <Actions of={of} hand={hand} />
      <Serious of={of} hand={hand} />
      {of.endedAtMs === undefined && <Ended of={of} hand={hand} close={close} />}
    </SmallSheet>
  );
}

type PartProps = Pick<Props, 'of' | 'hand'>;

function Actions({ of, hand }: PartProps) {
  const { busy, error, run, keep } = useKeeping(hand);
  const [words, setWords] = useState('');
  const zone = hand.floor.clinic.timeZone;
  const usual = isKnownEffect(of.effect) ? sideEffect(of.effect).act : [];
  const save = (action: string) =>
    void run(async () => {
      const { event } = await keep('side-effect-action', { of: of.id, action });
      sayKept(hand, action, event);
      setWords('');
    });
  return (
    <section className="stack g1">
      <h3>{t('effect.actions')}</h3>
      {of.actions.length === 0 ? (
        <p className="quiet">{t('effect.noActions')}</p>
      ) : (
        <ul className="plain-list num">
          {of.actions.map(({ id, atMs, action }) => (
            <li key={id}>
              {clock(atMs, zone)} {action}
            </li>
          ))}
        </ul>
      )}
      <div className="choices choices-2">
        {usual.map((action) => (
          <Choice key={action} isOn={false} word={action.replace(/\.$/, '')} pick={() => save(action)} />
        ))}
        <Choice isOn={false} word={t('effect.nothingDone')} pick={() => save(t('effect.nothingDone'))} />
      </div>
      <div className="effect-find">
        <TextInput
          size="lg"
          label={t('effect.actionWords')}
          value={words}
          maxLength={500}
          onChange={({ currentTarget }) => setWords(currentTarget.value)}
        />
        <Button size="lg" loading={busy} disabled={words.trim() === ''} onClick={() => save(words.trim())}>
          {t('effect.actionKeep')}
        </Button>
      </div>
      <NotKept error={error} />
    </section>
  );
}

const saysOf = (criterion: SeriousCriterion) =>
  criteriaWords.rows.find(({ id }) => id === criterion)?.says ?? criterion;

/** None of them is an answer too; not answered stays open. */
function Serious({ of, hand }: PartProps) {
  const { busy, error, run, keep } = useKeeping(hand);
  const [picked, setPicked] = useState<readonly SeriousCriterion[]>([]);
  const [reason, setReason] = useState('');
  const said = of.serious?.data.criteria;
  const save = (criteria: SeriousCriterion[]) =>
    void run(async () => {
      const words = reason.trim();
      const data = { of: of.id, criteria, ...(words === '' ? {} : { reason: words }) };
      const { event } = await keep('side-effect-serious', data);
      sayKept(hand, t(criteria.length === 0 ? 'effect.notSerious' : 'effect.isSerious'), event);
      setPicked([]);
      setReason('');
    });
  return (
    <section className="stack g1">
      <h3>{t('effect.serious')}</h3>
      <p className={said === undefined ? 'absent' : 'strong'}>
        {said === undefined
          ? t('effect.seriousOpen')
          : said.length === 0
            ? t('effect.notSerious')
            : t('effect.seriousBy', { what: said.map(saysOf).join(' ') })}
      </p>
      <div className="choices choices-2">
        {seriousCriteria.map((criterion) => (
          <Choice
            key={criterion}
            isOn={picked.includes(criterion)}
            word={saysOf(criterion)}
            pick={() =>
              setPicked(picked.includes(criterion) ? picked.filter((one) => one !== criterion) : [...picked, criterion])
            }
          />
        ))}
      </div>
      {picked.length > 0 && (
        <TextInput
          size="lg"
          label={t('effect.seriousWhy')}
          value={reason}
          maxLength={2_000}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
      )}
      <div className="row g1">
        <Button
          size="lg"
          variant="filled"
          color="red"
          loading={busy}
          disabled={picked.length === 0}
          onClick={() => save([...picked])}
        >
          {t('effect.isSerious')}
        </Button>
        <Button size="lg" disabled={picked.length > 0} loading={busy} onClick={() => save([])}>
          {t('effect.noneOfThese')}
        </Button>
      </div>
      <NotKept error={error} />
    </section>
  );
}

function Ended({ of, hand, close }: Props) {
  const { busy, error, run, keep } = useKeeping(hand);
  const at = useAtTime(hand);
  const what = effectWord(of.effect);
  const save = () =>
    void run(async () => {
      const { event } = await keep('side-effect-ended', { of: of.id }, at.atMs);
      sayKept(hand, t('effect.endedOf', { what }), event);
      close();
    });
  return (
    <section className="stack g1">
      <h3>{t('effect.end')}</h3>
      <AtTime hand={hand} of={at} word={t('effect.endedAt')} />
      <Button size="lg" variant="filled" loading={busy} disabled={at.wrong !== undefined} onClick={save}>
        {t('effect.ended')}
      </Button>
      <NotKept error={error} />
    </section>
  );
}
