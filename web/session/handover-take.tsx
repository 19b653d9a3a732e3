import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Handover } from '#clinical/session/session.ts';
import type { Floor } from '#server/session/floor.shapes.ts';
import { clock } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { Dialog, FormEnd } from '#web/ui/dialog.tsx';
import { Card } from '#web/ui/parts.tsx';
import { say } from '#web/ui/say.ts';
import { NotKept } from './acts-kit.tsx';
import { personOf } from './floor-seats.ts';
import { shortName } from './floor-words.ts';
import { HandoverFacts } from './handover-facts.tsx';
import type { Handing } from './handover-list.ts';
import { OverRatio } from './handover-over.tsx';
import type { Would } from './handover-ratio.ts';
import { isHandedOver } from './handover-words.ts';
import { write } from './session-data.ts';

type One = { floor: Floor; of: Handing; open: Handover; nowMs: number };

const nameOf = (floor: Floor, id: string | null) => {
  const person = personOf(floor, id);
  return person === undefined ? t('floor.someone') : shortName(person);
};
/** Word for word what was given is no read-back. */
const isCopy = (a: string, b: string) =>
  a.trim().toLowerCase().replace(/\s+/g, ' ') === b.trim().toLowerCase().replace(/\s+/g, ' ');

/** The one who takes over reads, and writes it back in their own words. Only then does the watch move. */
export function TakeHandover({ floor, of, open, nowMs, would }: One & { would: Would }) {
  const [words, setWords] = useState('');
  const [isAsked, setAsked] = useState(false);
  const [refusing, setRefusing] = useState(false);
  const { busy, error, run } = useBusy();
  const giver = nameOf(floor, open.by);
  const wrong =
    words.trim() === ''
      ? t('handover.readBackNeeded')
      : isCopy(words, open.data.says)
        ? t('handover.copied')
        : isHandedOver(words)
          ? undefined
          : t('handover.tooShort');
  const take = () => {
    setAsked(true);
    if (wrong !== undefined) return;
    void run(async () => {
      await write({
        session: of.session.id,
        kind: 'handover-read-back',
        data: { of: open.id, says: words.trim() },
      });
      say(t('handover.taken', { where: of.where }));
    });
  };
  return (
    <Card title={of.title}>
      <article className="handover-one">
        <HandoverFacts of={of} zone={floor.clinic.timeZone} nowMs={nowMs} />
        <div className="stack g2">
          <figure className="handover-says">
            <figcaption className="small quiet num">
              {t('handover.from', { who: giver, time: clock(open.atMs, floor.clinic.timeZone) })}
            </figcaption>
            <blockquote>{open.data.says}</blockquote>
          </figure>
          <Textarea
            label={t('handover.readBack', { who: giver })}
            value={words}
            maxLength={4_000}
            autosize
            minRows={4}
            maxRows={14}
            error={isAsked ? wrong : undefined}
            onChange={({ currentTarget }) => setWords(currentTarget.value)}
          />
          <OverRatio would={would} title={t('handover.youOver', { count: would.chairs.length })} />
          <NotKept error={error} />
          <FormEnd>
            <Button onClick={() => setRefusing(true)}>{t('handover.refuse')}</Button>
            <Button size="lg" variant="filled" loading={busy} onClick={take}>
              {t('handover.takeOver')}
            </Button>
          </FormEnd>
        </div>
      </article>
      {refusing && (
        <EndHandover
          of={of}
          open={open}
          title={t('handover.refuseTitle')}
          body={t('handover.refuseBody', { who: giver })}
          act={t('handover.refuse')}
          close={() => setRefusing(false)}
        />
      )}
    </Card>
  );
}

/** Given and not read back yet: it can be withdrawn. */
export function GivenHandover({ floor, of, open }: Omit<One, 'nowMs'>) {
  const [ending, setEnding] = useState(false);
  return (
    <li>
      <span className="row-main stack g05">
        <span className="strong">{of.title}</span>
        <span className="small quiet num">
          {t('handover.goesTo', { who: nameOf(floor, open.data.to), time: clock(open.atMs, floor.clinic.timeZone) })}
        </span>
        <span className="handover-mine">{open.data.says}</span>
      </span>
      <Button variant="subtle" onClick={() => setEnding(true)}>
        {t('handover.withdraw')}
      </Button>
      {ending && (
        <EndHandover
          of={of}
          open={open}
          title={t('handover.withdrawTitle')}
          body={t('handover.withdrawBody')}
          act={t('handover.withdraw')}
          close={() => setEnding(false)}
        />
      )}
    </li>
  );
}

type End = { of: Handing; open: Handover; title: string; body: string; act: string; close: () => void };

/** A correction with its reason: what was written stays in the record. */
function EndHandover({ of, open, title, body, act, close }: End) {
  const [reason, setReason] = useState('');
  const [isAsked, setAsked] = useState(false);
  const { busy, error, run } = useBusy();
  const end = () => {
    setAsked(true);
    if (reason.trim() === '') return;
    void run(async () => {
      await write({
        session: of.session.id,
        kind: 'correction',
        data: { of: open.id, change: { retracted: true }, reason: reason.trim() },
      });
      close();
    });
  };
  return (
    <Dialog title={title} open close={close}>
      <div className="stack g3">
        <p className="quiet">{body}</p>
        <Textarea
          label={t('handover.why')}
          value={reason}
          maxLength={1_000}
          autosize
          minRows={2}
          error={isAsked && reason.trim() === '' ? t('handover.whyNeeded') : undefined}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
        <NotKept error={error} />
        <FormEnd cancel={close}>
          <Button variant="filled" loading={busy} onClick={end}>
            {act}
          </Button>
        </FormEnd>
      </div>
    </Dialog>
  );
}
