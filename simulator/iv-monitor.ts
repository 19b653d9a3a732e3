/** What the monitor of a virtual patient shows during an infusion: from before it until an hour and a half after its end. */
import { chance } from './chance.ts';
import { referenceInfusion } from './iv-figures.ts';
import { ivCourse, measured } from './iv-patient.ts';
import { inventIvPerson } from './iv-person.ts';
import type { StayValue } from './stays.ts';

const beforeMin = 10;
const afterMin = 90;
/** The probe shows a value every ten seconds, the cuff is blown up every five minutes. */
const everyMin = 1 / 6;
const cuffEveryMin = 5;

/** The same seed shows the same. Minutes from the first value. */
export function ivMonitor(seed: number): StayValue[] {
  const by = chance(seed, 'iv-monitor');
  const { mgPerKg, overMin, kg: weightKg } = referenceInfusion.value;
  const person = inventIvPerson(chance(seed, 'iv-monitor-person'), { ageYears: by.whole(19, 64), weightKg });
  const course = ivCourse(person, [{ fromMin: 0, toMin: overMin, mgPerMin: (mgPerKg * weightKg) / overMin }]);
  const values: StayValue[] = [];
  for (let step = 0; step * everyMin <= beforeMin + overMin + afterMin; step += 1) {
    const minute = step * everyMin;
    const shown = measured(course(minute - beforeMin), by);
    const isCuffDue = step % Math.round(cuffEveryMin / everyMin) === 0;
    const show = (what: StayValue['what'], value: number) => values.push({ minute, what, text: String(value) });
    show('pulse', shown.pulse);
    show('saturation', shown.spo2);
    show('breaths', shown.breaths);
    if (!isCuffDue) continue;
    show('systolic', shown.systolic);
    show('diastolic', shown.diastolic);
  }
  return values;
}
