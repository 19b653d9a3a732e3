/** How many patients one clinician may watch at once, by route. @source clinical basis 3.1, project default */
import { staffing } from './setting.ts';

export type Watched = {
  /** What a tile is called. */
  readonly chair: string;
  readonly route: 'iv' | 'im' | 'sc' | 'intranasal' | 'oral' | 'sublingual' | undefined;
  /** Undefined before the dose. */
  readonly minutesSinceDose: number | undefined;
};

export type Ratio = {
  /** Nobody says anything against it: that is all that "met" means. */
  readonly answer: 'met' | 'over' | 'not known';
  /** Chairs whose patient should have a clinician alone just now. */
  readonly oneToOne: readonly string[];
  readonly says: string;
};

const byNeedle: readonly Watched['route'][] = ['iv', 'im', 'sc'];
const isAloneTime = ({ route, minutesSinceDose }: Watched): boolean =>
  minutesSinceDose !== undefined && byNeedle.includes(route) && minutesSinceDose < staffing.value.oneToOneForMin;

/**
 * What one clinician watches, against the ratio. Who sits there before the dose is watched too: one to one is one person.
 * Where nobody is dosed nothing is asked yet, and no rule speaks of the other routes.
 */
export function ratioOf(patients: readonly Watched[]): Ratio {
  const { patientsPerClinicianIntranasal: most, oneToOneForMin } = staffing.value;
  const dosed = patients.filter(({ minutesSinceDose }) => minutesSinceDose !== undefined);
  const oneToOne = dosed.filter(isAloneTime).map(({ chair }) => chair);
  if (patients.length > 1 && oneToOne.length > 0)
    return {
      answer: 'over',
      oneToOne,
      says: `one to one for the first ${oneToOneForMin} min: ${oneToOne.join(', ')}`,
    };
  if (dosed.some(({ route }) => route === 'intranasal') && patients.length > most)
    return { answer: 'over', oneToOne, says: `at most ${most} with a nasal spray: ${patients.length} are watched` };
  const unknown = dosed.filter(({ route }) => route === undefined).map(({ chair }) => chair);
  if (patients.length > 1 && unknown.length > 0)
    return { answer: 'not known', oneToOne, says: `the route is not known: ${unknown.join(', ')}` };
  return { answer: 'met', oneToOne, says: '' };
}
