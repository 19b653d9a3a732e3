import { Button } from '@mantine/core';
import { t } from '#web/platform/text.ts';
import { useNow } from '#web/ui/network-state.tsx';
import { silence, silentUntil, stationSound, testSound } from './floor-sound.ts';
import { stopwatch } from './floor-words.ts';
import { SilencedIcon, SoundIcon } from './session-icons.ts';

/** First turned on by hearing it; then silenced for two minutes, which count down and come back. */
export function SilenceButton({ onSilence }: { onSilence: () => void }) {
  const { testedAtMs } = stationSound.use();
  const until = silentUntil.use();
  const now = useNow(1_000);
  if (testedAtMs === undefined)
    return (
      <Button onClick={testSound} leftSection={<SoundIcon size={22} aria-hidden />}>
        {t('floor.soundTest')}
      </Button>
    );
  if (until !== undefined && now < until)
    return (
      <Button disabled leftSection={<SilencedIcon size={22} aria-hidden />}>
        <span className="num">{t('floor.silentFor', { time: stopwatch(until - now) })}</span>
      </Button>
    );
  return (
    <Button
      onClick={() => {
        silence();
        onSilence();
      }}
      leftSection={<SoundIcon size={22} aria-hidden />}
    >
      {t('floor.silence')}
    </Button>
  );
}
