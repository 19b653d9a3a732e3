import { t } from '#web/platform/text.ts';
import { Dialog } from './dialog.tsx';
import type { Place } from './places.ts';

/** What the keyboard can do here. */
export function KeysHelp({ places, close }: { places: Place[]; close: () => void }) {
  return (
    <Dialog title={t('keys.title')} open close={close} holds={false}>
      <dl className="keys">
        <KeyRow keys={[t('keys.ctrl'), 'K']}>{t('keys.palette')}</KeyRow>
        {places.map((place) => (
          <KeyRow key={place.to} keys={['G', place.goKey.toUpperCase()]}>
            {t('keys.goTo', { place: t(place.label) })}
          </KeyRow>
        ))}
        <KeyRow keys={['/']}>{t('keys.search')}</KeyRow>
        <KeyRow keys={[t('keys.up'), t('keys.down'), t('keys.enter')]}>{t('keys.list')}</KeyRow>
        <KeyRow keys={[t('keys.shift'), 'L']}>{t('keys.lock')}</KeyRow>
        <KeyRow keys={['?']}>{t('keys.help')}</KeyRow>
        <KeyRow keys={[t('keys.escape')]}>{t('keys.closes')}</KeyRow>
      </dl>
    </Dialog>
  );
}

function KeyRow({ keys, children }: { keys: string[]; children: string }) {
  return (
    <div className="keys-row">
      <dt>
        {keys.map((key) => (
          <kbd key={key}>{key}</kbd>
        ))}
      </dt>
      <dd>{children}</dd>
    </div>
  );
}
