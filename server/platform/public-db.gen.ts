// Made by npm run types:generate from the migrations. Do not edit.
import type { ColumnType } from 'kysely';

export type PublicDbCenter = {
  id: string;
  slug: string;
  name: string;
  npi: string | null;
  phone: string | null;
  website: string | null;
  listing: ColumnType<string, string | undefined, string>;
  listingOn: string | null;
  claimedOn: string | null;
  synthetic: ColumnType<boolean, boolean | undefined, boolean>;
  version: ColumnType<number, number | undefined, number>;
  createdAt: ColumnType<Date, Date | string | undefined, Date | string>;
  updatedAt: ColumnType<Date, Date | string | undefined, Date | string>;
  mergedInto: string | null;
  isOwn: ColumnType<boolean, boolean | undefined, boolean>;
  reportHost: string | null;
  reportHostTie: string | null;
  reportHostOn: string | null;
  reportHostSite: string | null;
};

export type PublicDbCenterCard = {
  centerId: string;
  locationId: string;
  slug: string;
  name: string;
  city: string;
  state: string;
  zip: string;
  latitude: number;
  longitude: number;
  states: string;
  sum: number;
  formula: number;
  treatments: string[];
  products: string[];
  priceWhat: string | null;
  priceCents: number | null;
  priceWords: string | null;
  priceOn: string | null;
  offers: string[];
  redLine: string | null;
  checkedOn: string | null;
  workedOn: string;
  synthetic: boolean;
};

export type PublicDbCenterChange = {
  centerId: string;
  id: string;
  changedOn: string;
  words: string;
};

export type PublicDbCenterEvidence = {
  id: string;
  centerId: string;
  fact: string;
  kind: string;
  words: string;
  source: string;
  link: string | null;
  checker: string | null;
  foundOn: string;
  expiresOn: string;
  endedOn: string | null;
  endedWhy: string | null;
};

export type PublicDbCenterLocation = {
  centerId: string;
  id: string;
  street: ColumnType<string, string | undefined, string>;
  city: ColumnType<string, string | undefined, string>;
  state: string;
  zip: string;
  latitude: number;
  longitude: number;
  placedBy: string;
};

export type PublicDbCenterMark = {
  mark: string;
  centerId: string;
};

export type PublicDbCenterMention = {
  centerId: string;
  id: string;
  kind: string;
  words: string;
  link: string | null;
  foundOn: string;
};

export type PublicDbCenterOffer = {
  centerId: string;
  kind: string;
  value: string;
  source: string;
  foundOn: string;
};

export type PublicDbCenterPerson = {
  centerId: string;
  id: string;
  name: string;
  role: string;
  credential: ColumnType<string, string | undefined, string>;
  source: string;
  link: string | null;
  foundOn: string;
};

export type PublicDbCenterPrice = {
  centerId: string;
  id: string;
  what: string;
  cents: number | null;
  words: string;
  includes: ColumnType<string, string | undefined, string>;
  whoBills: ColumnType<string, string | undefined, string>;
  link: string | null;
  statedOn: string;
};

export type PublicDbCenterProposal = {
  id: string;
  centerId: string;
  what: string;
  subject: ColumnType<string, string | undefined, string>;
  content: ColumnType<unknown, string | undefined, string>;
  reason: string;
  proposedAt: ColumnType<Date, Date | string, Date | string>;
  proposedBy: string;
  proposedAs: string | null;
  state: ColumnType<string, string | undefined, string>;
  decidedAt: ColumnType<Date | null, Date | string | null, Date | string | null>;
  decidedBy: string | null;
  decidedWhy: string | null;
};

export type PublicDbCenterQuote = {
  centerId: string;
  id: string;
  rule: string;
  words: string;
  link: string | null;
  foundOn: string;
  toldOn: string | null;
  answer: string | null;
  endedOn: string | null;
};

export type PublicDbCenterReport = {
  centerId: string;
  reportId: string;
  jws: string;
  state: string;
  stateWhy: ColumnType<string, string | undefined, string>;
  domain: string;
  periodFrom: string;
  periodTo: string;
  signedAt: ColumnType<Date, Date | string, Date | string>;
  checkedAt: ColumnType<Date, Date | string, Date | string>;
  content: ColumnType<unknown, string, string>;
  kid: string;
  expiresAt: ColumnType<Date, Date | string, Date | string>;
};

export type PublicDbCenterReportRefusal = {
  centerId: string;
  reportId: string;
  domain: string;
  why: string;
  says: string;
  seenAt: ColumnType<Date, Date | string, Date | string>;
};

export type PublicDbCenterRequest = {
  id: string;
  kind: string;
  centerId: string | null;
  fact: string | null;
  words: string;
  replyTo: string | null;
  state: ColumnType<string, string | undefined, string>;
  answer: string | null;
  madeAt: ColumnType<Date, Date | string | undefined, Date | string>;
  settledAt: ColumnType<Date | null, Date | string | null, Date | string | null>;
  settledBy: string | null;
};

export type PublicDbCenterReview = {
  id: string;
  kind: string;
  key: string;
  centerId: string;
  content: ColumnType<unknown, string, string>;
  reasons: string[];
  state: ColumnType<string, string | undefined, string>;
  askedAt: ColumnType<Date, Date | string | undefined, Date | string>;
  decidedAt: ColumnType<Date | null, Date | string | null, Date | string | null>;
  decidedBy: string | null;
};

export type PublicDbCenterRevised = {
  number: string;
  centers: string[];
};

export type PublicDbCenterRevision = {
  one: ColumnType<boolean, boolean | undefined, boolean>;
  number: string;
};

export type PublicDbCenterService = {
  centerId: string;
  treatment: string;
  product: string;
  byMail: ColumnType<boolean, boolean | undefined, boolean>;
  source: string;
  foundOn: string;
};

export type PublicDbCenterSource = {
  kind: string;
  key: string;
  centerId: string;
  content: ColumnType<unknown, string, string>;
  print: Buffer;
  licence: string;
  readOn: string;
  importedAt: ColumnType<Date, Date | string | undefined, Date | string>;
};

export type PublicDbImportRun = {
  id: string;
  kind: string;
  file: string;
  print: string;
  atRow: ColumnType<string, string | undefined, string>;
  counts: ColumnType<unknown, string, string>;
  startedAt: ColumnType<Date, Date | string | undefined, Date | string>;
  finishedAt: ColumnType<Date | null, Date | string | null, Date | string | null>;
};

export type PublicDb = {
  center: PublicDbCenter;
  centerCard: PublicDbCenterCard;
  centerChange: PublicDbCenterChange;
  centerEvidence: PublicDbCenterEvidence;
  centerLocation: PublicDbCenterLocation;
  centerMark: PublicDbCenterMark;
  centerMention: PublicDbCenterMention;
  centerOffer: PublicDbCenterOffer;
  centerPerson: PublicDbCenterPerson;
  centerPrice: PublicDbCenterPrice;
  centerProposal: PublicDbCenterProposal;
  centerQuote: PublicDbCenterQuote;
  centerReport: PublicDbCenterReport;
  centerReportRefusal: PublicDbCenterReportRefusal;
  centerRequest: PublicDbCenterRequest;
  centerReview: PublicDbCenterReview;
  centerRevised: PublicDbCenterRevised;
  centerRevision: PublicDbCenterRevision;
  centerService: PublicDbCenterService;
  centerSource: PublicDbCenterSource;
  importRun: PublicDbImportRun;
};
