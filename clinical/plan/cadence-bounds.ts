/** Readings, ratings and watching: a clinic may ask for more and sooner than the project, never for less or later. */
import { type Cadence, cadences } from './cadence.ts';
import type { Protocol } from './protocol.ts';

type Leaving = { readonly path: readonly (string | number)[]; readonly says: string };
type Of = Pick<Protocol, 'route' | 'product'>;

/** The project's own times for a route: what is stricter is measured against them. */
function projectCadence({ route }: Of): Cadence {
  if (route === 'iv') return cadences.iv.value;
  if (route === 'intranasal') return cadences.nasal.value;
  return route === 'im' || route === 'sc' ? cadences.injection.value : cadences.byMouth.value;
}

/** Each is at least as much as the one before it. */
const watching = [
  'no',
  'when-sedated',
  'until-minute',
  'while-running',
] as const satisfies readonly Cadence['continuous'][];

const without = (own: readonly number[], project: readonly number[]) => project.filter((at) => !own.includes(at));

export function cadenceLeaves(protocol: Protocol): Leaving[] {
  const { cadence: own } = protocol;
  const project = projectCadence(protocol);
  const leaves: Leaving[] = [];
  const say = (field: keyof Cadence, says: string) => leaves.push({ path: ['cadence', field], says });
  if (!own.readingsAtMin.some((at) => at <= 0)) say('readingsAtMin', 'has a reading before the dose, at 0 or earlier');
  const lost = without(own.readingsAtMin, project.readingsAtMin);
  if (lost.length > 0) say('readingsAtMin', `keeps each reading of the project: ${lost.join(', ')} min is left out`);
  for (const every of ['duringEveryMin', 'afterEveryMin'] as const) {
    const most = project[every];
    if (most !== undefined && (own[every] === undefined || own[every] > most)) say(every, `is at most ${most} min`);
  }
  // The label has both watched for; the minutes are the project's.
  const isLabel = protocol.product === 'esketamine' && protocol.route === 'intranasal';
  const unrated = isLabel ? without(own.ratingsAtMin ?? [], project.ratingsAtMin ?? []) : [];
  if (unrated.length > 0)
    say(
      'ratingsAtMin',
      `keeps sedation and dissociation at each minute of the project: ${unrated.join(', ')} is left out`,
    );
  if (project.ifSymptomsAtMin !== undefined && own.ifSymptomsAtMin === undefined)
    say('ifSymptomsAtMin', `is said: ${project.ifSymptomsAtMin} min`);
  const rank = (of: Cadence['continuous']) => watching.indexOf(of);
  if (rank(own.continuous) < rank(project.continuous)) say('continuous', 'watches no less than the project');
  const until = project.continuousUntilMin;
  if (until !== undefined && own.continuous === 'until-minute' && (own.continuousUntilMin ?? 0) < until)
    say('continuousUntilMin', `is at least ${until}`);
  return leaves;
}
