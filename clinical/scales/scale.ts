/**
 * What a rating scale is: its items and how they add up, what a total is called, and what a change of it means.
 *
 * Every figure carries its source. The words of an item are printed only where the licence allows it; all other scales
 * carry our own short label for each item, and a place where a licensed clinic loads the official text.
 */
import type { Slot, Sourced, SourcedTable } from '#clinical/sources.ts';
import type { LoincRow } from './loinc.ts';
import type { OfficialText } from './official-text.ts';

export const scaleNames = [
  'phq-9',
  'gad-7',
  'qids-sr16',
  'madrs',
  'ham-d17',
  'c-ssrs-screener',
  'cadss',
  'cadss-6',
  'bprs-plus',
  'moaa-s',
  'rass',
  'pcl-5',
  'who-5',
  'audit-c',
  'dast-10',
  'modified-aldrete',
  'asrm',
  'ymrs',
  'icsi',
  'icpi',
  'maudsley',
  'cgi-s',
  'cgi-i',
  'nrs-pain',
  'nrs-nausea',
  'nrs-anxiety',
  'orientation',
] as const;
export type ScaleName = (typeof scaleNames)[number];

/** An answer in points; null is a question nobody answered. */
export type Answer = number | null;

export type Range = { readonly from: number; readonly to: number };

export type Item = Range & {
  /** Our own short label, never the words of the form. */
  readonly label: string;
  /** Items of one part count once, with the highest answer among them. Without it an item is its own part. */
  readonly part?: string;
  /** "Yes" is the healthy answer: the points are turned round. */
  readonly isReversed?: true;
};

export type Band = Range & { readonly band: string };

/** Points of the item that carries suicidal thoughts, by what they ask for. */
export type SuicideItem = {
  /** Its number on the form, from 1. */
  readonly item: number;
  /** From here the suicide pathway starts, whatever the total. */
  readonly pathwayFrom: number;
  readonly noteFrom?: number;
  readonly sameDayFrom?: number;
};

/** A set of thresholds for remission; the first of a scale's is the one meant when nobody says which. */
export type Remission = { readonly name: string; readonly atMost: number };
export type ImportantChange = { readonly name: string; readonly points: number };
export type ChangeClasses = { readonly meaningful: number; readonly substantial: number };

/** A standard deviation and a reliability: examples a clinic replaces by those of its own patients. */
export type Reliability = { readonly sd: number; readonly alpha: number };

export type Change = {
  /** Per cent of improvement from the baseline. */
  readonly response?: Sourced;
  readonly remission?: SourcedTable<Remission>;
  readonly important?: SourcedTable<ImportantChange> | Slot;
  readonly classes?: Sourced<ChangeClasses>;
  readonly reliability?: Sourced<Reliability>;
  /** Where the source names the points themselves. */
  readonly reliablePoints?: Sourced;
  /** Points of worsening from which a clinician calls the same day. */
  readonly deterioration?: Sourced;
  /** What one point of the total is worth in the points that `important` speaks of. */
  readonly pointWorth?: Sourced;
};

export type Licence = {
  readonly says: string;
  /** Whether the words of the form may be printed by this software. */
  readonly mayShipText: boolean;
};

export type Recall = {
  /** Days back the form asks about; 0 is the moment itself. */
  readonly days: Sourced | Slot;
  /** What to know when it was asked about another span. */
  readonly ifAltered: string;
};

export type Rater = 'self' | 'clinician' | 'self or clinician';

export type Scale = {
  readonly name: ScaleName;
  readonly title: string;
  /** Which way more points point. */
  readonly more: 'worse' | 'better' | 'neither';
  readonly rater: Rater;
  readonly items: SourcedTable<Item>;
  readonly total: Sourced<Range>;
  readonly bands?: SourcedTable<Band> | Slot;
  /** How many parts may be unanswered and the total still be worked out in proportion. */
  readonly mayMiss: Sourced;
  readonly suicide?: Sourced<SuicideItem>;
  readonly change?: Change;
  readonly recall: Recall;
  readonly licence: Sourced<Licence>;
  /** Absent where no code is confirmed. */
  readonly loinc?: SourcedTable<LoincRow>;
  readonly officialText?: OfficialText;
};

/** The same range for each of these labels, in the order of the form. */
export const each = (from: number, to: number, labels: readonly string[]): Item[] =>
  labels.map((label) => ({ label, from, to }));
