/**
 * What may happen to a container and to what was drawn from it, as pure steps.
 *
 * Drug is in one of two places: inside its container, or out (drawn, in somebody's hands). For each container
 * drawn = administered + wasted + returned + lost + out, and nothing is ever negative: a step that would break this is
 * refused, never repaired.
 */
import { amountInWords, type Measure, type Refusal, ulOf } from './amounts.ts';

/** What became of drug once it was drawn. */
export const fates = ['administered', 'wasted', 'returned', 'lost'] as const;
export type Fate = (typeof fates)[number];

/** What one person drew for one session. */
export type Draw = {
  readonly drawnUg: number;
  readonly administeredUg: number;
  readonly wastedUg: number;
  readonly returnedUg: number;
  readonly lostUg: number;
  readonly outUg: number;
  readonly outUl: number;
};

/** One container; its sums are those of all draws from it. */
export type Container = Draw & {
  readonly contentUg: number;
  readonly insideUg: number;
  readonly insideUl: number;
  readonly addedUg: number;
  readonly removedUg: number;
};

/** How a step moves the two places: what a row of the register says. */
export type Change = {
  readonly insideUg: number;
  readonly insideUl: number;
  readonly outUg: number;
  readonly outUl: number;
};
export type Step = { readonly container: Container; readonly draw?: Draw; readonly change: Change };

const nothingDrawn = { drawnUg: 0, administeredUg: 0, wastedUg: 0, returnedUg: 0, lostUg: 0, outUg: 0, outUl: 0 };
export const noChange: Change = { insideUg: 0, insideUl: 0, outUg: 0, outUl: 0 };

export const fullContainer = (contentUg: number, measure: Measure): Container => ({
  ...nothingDrawn,
  contentUg,
  insideUg: contentUg,
  insideUl: ulOf(contentUg, measure),
  addedUg: 0,
  removedUg: 0,
});

const inside = (container: Container, ug: number, measure: Measure) => {
  const insideUg = container.insideUg + ug;
  const insideUl = ulOf(insideUg, measure);
  return { to: { insideUg, insideUl }, change: { insideUg: ug, insideUl: insideUl - container.insideUl } };
};

const notPositive = (ug: number): Refusal | undefined =>
  Number.isSafeInteger(ug) && ug > 0 ? undefined : { says: 'An amount is more than nothing.' };

const tooMuch = (what: string, ug: number, left: number, measure: Measure): Refusal => ({
  says: `${amountInWords(ug, measure)} is more than the ${amountInWords(left, measure)} ${what}.`,
});

/** Out of the container, into somebody's hands. */
export function drawUp(container: Container, ug: number, measure: Measure): Step | Refusal {
  const refused = notPositive(ug);
  if (refused !== undefined) return refused;
  if (ug > container.insideUg) return tooMuch('that is left in it', ug, container.insideUg, measure);
  const { to, change } = inside(container, -ug, measure);
  const ul = ulOf(ug, measure);
  return {
    container: {
      ...container,
      ...to,
      drawnUg: container.drawnUg + ug,
      outUg: container.outUg + ug,
      outUl: container.outUl + ul,
    },
    draw: { ...nothingDrawn, drawnUg: ug, outUg: ug, outUl: ul },
    change: { ...change, outUg: ug, outUl: ul },
  };
}

const sumOf = { administered: 'administeredUg', wasted: 'wastedUg', returned: 'returnedUg', lost: 'lostUg' } as const;

