import { SegmentedControl, Switch } from '@mantine/core';
import { t } from '#web/platform/text.ts';
import { type Appearance, appearance, setAppearance } from './appearance.ts';

/** Light, dark or as the system says; stronger contrast; the scale of a display that is read from 3 m. */
export function AppearanceChoices() {
  const { scheme, contrast, display } = appearance.use();
  return (
    <fieldset className="stack g1 appearance">
      <legend className="small quiet">{t('appearance.legend')}</legend>
      <SegmentedControl
        fullWidth
        aria-label={t('appearance.scheme')}
        value={scheme}
        onChange={(value) => setAppearance({ scheme: value as Appearance['scheme'] })}
        data={[
          { value: 'light', label: t('appearance.light') },
          { value: 'dark', label: t('appearance.dark') },
          { value: 'system', label: t('appearance.system') },
        ]}
      />
      <Switch
        label={t('appearance.contrast')}
        checked={contrast === 'more'}
        onChange={(event) => setAppearance({ contrast: event.currentTarget.checked ? 'more' : 'system' })}
      />
      <Switch
        label={t('appearance.wall')}
        checked={display === 'wall'}
        onChange={(event) => setAppearance({ display: event.currentTarget.checked ? 'wall' : 'desk' })}
      />
    </fieldset>
  );
}
