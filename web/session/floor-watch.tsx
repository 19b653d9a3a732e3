import { t } from '#web/platform/text.ts';
import { Initials } from '#web/ui/parts.tsx';
import { type Person, shortName } from './floor-words.ts';

export type Watching = { person: Person; chairs: readonly string[] };

/** Who watches whom, and the sentence that is always there. */
export function FloorWatch({ watching, unwatched }: { watching: readonly Watching[]; unwatched: readonly string[] }) {
  return (
    <footer className="watch">
      <p className="watch-sentence">{t('floor.notAMonitor')}</p>
      <div className="watch-row">
        <h2>{t('floor.whoWatches')}</h2>
        {watching.map(({ person, chairs }) => (
          <span key={person.id} className="watch-one">
            <Initials of={person.initials} size={32} />
            <span>
              {shortName(person)} <strong>{t('floor.watches', { chairs: chairs.join(', ') })}</strong>
            </span>
          </span>
        ))}
        {unwatched.length > 0 && (
          <span className="absent">
            {t('floor.unwatched', { count: unwatched.length, chairs: unwatched.join(', ') })}
          </span>
        )}
        {watching.length === 0 && unwatched.length === 0 && <span className="quiet">{t('floor.nobodyHere')}</span>}
      </div>
    </footer>
  );
}
