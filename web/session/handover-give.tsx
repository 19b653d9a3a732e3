import { Button, Select, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Floor } from '#server/session/floor.shapes.ts';
import { clock } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { FormEnd } from '#web/ui/dialog.tsx';
import { Card, Notice } from '#web/ui/parts.tsx';
import { say } from '#web/ui/say.ts';
import { NotKept } from './acts-kit.tsx';
import { personOf } from './floor-seats.ts';
import { shortName } from './floor-words.ts';
import { HandoverFacts } from './handover-facts.tsx';
import type { Handing } from './handover-list.ts';
import { OverRatio } from './handover-over.tsx';
import { wouldWatch } from './handover-ratio.ts';
import { isHandedOver, lastRefused } from './handover-words.ts';
import { write } from './session-data.ts';

type Props = { floor: Floor; all: readonly Handing[]; mine: readonly Handing[]; me: string; nowMs: number };

/** The one who leaves: several patients in one sitting, to one person, each in words of their own. Nothing is prefilled. */
export function GiveHandover({ floor, all, mine, me, nowMs }: Props) {
  const [to, setTo] = useState<string | null>(null);
  const [words, setWords] = useState<Readonly<Record<string, string>>>({});
  const [isAsked, setAsked] = useState(false);
  const { busy, error, run } = useBusy();
  const open = mine.filter((one) => one.open === undefined);
  const written = open.filter(({ session }) => (words[session.id] ?? '').trim() !== '');
  const isTooShort = ({ session }: Handing) => !isHandedOver(words[session.id] ?? '');
  const taker = floor.people.find(({ id }) => id === to);
  const give = () => {
    setAsked(true);
    if (to === null || written.length === 0 || written.some(isTooShort)) return;
    void run(async () => {
      for (const { session } of written)
        await write({
          session: session.id,
          kind: 'handover-given',
          data: { to, says: (words[session.id] ?? '').trim() },
        });
      setWords({});
      setAsked(false);
      say(t('handover.given', { count: written.length }));
    });
  };
  if (open.length === 0) return null;
  return (
    <Card title={t('handover.mine')}>
      <div className="stack g3">
        <Select
          label={t('handover.to')}
          data={takersOf(floor, me)}
          value={to}
          onChange={setTo}
          error={isAsked && to === null ? t('handover.chooseTo') : undefined}
        />
        {open.map((one) => (
          <article key={one.session.id} className="handover-one">
            <HandoverFacts of={one} zone={floor.clinic.timeZone} nowMs={nowMs} />
            <div className="stack g1">
              <Refusal floor={floor} of={one} me={me} />
              <Textarea
                label={t('handover.says', { where: one.where })}
                value={words[one.session.id] ?? ''}
                error={isAsked && written.includes(one) && isTooShort(one) ? t('handover.tooShort') : undefined}
                maxLength={4_000}
                autosize
                minRows={4}
                maxRows={14}
                onChange={({ currentTarget }) => setWords({ ...words, [one.session.id]: currentTarget.value })}
              />
            </div>
          </article>
        ))}
        {isAsked && written.length === 0 && <Notice state="amber" title={t('handover.nothingWritten')} />}
        {taker !== undefined && written.length > 0 && (
          <OverRatio
            {...overOf(
              all,
              taker,
              written.map(({ session }) => session.id),
            )}
          />
        )}
        <NotKept error={error} />
        <FormEnd>
          <Button size="lg" variant="filled" loading={busy} onClick={give}>
            {written.length === open.length
              ? t('handover.give', { count: written.length })
              : t('handover.giveOf', { count: open.length, written: written.length })}
          </Button>
        </FormEnd>
      </div>
    </Card>
  );
}

function overOf(all: readonly Handing[], taker: Floor['people'][number], these: readonly string[]) {
  const would = wouldWatch(all, taker.id, these);
  return { would, title: t('handover.theyOver', { name: shortName(taker), count: would.chairs.length }) };
}

/** Who may watch, those on site first. */
function takersOf(floor: Floor, me: string): { value: string; label: string }[] {
  const here = new Set(floor.duty?.onSite.map(({ id }) => id));
  const isTreating = (roles: readonly string[]) =>
    ['nurse', 'prescriber', 'medical-director'].some((role) => roles.includes(role));
  return floor.people
    .filter(({ id, roles }) => id !== me && isTreating(roles))
    .toSorted((a, b) => Number(here.has(b.id)) - Number(here.has(a.id)))
    .map(({ id, name }) => ({ value: id, label: here.has(id) ? name : t('handover.notOnSite', { name }) }));
}

/** It was handed over before and not taken: why, in their words. */
function Refusal({ floor, of, me }: { floor: Floor; of: Handing; me: string }) {
  const refused = lastRefused(of.record, me);
  if (refused === undefined) return null;
  const who = personOf(floor, refused.by);
  return (
    <Notice
      state="amber"
      title={t('handover.refused', {
        time: clock(refused.atMs, floor.clinic.timeZone),
        who: who === undefined ? t('floor.someone') : shortName(who),
        why: refused.why,
      })}
    />
  );
}
