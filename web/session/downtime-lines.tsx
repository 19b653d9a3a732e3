import type { Thresholds } from '#clinical/session/session.ts';
import { t } from '#web/platform/text.ts';
import { CautionIcon, StopIcon } from '#web/ui/icons.ts';

/** The lines that are in force here, in words: on paper no colour speaks. */
export function LinesInWords({ lines }: { lines: Thresholds }) {
  const [amber, red] = [lines.pressureAmberFrom.value, lines.pressureRedFrom.value];
  const { riseAmberFrom, risePct, fallPct, lowSystolic, heartRate, breaths, spo2, moaaS, cadss, repeatMin } = lines;
  return (
    <div className="down-lines">
      <div>
        <h3>
          <CautionIcon size={16} aria-hidden /> {t('down.amber', { repeat: repeatMin.value })}
        </h3>
        <ul>
          <li>
            {t('down.amberPressure', {
              ...amber,
              riseSystolic: riseAmberFrom.value.systolic,
              riseDiastolic: riseAmberFrom.value.diastolic,
              low: lowSystolic.value.amberBelow,
              risePct: risePct.value.amberFrom,
              fallPct: fallPct.value.amberAbove,
            })}
          </li>
          <li>{t('down.amberPulse', { from: heartRate.value.greenFrom, to: heartRate.value.greenTo })}</li>
          <li>{t('down.amberSpo2', { below: spo2.value.greenFrom, fall: spo2.value.fallAmberFrom })}</li>
          <li>{t('down.amberBreaths', { from: breaths.value.greenFrom, to: breaths.value.greenTo })}</li>
          <li>{t('down.amberSedation', { green: moaaS.value.green })}</li>
          <li>{t('down.amberCadss', { to: cadss.value.greenTo })}</li>
        </ul>
      </div>
      <div>
        <h3>
          <StopIcon size={16} aria-hidden /> {t('down.red')}
        </h3>
        <ul>
          <li>
            {t('down.redPressure', {
              ...red,
              low: lowSystolic.value.redBelow,
              risePct: risePct.value.redAbove,
              riseMin: risePct.value.sustainedMin,
              fallPct: fallPct.value.redAbove,
            })}
          </li>
          <li>{t('down.redPulse', { from: heartRate.value.amberFrom, to: heartRate.value.amberTo })}</li>
          <li>{t('down.redSpo2', { below: spo2.value.redBelow })}</li>
          <li>{t('down.redBreaths', { from: breaths.value.amberFrom, to: breaths.value.amberTo })}</li>
          <li>{t('down.redSedation', { to: moaaS.value.redTo })}</li>
          <li>{t('down.redCadss', { to: cadss.value.amberTo })}</li>
        </ul>
      </div>
    </div>
  );
}
