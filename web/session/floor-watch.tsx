import type { ReactNode } from 'react';
import type { Ratio } from '#clinical/session/session.ts';
import { clock } from '#web/platform/format.ts';
import { t } from '#web/platform/text.ts';
import { CautionIcon, DoneIcon } from '#web/ui/icons.ts';
import { Initials } from '#web/ui/parts.tsx';
import { type Person, shortName } from './floor-words.ts';

type Watching = { person: Person; hasLeft: boolean; chairs: readonly string[]; ratio: Ratio };
export type OnSiteNow = { person: Person; untilMs: number; prescribes: boolean };
export type FloorWatching = {
  watching: readonly Watching[];
  /** Nobody watches them: before the dose, and while it works. */
  unwatched: readonly string[];
  alone: readonly string[];
  /** Undefined: not known, from a copy of an older version. */
  onSite: readonly OnSiteNow[] | undefined;
  zone: string;
};

/**
 * Who watches whom, who is on site, and the sentence that is always there. Whom nobody watches comes first.
 *
 * @param children what the calls of this floor rest on, in a line
 */
export function FloorWatch({ children, ...of }: FloorWatching & { children?: ReactNode }) {
  const { watching, unwatched, alone } = of;
  const patients = watching.flatMap(({ chairs }) => chairs).length + unwatched.length + alone.length;
  const isMet = watching.every(({ ratio, hasLeft }) => ratio.answer === 'met' && !hasLeft) && alone.length === 0;
  return (
    <footer className="watch">
      <div className="watch-line">
        <p className="watch-sentence">{t('floor.notAMonitor')}</p>
        {children}
      </div>
      <div className="watch-row">
        <h2>{t('floor.whoWatches')}</h2>
        {alone.length > 0 && (
          <span className="watch-one say-red strong">
            <CautionIcon size={20} aria-hidden />
            {t('floor.unwatched', { count: alone.length, chairs: alone.join(', ') })}
          </span>
        )}
        {watching.map((one) => (
          <Watches key={one.person.id} {...one} />
        ))}
        {unwatched.length > 0 && (
          <span className="absent">
            {t('floor.unwatched', { count: unwatched.length, chairs: unwatched.join(', ') })}
          </span>
        )}
        {patients === 0 && <span className="quiet">{t('floor.nobodyHere')}</span>}
        {patients > 0 && <span>{t('floor.ratio', { count: patients, watchers: watching.length })}</span>}
        {patients > 0 && isMet && (
          <span className="watch-one say-green strong">
            <DoneIcon size={20} aria-hidden />
            {t('duty.ratioMet')}
          </span>
        )}
        <h2>{t('duty.onSite')}</h2>
        <OnSite {...of} />
      </div>
    </footer>
  );
}

/** Over the ratio is said in amber, with the chairs; a watcher who has left in red: nobody watches there. */
function Watches({ person, chairs, ratio, hasLeft }: Watching) {
  const isTrouble = hasLeft || ratio.answer !== 'met';
  const tone = hasLeft ? ' say-red' : isTrouble ? ' say-amber' : '';
  return (
    <span className={`watch-one${tone}`}>
      {isTrouble ? <CautionIcon size={20} aria-hidden /> : <Initials of={person.initials} size={32} />}
      {hasLeft ? (
        <strong>{t('duty.left', { name: shortName(person), chairs: chairs.join(', ') })}</strong>
      ) : (
        <span>
          {shortName(person)} <strong>{watchesWords(chairs, ratio)}</strong>
        </span>
      )}
    </span>
  );
}

function watchesWords(chairs: readonly string[], { answer, says }: Ratio): string {
  const watches = t('floor.watches', { chairs: chairs.join(', ') });
  return answer === 'met' ? watches : `${watches}; ${says}`;
}

/** By their own word, and only until their shift ends. */
function OnSite({ onSite, zone }: FloorWatching) {
  if (onSite === undefined) return <span className="absent">{t('duty.notKnown')}</span>;
  return (
    <>
      {onSite.map(({ person, untilMs, prescribes }) => (
        <span key={person.id} className={prescribes ? 'watch-one strong' : 'watch-one'}>
          {t(prescribes ? 'duty.prescriberOnSite' : 'duty.onSiteUntil', {
            name: shortName(person),
            time: clock(untilMs, zone),
          })}
        </span>
      ))}
      {onSite.length === 0 && <span className="absent">{t('duty.nobodySaid')}</span>}
      {onSite.length > 0 && !onSite.some(({ prescribes }) => prescribes) && (
        <span className="watch-one say-amber strong">
          <CautionIcon size={20} aria-hidden />
          {t('duty.noPrescriber')}
        </span>
      )}
    </>
  );
}
