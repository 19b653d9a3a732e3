import { staffing } from '#clinical/session/session.ts';
import { t } from '#web/platform/text.ts';
import { CautionIcon } from '#web/ui/icons.ts';
import { Initials } from '#web/ui/parts.tsx';
import { type Person, shortName } from './floor-words.ts';

/** `oneToOne`: those of the chairs whose patient should have a clinician alone just now. */
export type Watching = { person: Person; chairs: readonly string[]; oneToOne: readonly string[] };
export type FloorWatching = {
  watching: readonly Watching[];
  /** Nobody watches them: before the dose, and while it works. */
  unwatched: readonly string[];
  alone: readonly string[];
  /** Who signed the orders of those who are here. */
  prescribers: readonly string[];
};

/** Who watches whom, and the sentence that is always there. */
export function FloorWatch({ watching, unwatched, alone, prescribers }: FloorWatching) {
  const patients = watching.flatMap(({ chairs }) => chairs).length + unwatched.length + alone.length;
  return (
    <footer className="watch">
      <p className="watch-sentence">{t('floor.notAMonitor')}</p>
      <div className="watch-row">
        <h2>{t('floor.whoWatches')}</h2>
        {watching.map((one) => (
          <Watches key={one.person.id} {...one} />
        ))}
        {alone.length > 0 && (
          <span className="watch-one say-amber strong">
            <CautionIcon size={20} aria-hidden />
            {t('floor.unwatched', { count: alone.length, chairs: alone.join(', ') })}
          </span>
        )}
        {unwatched.length > 0 && (
          <span className="absent">
            {t('floor.unwatched', { count: unwatched.length, chairs: unwatched.join(', ') })}
          </span>
        )}
        {patients === 0 && <span className="quiet">{t('floor.nobodyHere')}</span>}
        {patients > 0 && <span>{t('floor.ratio', { count: patients, watchers: watching.length })}</span>}
        {prescribers.length > 0 && <span>{t('floor.ordersBy', { names: prescribers.join(', ') })}</span>}
      </div>
    </footer>
  );
}

/** More than one patient while one of them should have a clinician alone is said in amber, with the chair. */
function Watches({ person, chairs, oneToOne }: Watching) {
  const watches = t('floor.watches', { chairs: chairs.join(', ') });
  const isSpread = chairs.length > 1 && oneToOne.length > 0;
  return (
    <span className={isSpread ? 'watch-one say-amber' : 'watch-one'}>
      {isSpread ? <CautionIcon size={20} aria-hidden /> : <Initials of={person.initials} size={32} />}
      <span>
        {shortName(person)}{' '}
        <strong>
          {isSpread
            ? t('floor.oneToOne', { watches, chairs: oneToOne.join(', '), min: staffing.value.oneToOneForMin })
            : watches}
        </strong>
      </span>
    </span>
  );
}
