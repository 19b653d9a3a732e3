import { amountInWords, expiryOf, type Measure, type Measured } from '#clinical/pharmacy/pharmacy.ts';
import { day } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import type { State } from '#web/ui/parts.tsx';
import type { Item, Product, Session } from './pharmacy.queries.ts';

/** How a product is measured, from what the server says of it. */
export function measureOf({ form, strengthUgPerMl, volumeUl, pieceUg, pieces }: Product): Measure {
  return form === 'vial'
    ? { form, strengthUgPerMl: strengthUgPerMl ?? 1, volumeUl: volumeUl ?? 1 }
    : { form, pieceUg: pieceUg ?? 1, pieces: pieces ?? 1 };
}

/** `0.7 mL (35 mg)`, or `2 pieces (56 mg)`. Where the product is not known, mg. */
export const amount = (ug: number, product: Product | undefined): string =>
  product === undefined ? `${ug / 1_000} mg` : amountInWords(ug, measureOf(product));

export const productOf = (products: readonly Product[], id: string): Product | undefined =>
  products.find((one) => one.id === id);

/** Good until when, in words; a colour never says it alone. */
export function expiry(expiresOn: string, today: string): { state: State; says: string } {
  const until = expiryOf(expiresOn, today);
  const on = day(expiresOn);
  if (until === 'expired') return { state: 'red', says: t('stock.expired', { on }) };
  if (until === 'soon') return { state: 'amber', says: t('stock.soon', { on }) };
  return { state: 'plain', says: t('stock.good', { on }) };
}

/** Whole, opened, or empty with something of it still in somebody's hands. */
export function fill(item: Item, product: Product | undefined): { state: State; says: string } {
  if (item.insideUg === 0) return { state: 'unknown', says: t('stock.empty') };
  if (item.openedAt === null) return { state: 'green', says: t('stock.whole') };
  return { state: 'amber', says: t('stock.opened', { left: amount(item.insideUg, product) }) };
}

/** Of a container: which lot, and which one of it where they are numbered. */
export const lotOf = ({ lot, serial }: { lot: string; serial: string | null }): string =>
  serial === null ? t('stock.lot', { lot }) : t('stock.lotSerial', { lot, serial });

/** Who it is for. A chart that is closed to this person has no name here. */
export function whoHas(item: Item, sessions: readonly Session[]): string | undefined {
  if (item.assigned === null) return undefined;
  const patient = sessions.find(({ patient: one }) => one.id === item.assigned?.patientId)?.patient;
  return patient === undefined
    ? t('stock.forSomebody')
    : t('stock.for', { name: `${patient.givenName} ${patient.familyName}`, number: patient.number });
}

export const nameOf = ({ givenName, familyName }: Session['patient']): string => `${givenName} ${familyName}`;
export const chairOf = ({ chair }: Pick<Session, 'chair'>): string =>
  chair === null ? t('container.noChair') : t('container.chair', { chair });

/** Typed in mL, mg or mg/mL, kept as whole thousandths; a decimal comma is read as a point, nothing else is guessed. */
export function thousandthsIn(text: string): number | undefined {
  const [, whole, part = ''] = /^(\d{1,6})(?:[.,](\d{1,3})0*)?$/.exec(text.trim()) ?? [];
  return whole === undefined ? undefined : Number(whole + part.padEnd(3, '0'));
}

/** The same where there is none of nothing. */
export const someThousandthsIn = (text: string): number | undefined => thousandthsIn(text) || undefined;

/** What was typed as a volume or as pieces; undefined where it is neither. */
export function measuredIn(text: string, form: Product['form']): Measured | undefined {
  if (form !== 'vial') return /^[1-9]\d{0,6}$/.test(text.trim()) ? { pieces: Number(text.trim()) } : undefined;
  const ul = thousandthsIn(text);
  return ul === undefined || ul === 0 ? undefined : { ul };
}

/** What was found in a container, as a volume or as pieces: nothing is 0 and is typed. */
export function insideIn(text: string, form: Product['form']): Measured | undefined {
  if (form !== 'vial') return /^\d{1,7}$/.test(text.trim()) ? { pieces: Number(text.trim()) } : undefined;
  const ul = thousandthsIn(text);
  return ul === undefined ? undefined : { ul };
}

/** Less or more than the register says, of one product. */
export function differs(
  { productId, name, differenceUg }: { productId: string; name: string; differenceUg: number },
  products: readonly Product[],
): string {
  const of = { name, amount: amount(Math.abs(differenceUg), productOf(products, productId)) };
  return t(differenceUg < 0 ? 'counts.less' : 'counts.more', of);
}

/** Nothing tells these from each other: whole, free, of one lot, and without a serial number of their own. */
const isOneOfMany = (of: Item): boolean =>
  of.serial === null &&
  of.openedAt === null &&
  of.assigned === null &&
  of.isStrengthSure &&
  of.outUg === 0 &&
  of.insideUg === of.contentUg;

/** Each container, or the first of several that are alike with how many they are. */
export function alike(items: readonly Item[]): { item: Item; count: number }[] {
  const found: { item: Item; count: number }[] = [];
  for (const item of items) {
    const same = found.find(
      ({ item: of }) =>
        isOneOfMany(of) &&
        isOneOfMany(item) &&
        of.productId === item.productId &&
        of.lot === item.lot &&
        of.expiresOn === item.expiresOn,
    );
    if (same === undefined) found.push({ item, count: 1 });
    else same.count += 1;
  }
  return found;
}
