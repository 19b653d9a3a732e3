import { Button, Radio } from '@mantine/core';
import { useState } from 'react';
import type { Floor, FloorSession } from '#server/session/floor.shapes.ts';
import { TwoIdentifiers } from '#web/chart/who-is-this.tsx';
import { post } from '#web/platform/api.ts';
import { clock, clockOrMoment } from '#web/platform/format.ts';
import { network } from '#web/platform/network.ts';
import { t } from '#web/platform/text.ts';
import { useBusy } from '#web/ui/busy.ts';
import { Dialog, FormEnd } from '#web/ui/dialog.tsx';
import { Refusal } from '#web/ui/form-parts.tsx';
import { Notice } from '#web/ui/parts.tsx';
import { say } from '#web/ui/say.ts';
import { type Place, placesOf, type Records } from './floor-seats.ts';
import { chairWords, inChair } from './floor-words.ts';
import { useRecords } from './session-data.ts';
import { lookAtFloor } from './session-store.ts';

type Props = { floor: Floor; session: FloorSession; close: () => void };

const nowhere = 'nowhere';

/** Another chair for somebody. Who sits where is said beforehand; whether a chair is free is the server's to say. */
export function MoveSession({ floor, session, close }: Props) {
  const records = useRecords();
  const { busy, error, run, forget } = useBusy();
  const [to, setTo] = useState('');
  const [isAsked, setAsked] = useState(false);
  const { silentSince } = network.use();
  const { initials } = session.patient;
  const zone = floor.clinic.timeZone;
  const nameOf = (id: string | null) => floor.chairs.find((chair) => chair.id === id)?.name;
  const now = nameOf(session.chairId);
  const move = async () => {
    setAsked(true);
    if (to === '' || silentSince !== undefined) return;
    const chairId = to === nowhere ? null : to;
    const done = await run(async () => {
      await post(`/api/sessions/${session.id}/chair`, { chairId });
      await lookAtFloor();
    });
    if (!done) return;
    const name = nameOf(chairId);
    const message =
      name === undefined ? t('move.doneNowhere', { initials }) : t('move.done', { initials, chair: inChair(name) });
    say(message);
    close();
  };
  return (
    <Dialog title={t('move.title')} open close={close} typed={() => false}>
      <form
        className="stack g2"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void move();
        }}
      >
        <div className="stack g05">
          <p className="strong">
            {now === undefined
              ? t('move.sitsNowhere', { initials })
              : t('move.sits', { initials, chair: inChair(now) })}
          </p>
          <p className="small quiet">
            <TwoIdentifiers {...session.patient} />
          </p>
        </div>
        <Radio.Group
          label={t('move.to')}
          value={to}
          onChange={(next) => {
            forget();
            setTo(next);
          }}
          error={isAsked && to === '' && t('move.needed')}
        >
          <div className="stack g05">
            {freeFirst(placesOf(floor, records))
              .filter(({ id }) => id !== session.chairId)
              .map((place, at) => (
                <Radio
                  key={place.id}
                  value={place.id}
                  label={<Where name={chairWords(place.name)} says={whoHas(place, records, zone)} />}
                  data-autofocus={at === 0 || undefined}
                />
              ))}
            {session.chairId !== null && (
              <Radio value={nowhere} label={<Where name={t('move.nowhere')} says={t('move.nowhereHow')} />} />
            )}
          </div>
        </Radio.Group>
        {silentSince !== undefined && (
          <div role="status">
            <Notice state="amber" title={t('move.waits', { time: clockOrMoment(silentSince, zone) })}>
              {t('move.waitsHow')}
            </Notice>
          </div>
        )}
        <Refusal error={error} title={t('move.refused')} />
        <FormEnd cancel={close}>
          <Button type="submit" variant="filled" loading={busy} disabled={silentSince !== undefined}>
            {t('move.do')}
          </Button>
        </FormEnd>
      </form>
    </Dialog>
  );
}

const Where = ({ name, says }: { name: string; says: string }) => (
  <span className="stack g0">
    <span>{name}</span>
    <span className="small quiet num">{says}</span>
  </span>
);

/** Where somebody sits stays below: that they have just left is for the server to say. */
const freeFirst = (places: readonly Place[]): Place[] =>
  places.toSorted((a, b) => Number(a.here !== undefined) - Number(b.here !== undefined));

function whoHas({ here, next }: Place, records: Records, zone: string): string {
  if (here !== undefined)
    return records.has(here.id) ? t('move.taken', { initials: here.patient.initials }) : t('move.notKnown');
  if (next !== undefined)
    return t('move.expected', { initials: next.patient.initials, time: clock(next.plannedAt, zone) });
  return t('move.free');
}