/** What was drawn finds its end. Only whole, unopened pieces go back into their container. */
export function account(
  container: Container,
  draw: Draw,
  of: { readonly fate: Fate; readonly ug: number },
  measure: Measure,
): Step | Refusal {
  const { fate, ug } = of;
  const refused = notPositive(ug);
  if (refused !== undefined) return refused;
  if (ug > draw.outUg) return tooMuch('that is drawn and not yet accounted for', ug, draw.outUg, measure);
  if (fate === 'returned') {
    if (measure.form === 'vial')
      return { says: 'What was drawn from a vial does not go back into it. Waste it with a second person.' };
    if (ug % measure.pieceUg !== 0) return { says: 'Only whole, unopened pieces go back.' };
  }
  const back = fate === 'returned' ? inside(container, ug, measure) : { to: {}, change: { insideUg: 0, insideUl: 0 } };
  const after = outAfter(draw, -ug, measure);
  const outUl = after.outUl - draw.outUl;
  const sum = sumOf[fate];
  return {
    container: {
      ...container,
      ...back.to,
      [sum]: container[sum] + ug,
      outUg: container.outUg - ug,
      outUl: container.outUl + outUl,
    },
    draw: { ...draw, ...after, [sum]: draw[sum] + ug },
    change: { ...back.change, outUg: -ug, outUl },
  };
}

/** Less was given than was written down: it is out again, and somebody has to say where it is. */
export function takeBackGiven(container: Container, draw: Draw, ug: number, measure: Measure): Step | Refusal {
  const refused = notPositive(ug);
  if (refused !== undefined) return refused;
  if (ug > draw.administeredUg) return tooMuch('that was given', ug, draw.administeredUg, measure);
  const after = outAfter(draw, ug, measure);
  const outUl = after.outUl - draw.outUl;
  return {
    container: {
      ...container,
      administeredUg: container.administeredUg - ug,
      outUg: container.outUg + ug,
      outUl: container.outUl + outUl,
    },
    draw: { ...draw, ...after, administeredUg: draw.administeredUg - ug },
    change: { ...noChange, outUg: ug, outUl },
  };
}

/** Less was drawn than was written down: it never left the container. */
export function takeBackDrawn(container: Container, draw: Draw, ug: number, measure: Measure): Step | Refusal {
  const refused = notPositive(ug);
  if (refused !== undefined) return refused;
  if (ug > draw.outUg) return tooMuch('that is drawn and not yet accounted for', ug, draw.outUg, measure);
  const { to, change } = inside(container, ug, measure);
  const after = outAfter(draw, -ug, measure);
  const outUl = after.outUl - draw.outUl;
  return {
    container: {
      ...container,
      ...to,
      drawnUg: container.drawnUg - ug,
      outUg: container.outUg - ug,
      outUl: container.outUl + outUl,
    },
    draw: { ...draw, ...after, drawnUg: draw.drawnUg - ug },
    change: { ...change, outUg: -ug, outUl },
  };
}

const outAfter = (draw: Draw, ug: number, measure: Measure) => {
  const outUg = draw.outUg + ug;
  return { outUg, outUl: ulOf(outUg, measure) };
};

/** Out of the container by another way than drawing: rest wasted, destroyed, transferred, lost, counted less. */
export function remove(container: Container, ug: number, measure: Measure): Step | Refusal {
  const refused = notPositive(ug);
  if (refused !== undefined) return refused;
  if (ug > container.insideUg) return tooMuch('that is left in it', ug, container.insideUg, measure);
  const { to, change } = inside(container, -ug, measure);
  return {
    container: { ...container, ...to, removedUg: container.removedUg + ug },
    change: { ...noChange, ...change },
  };
}

/** More was found in it than the register said; never more than a full container holds. */
export function add(container: Container, ug: number, measure: Measure): Step | Refusal {
  const refused = notPositive(ug);
  if (refused !== undefined) return refused;
  const room = container.contentUg - container.insideUg;
  if (ug > room) return tooMuch('that still fits into a full one', ug, room, measure);
  const { to, change } = inside(container, ug, measure);
  return { container: { ...container, ...to, addedUg: container.addedUg + ug }, change: { ...noChange, ...change } };
}

/** The sum of what became of what was drawn: equal to what was drawn, always. */
export const accountedUg = (of: Draw): number => of.administeredUg + of.wastedUg + of.returnedUg + of.lostUg + of.outUg;

/** Whether a container was begun: then a single-use one is used up with its session. */
export const isOpened = (of: Container): boolean => of.drawnUg > of.returnedUg;
