/** Doses against the clinic's own stock: each comes out of a container that is booked, and no more is drawn than was ordered. */
import type { AgendaGiven } from './log-agenda.ts';
import type { Said } from './log-deviations-given.ts';
import type { SessionRecord } from './log-fold.ts';

const mg = (ug: number) => `${ug / 1_000} mg`;

type Dose = {
  readonly id: string;
  readonly atMs: number;
  readonly what: string;
  readonly drug: string;
  readonly item: string | undefined;
  readonly lot: string | undefined;
  /** Undefined: nobody knows yet how much it will be. */
  readonly ug: number | undefined;
};

function dosesOf(record: SessionRecord, pumpedUg: number | undefined): Dose[] {
  const { doseStart, injections, devices, sprays, mouthDoses } = record;
  const one = (what: (of: { number?: number }) => string) => {
    return (of: {
      readonly id: string;
      readonly atMs: number;
      readonly data: {
        readonly drug: string;
        readonly doseUg: number;
        readonly item?: string | undefined;
        readonly lot?: string | undefined;
        readonly number?: number;
      };
    }): Dose => {
      const { id, atMs, data } = of;
      return { id, atMs, what: what(data), drug: data.drug, item: data.item, lot: data.lot, ug: data.doseUg };
    };
  };
  const pumped: Dose[] =
    doseStart === undefined
      ? []
      : [
          {
            ...{ id: doseStart.id, atMs: doseStart.atMs, what: 'the infusion', drug: doseStart.data.drug },
            ...{ item: 'item' in doseStart.data ? doseStart.data.item : undefined, lot: undefined, ug: pumpedUg },
          },
        ];
  return [
    ...pumped,
    ...injections.map(one(() => 'the injection')),
    ...devices.map(one(({ number }) => `device ${number}`)),
    ...sprays.map(one(() => 'the spray')),
    ...mouthDoses.map(one(() => 'the dose in the mouth')),
  ].sort((a, b) => a.atMs - b.atMs || (a.id < b.id ? -1 : 1));
}

const isSame = (one: string, other: string) => one.trim().toLowerCase() === other.trim().toLowerCase();

/**
 * Where the clinic keeps its stock here. A clinic that keeps none has no container to book, and what this device was
 * never told about the stock nobody is asked to explain: the server says it.
 *
 * @param pumpedUg what the pump gave, once it has ended
 */
export function drugDeviations(record: SessionRecord, { known, order }: AgendaGiven, pumpedUg?: number): Said[] {
  const { lots, drawn } = known ?? {};
  if (lots === undefined || lots.length === 0 || drawn === undefined) return [];
  const doses = dosesOf(record, pumpedUg);
  const named = new Set(doses.flatMap(({ item }) => item ?? []));
  // The log may know a draw before the register does, and the other way round: of one container the larger of both.
  const taken = new Map<string, { substance: string | undefined; ug: number; stepUg: number }>();
  for (const { itemId, substance, ug, stepUg } of drawn)
    taken.set(itemId, { substance, ug: ug + (taken.get(itemId)?.ug ?? 0), stepUg });
  const inLog = new Map<string, number>();
  for (const { data } of record.drawn)
    inLog.set(data.item, (inLog.get(data.item) ?? 0) + (data.drawnUl * data.concentrationUgPerMl) / 1_000);
  for (const [itemId, ug] of inLog) {
    const { substance, ug: before = 0, stepUg = 0 } = taken.get(itemId) ?? {};
    taken.set(itemId, { substance, ug: Math.max(before, ug), stepUg });
  }
  const left = [...taken].filter(([itemId]) => !named.has(itemId)).map(([, of]) => ({ ...of }));
  const found: Said[] = [];
  for (const { id, what, drug, item, lot, ug } of doses) {
    if (item !== undefined) continue;
    const from = left.filter((of) => of.ug > 0 && (of.substance === undefined || isSame(of.substance, drug)));
    if (from.length > 0) {
      let needed = ug ?? 0;
      for (const of of from) {
        const part = Math.min(needed, of.ug);
        of.ug -= part;
        needed -= part;
      }
      continue;
    }
    const isOurs = lot === undefined || lots.some((of) => isSame(of.lot, lot) && isSame(of.substance, drug));
    found.push({
      of: id,
      rule: 'no-container',
      says:
        `No container is booked for ${what}${ug === undefined ? '' : ` (${mg(ug)})`}: nothing of it was drawn for this session.` +
        (isOurs ? '' : ` Lot ${lot} is in no stock of this clinic.`),
    });
  }
  const first = doses[0];
  if (first !== undefined && order !== undefined) {
    const all = [...taken.values()].filter(({ substance }) => substance === undefined || isSame(substance, order.drug));
    const sumUg = all.reduce((sum, { ug }) => sum + ug, 0);
    const stepUg = Math.max(0, ...all.map((of) => of.stepUg));
    const words = drawn.flatMap(({ why }) => why ?? []);
    // Rounded up to what can be measured is no more than was ordered.
    if (sumUg > order.doseUg && sumUg >= order.doseUg + stepUg)
      found.push({
        of: first.id,
        rule: 'drawn-above-order',
        says: [
          `${mg(Math.round(sumUg))} were drawn for this session; ordered were ${mg(order.doseUg)}.`,
          ...words.map((why) => `Said when it was drawn: ${why}`),
        ].join(' '),
        isSaid: words.length > 0,
      });
  }
  return found;
}
