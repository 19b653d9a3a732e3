import { day, today, yearsBetween } from '#web/platform/format.ts';
import { useMe } from '#web/platform/queries.ts';
import { t } from '#web/platform/text.ts';

/** Birth date and chart number: the two identifiers, always together. */
export function TwoIdentifiers({ birthOn, number }: { birthOn: string; number: string }) {
  return <span className="num">{t('patient.identifiers', { birth: day(birthOn), number })}</span>;
}

export function Age({ birthOn }: { birthOn: string }) {
  const { timeZone } = useMe();
  return <span className="num">{t('patient.age', { years: yearsBetween(birthOn, today(timeZone)) })}</span>;
}

export const fullName = (of: { givenName: string; familyName: string }) => `${of.givenName} ${of.familyName}`;
