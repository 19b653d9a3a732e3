/** Who read these pages, and when. It is said on every one of them. */
import { checkedOn } from '#clinical/sources.ts';

export type Review = {
  readonly writtenOn: string;
  /** The day on which the documents behind the figures were last read. */
  readonly figuresReadOn: string;
  /** To be read again by this day, if nothing on a page runs out before. */
  readonly againBy: string;
  readonly clinician: string | undefined;
  /** Of the Spanish. */
  readonly translator: string | undefined;
};

/** Nobody outside the project has read them yet: that stands on the page until somebody has. */
export const review: Review = {
  writtenOn: '2026-11-30',
  figuresReadOn: checkedOn,
  againBy: '2027-05-30',
  clinician: undefined,
  translator: undefined,
};

/** The day by which a page is read again: never after the first day on which something on it runs out. */
export const againBy = (runsOut: readonly string[]): string =>
  [review.againBy, ...runsOut].toSorted()[0] ?? review.againBy;
