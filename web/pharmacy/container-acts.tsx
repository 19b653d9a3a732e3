import { Button, Select, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { checkAboveOrder, type Measured, nearestUg } from '#clinical/pharmacy/pharmacy.ts';
import { clock, day } from '#web/platform/format.ts';
import { maySee } from '#web/platform/may.ts';
import { useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';
import { Dialog, FormEnd } from '#web/ui/dialog.tsx';
import { Refusal, Submit } from '#web/ui/form-parts.tsx';
import { Notice } from '#web/ui/parts.tsx';
import { say } from '#web/ui/say.ts';
import type { Draw, Item, Product, RegisterRow, Session, Stock, StockAnswer } from './pharmacy.queries.ts';
import { rowWords } from './register-table.tsx';
import { SecondPerson, type SecondProof, useSecond } from './second-person.tsx';
import { useSending } from './sending.ts';
import { amount, chairOf, insideIn, measuredIn, measureOf, nameOf } from './stock-words.ts';

/** What is being done with a container, or with something drawn from it. */
export type Act = {
  kind: 'assign' | 'unassign' | 'draw' | 'move' | 'waste' | 'return' | 'loss' | 'adjust';
  draw?: Draw;
  /** The row of the register that was wrong. */
  row?: RegisterRow;
};

const longestReason = 1_000;
const shortestReason = 3;

type ButtonsProps = { item: Item; product: Product; choose: (act: Act) => void };

/** Only what can be done now. What the server refuses nevertheless, it says in a sentence. */
export function ActButtons({ item, product, choose }: ButtonsProps) {
  const me = useMe();
  const isWhole = item.openedAt === null;
  const hasSome = item.insideUg > 0;
  const mayDraw = maySee(me, 'stock.draw');
  return (
    <div className="row g1 no-print">
      {mayDraw && hasSome && isWhole && !product.severalSessions && item.assigned === null && (
        <Button variant="filled" onClick={() => choose({ kind: 'assign' })}>
          {t('container.assign')}
        </Button>
      )}
      {mayDraw && hasSome && (
        <Button
          variant={item.assigned !== null || product.severalSessions ? 'filled' : 'default'}
          onClick={() => choose({ kind: 'draw' })}
        >
          {t('container.draw')}
        </Button>
      )}
      {mayDraw && isWhole && item.assigned !== null && (
        <Button onClick={() => choose({ kind: 'unassign' })}>{t('container.unassign')}</Button>
      )}
      {maySee(me, 'stock.waste') && hasSome && (
        <Button onClick={() => choose({ kind: 'waste' })}>{t('container.wasteRest')}</Button>
      )}
      {maySee(me, 'stock.receive') && hasSome && item.outUg === 0 && (
        <Button onClick={() => choose({ kind: 'move' })}>{t('container.move')}</Button>
      )}
      {maySee(me, 'stock.adjust') && (
        <Button onClick={() => choose({ kind: 'adjust' })}>{t('container.adjust')}</Button>
      )}
      {maySee(me, 'stock.count') && hasSome && (
        <Button variant="subtle" color="red" onClick={() => choose({ kind: 'loss' })}>
          {t('container.missing')}
        </Button>
      )}
    </div>
  );
}

type Props = {
  act: Act;
  item: Item;
  product: Product;
  stock: Stock;
  sessions: readonly Session[];
  close: () => void;
};

/** What a form asks, by what is done: the same fields in the same order everywhere. */
const asks = {
  assign: ['session'],
  unassign: ['reason'],
  draw: ['session', 'amount'],
  move: ['place', 'reason'],
  return: ['amount', 'reason'],
  waste: ['amount', 'how', 'reason', 'second'],
  loss: ['amount', 'reason'],
  adjust: ['amount', 'reason', 'second'],
} as const;
type Ask = (typeof asks)[Act['kind']][number];

const amountLabel = (isVial: boolean, isInside: boolean) => {
  if (isInside) return isVial ? 'container.insideMl' : 'container.insidePieces';
  return isVial ? 'container.ml' : 'container.pieces';
};
const amountWrong = (isVial: boolean, isInside: boolean) => {
  if (isInside) return isVial ? 'container.insideMlWrong' : 'container.insidePiecesWrong';
  return isVial ? 'container.mlWrong' : 'container.piecesWrong';
};

export function ActDialog({ act, item, product, stock, sessions, close }: Props) {
  const { kind, draw, row } = act;
  const me = useMe();
  const asked = new Set<Ask>(asks[kind]);
  const isAdjust = kind === 'adjust';
  // A device is one piece: how many is asked only where it may be none.
  const isDevice = product.form === 'device' && !isAdjust;
  const leftUg = draw?.outUg ?? item.insideUg;
  const [session, setSession] = useState<string | null>(item.assigned?.sessionId ?? null);
  const [place, setPlace] = useState<string | null>(null);
  const [typed, setTyped] = useState(isDevice ? '1' : '');
  const [how, setHow] = useState('');
  const chosen = sessions.find(({ id }) => id === session);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const second = useSecond();
  const { busy, error, send } = useSending();
  // All of it is wasted or lost where nothing is said; a draw says how much.
  const isAmountFree = kind === 'waste' || kind === 'loss';
  const measured = isAdjust ? insideIn(typed, product.form) : measuredIn(typed, product.form);
  const isAmountMissing = asked.has('amount') && measured === undefined && !(isAmountFree && typed.trim() === '');
  const above = kind === 'draw' ? aboveOrder(chosen, product, measured) : undefined;
  const isReasonNeeded =
    above !== undefined ||
    kind === 'loss' ||
    isAdjust ||
    (kind === 'waste' && draw === undefined && item.openedAt === null);
  const isReasonMissing = isReasonNeeded ? reason.trim().length < shortestReason : reason.trim().length === 1;
  const proof: SecondProof | 'missing' | undefined = asked.has('second') ? second.proof() : undefined;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const isUnsaid =
      (asked.has('session') && session === null) ||
      (asked.has('place') && place === null) ||
      (asked.has('how') && how.trim() === '') ||
      isAmountMissing ||
      isReasonMissing;
    if (isUnsaid || proof === 'missing') return;
    const why = reason.trim() === '' ? {} : { reason: reason.trim() };
    const some = measured === undefined ? {} : { amount: measured };
    const from = draw === undefined ? { itemId: item.id } : { drawId: draw.id };
    const ways: Record<Act['kind'], () => Promise<StockAnswer | undefined>> = {
      assign: () => send('assignments', { itemId: item.id, sessionId: session }),
      unassign: () => send('assignments/end', { itemId: item.id, ...why }),
      draw: () => send('draws', { itemId: item.id, sessionId: session, ...some, ...(above === undefined ? {} : why) }),
      move: () => send('moves', { itemIds: [item.id], toLocationId: place, ...why }),
      return: () => send('returns', { drawId: draw?.id, ...some, ...why }),
      waste: () => send('wastes', { from, ...some, how: how.trim(), ...why }, proof),
      loss: () => send('losses', { of: from, ...some, reason: reason.trim() }),
      adjust: () =>
        send(
          'adjustments',
          {
            itemId: item.id,
            inside: measured,
            ...(row === undefined ? {} : { corrects: row.id }),
            reason: reason.trim(),
          },
          proof,
        ),
    };
    const answer = await ways[kind]();
    second.clear();
    if (answer === undefined) return;
    say(
      t(answer.state !== 'awaiting' ? `container.is.${kind}` : isAdjust ? 'container.adjustWaits' : 'container.waits'),
    );
    close();
  };

  return (
    <Dialog title={t(`container.do.${kind}`)} open close={close}>
      <form className="stack g3" onSubmit={(event) => void submit(event)} noValidate>
        <p className="quiet num">
          {t('container.left', { name: product.name, lot: item.lot, left: amount(leftUg, product) })}
        </p>
        {isAdjust && (
          <Notice state="blue">
            {row !== undefined && <p className="num">{t('container.wrongRow', { row: rowWords(row, me.timeZone) })}</p>}
            <p>{t('container.adjustHint')}</p>
          </Notice>
        )}
        {asked.has('session') && (
          <Select
            label={t('container.session')}
            description={t('container.sessionHint')}
            required
            searchable
            disabled={item.assigned !== null}
            nothingFoundMessage={t('container.noSession')}
            data={[
              { group: t('container.sessionsOpen'), items: choicesOf(sessions, false, me.timeZone) },
              { group: t('container.sessionsLeft'), items: choicesOf(sessions, true, me.timeZone) },
            ].filter(({ items }) => items.length > 0)}
            value={session}
            onChange={setSession}
            error={tried && session === null ? t('form.neededOf', { label: t('container.session') }) : undefined}
          />
        )}
        {asked.has('session') && chosen !== undefined && <ForWhom chosen={chosen} sessions={sessions} />}
        {asked.has('place') && (
          <Select
            label={t('receive.locationId')}
            required
            data={stock.locations
              .filter(({ id, retiredAt }) => retiredAt === null && id !== item.locationId)
              .map(({ id, name }) => ({ value: id, label: name }))}
            value={place}
            onChange={setPlace}
            error={tried && place === null ? t('form.neededOf', { label: t('receive.locationId') }) : undefined}
          />
        )}
        {asked.has('amount') && !isDevice && (
          <TextInput
            label={t(amountLabel(product.form === 'vial', isAdjust))}
            description={
              measured !== undefined && !isAdjust
                ? t('container.holds', { amount: amount(nearestUg(measured, measureOf(product)), product) })
                : isAmountFree
                  ? t('container.allHint')
                  : undefined
            }
            required={!isAmountFree}
            inputMode="decimal"
            autoComplete="off"
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            error={tried && isAmountMissing ? t(amountWrong(product.form === 'vial', isAdjust)) : undefined}
          />
        )}
        {asked.has('how') && (
          <TextInput
            label={t('container.how')}
            description={t('container.howHint')}
            required
            value={how}
            onChange={(event) => setHow(event.currentTarget.value)}
            error={tried && how.trim() === '' ? t('form.neededOf', { label: t('container.how') }) : undefined}
          />
        )}
        {above !== undefined && (
          <div role="alert">
            <Notice state="red" title={t('container.aboveOrder')}>
              <p className="num">{above}</p>
            </Notice>
          </div>
        )}
        {(asked.has('reason') || above !== undefined) && (
          <Textarea
            label={t(
              above !== undefined
                ? 'container.whyAbove'
                : isReasonNeeded
                  ? 'container.whatHappened'
                  : 'container.reason',
            )}
            required={isReasonNeeded}
            autosize
            minRows={2}
            maxLength={longestReason}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            error={tried && isReasonMissing ? t('container.reasonNeeded') : undefined}
          />
        )}
        {asked.has('second') && <SecondPerson second={second} tried={tried} />}
        <Refusal error={error} />
        <FormEnd cancel={close}>
          <Submit busy={busy}>{t(`container.do.${kind}`)}</Submit>
        </FormEnd>
      </form>
    </Dialog>
  );
}

const orderedOf = ({ order }: Session): string =>
  order === null ? t('container.noOrder') : t('container.ordered', { mg: order.doseUg / 1_000 });

/** Who sits here first; who has left is marked, and never among them. */
const choicesOf = (sessions: readonly Session[], hasLeft: boolean, timeZone: string) =>
  sessions
    .filter((of) => (of.hasLeft ?? false) === hasLeft)
    .map((of) => ({
      value: of.id,
      label: t(hasLeft ? 'container.sessionLeft' : 'container.sessionOf', {
        at: clock(of.plannedAt, timeZone),
        name: nameOf(of.patient),
        number: of.patient.number,
        chair: chairOf(of),
        born: day(of.patient.birthOn),
        ordered: orderedOf(of),
      }),
    }));

/** What tells this patient from others, and who is called the same; that somebody has left is said in red. */
function ForWhom({ chosen, sessions }: { chosen: Session; sessions: readonly Session[] }) {
  const { patient } = chosen;
  const twins = sessions.filter(
    (of) =>
      of.patient.id !== patient.id &&
      (nameOf(of.patient).toLowerCase() === nameOf(patient).toLowerCase() ||
        of.patient.familyName.toLowerCase() === patient.familyName.toLowerCase()),
  );
  const who = (of: Session) => ({
    name: nameOf(of.patient),
    chair: chairOf(of),
    born: day(of.patient.birthOn),
    number: of.patient.number,
  });
  return (
    <div className="stack g1" role="status">
      <p className="num strong">{t('container.for', { ...who(chosen), ordered: orderedOf(chosen) })}</p>
      {chosen.hasLeft === true && <Notice state="red">{t('container.hasLeft', who(chosen))}</Notice>}
      {twins.map((of) => (
        <Notice key={of.id} state="amber">
          <p className="num">{t('container.twin', who(of))}</p>
        </Notice>
      ))}
    </div>
  );
}

/** In words, where this is more than the order of the session needs. */
function aboveOrder(of: Session | undefined, product: Product, measured: Measured | undefined): string | undefined {
  if (of === undefined || of.order === null || measured === undefined) return undefined;
  const measure = measureOf(product);
  const hasUg = (of.drawn ?? [])
    .filter(({ substance }) => substance === product.substance)
    .reduce((sum, { ug }) => sum + ug, 0);
  return checkAboveOrder({ orderedUg: of.order.doseUg, hasUg, ug: nearestUg(measured, measure), measure })?.says;
}
