/** A session of a simulated person, minute by minute: its pressure, dissociation and sedation as the curves of one at a chair. */
import type { Chance } from './chance.ts';
import { type IvCourse, ivCourse, type Running } from './iv-patient.ts';
import { type IvPerson, inventIvPerson } from './iv-person.ts';
import type { SimulatedSession } from './sessions.ts';
import type { TreatedPerson } from './whole-person.ts';

type Given = Extract<SimulatedSession, { state: 'given' }>;

const minutes = Array.from({ length: 120 }, (_, at) => at);
const most = (course: IvCourse, of: (state: ReturnType<IvCourse>) => number) =>
  Math.max(...minutes.map((at) => of(course(at))));

/**
 * What an infusion of this session does, minute by minute; its highest values are those of the session.
 *
 * Pulse, breaths and saturation are not simulated over months: they are drawn as for anybody else.
 */
export function playedCourse(by: Chance, person: TreatedPerson, session: Given, given: readonly Running[]): IvCourse {
  const { weightKg, ageYears, level } = person;
  const invented = inventIvPerson(by, { weightKg, ageYears });
  const named: IvPerson = { ...invented, kinetics: level.kinetics };
  const scale = 1_000;
  const unit = ivCourse({ ...named, change: { ...named.change, systolic: scale }, dissociation: scale }, given);
  const [body, mind] = [
    (most(unit, ({ systolic }) => systolic) - named.before.systolic) / scale,
    most(unit, ({ cadss }) => cadss) / scale,
  ];
  return ivCourse(
    {
      ...named,
      before: { ...named.before, ...session.before },
      change: {
        ...named.change,
        systolic: (session.peak.systolic - session.before.systolic) / body,
        diastolic: (session.peak.diastolic - session.before.diastolic) / body,
      },
      dissociation: session.cadss / mind,
      sedation: (5 - Math.max(3, session.moaaS)) / mind,
    },
    given,
  );
}
