/** What the method reads: one row for each session and one for each person, as plain data. Days are days at the clinic. */
import type { SideEffectId } from '#clinical/chart/chart.ts';
import type { ReportGrade, ReportRoute } from '#clinical/finder/finder.ts';

export type SessionRow = {
  /** Anything that tells people apart; it is counted and goes nowhere. */
  readonly person: string;
  readonly route: ReportRoute;
  readonly on: string;
  /** Each side effect that was written down, with its worst grade in this session; grade 0 was none. */
  readonly effects: readonly { readonly effect: SideEffectId; readonly worst: ReportGrade }[];
  /** Sets of readings that the protocol asked for, and how many of them came late or not at all. */
  readonly readings: { readonly due: number; readonly late: number };
  /** Taken to a hospital from the session. */
  readonly isTransfer: boolean;
};

export type PersonRow = {
  readonly person: string;
  /** The day of the first dose of the course. */
  readonly beganOn: string;
  /** Totals of the method's scale. */
  readonly scores: readonly { readonly on: string; readonly total: number }[];
  /** The day on which the first visit was asked for, where that is known. */
  readonly askedOn?: string | undefined;
};
