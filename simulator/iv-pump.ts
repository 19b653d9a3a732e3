import { msPerMin } from './iv-log.ts';
import type { Running } from './iv-patient.ts';

type Ordered = { readonly doseUg: number; readonly concentrationUgPerMl: number; readonly pumpRateUlPerH: number };

/** A pump that was set to the volume of the dose and stops by itself when it has given it. Times in ms since 1970. */
export type IvPump = {
  readonly volumeUl: number;
  /** When the volume will have been given, as it runs now; or when it was stopped. */
  endMs(): number;
  changeRate(atMs: number, pumpRateUlPerH: number): void;
  /** @returns the volume given, in whole microlitres */
  stop(atMs: number): number;
  given(): Running[];
};

type Stretch = { fromMs: number; toMs: number; rate: number };

const msPerH = 60 * msPerMin;

/** Worked in microlitres times milliseconds per hour, as the record works it out from the same facts. */
export function ivPump({ doseUg, concentrationUgPerMl, pumpRateUlPerH }: Ordered, startMs: number): IvPump {
  const volumeUl = Math.floor((doseUg * 1_000) / concentrationUgPerMl);
  const stretches: Stretch[] = [];
  const givenBy = () => stretches.reduce((sum, { fromMs, toMs, rate }) => sum + (toMs - fromMs) * rate, 0);
  const run = (fromMs: number, rate: number) => {
    const left = volumeUl * msPerH - givenBy();
    stretches.push({ fromMs, toMs: fromMs + Math.floor(left / rate), rate });
  };
  const cut = (atMs: number) => {
    const last = stretches.at(-1);
    if (last !== undefined) last.toMs = Math.min(last.toMs, atMs);
  };
  run(startMs, pumpRateUlPerH);
  return {
    volumeUl,
    endMs: () => stretches.at(-1)?.toMs ?? startMs,
    changeRate: (atMs, rate) => {
      cut(atMs);
      run(atMs, rate);
    },
    stop: (atMs) => {
      cut(atMs);
      return Math.floor(givenBy() / msPerH);
    },
    given: () =>
      stretches.map(({ fromMs, toMs, rate }) => ({
        fromMin: (fromMs - startMs) / msPerMin,
        toMin: (toMs - startMs) / msPerMin,
        mgPerMin: (rate / 60 / 1_000) * (concentrationUgPerMl / 1_000),
      })),
  };
}
