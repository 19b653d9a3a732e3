import { listClinics } from '#server/audit/sealer.ts';
import { unproved } from '#server/identity/in-identity.ts';
import { addStation } from '#server/identity/station.actions.ts';
import { newId } from '#server/platform/ids.ts';
import { type Command, NotUnderstood, parse } from './command.ts';
import { withServices } from './open.ts';

/** The clinic that is named, or the only one there is. */
function chosenOf(all: readonly string[], named: string | undefined): string {
  if (named !== undefined) {
    if (!all.includes(named)) throw new NotUnderstood(`There is no clinic ${named} in this database.`);
    return named;
  }
  const [only, ...more] = all;
  if (only === undefined) throw new NotUnderstood('There is no clinic in this database yet.');
  if (more.length > 0) throw new NotUnderstood('There are several clinics in this database: say which with --clinic.');
  return only;
}

const enrol: Command = {
  words: 'station enrol',
  usage: '--name <name> [--clinic <id>]',
  summary: 'Print a code that makes one tablet a station of the clinic, once, within 30 minutes',
  run: (args, out) => {
    const { values } = parse(args, { clinic: { type: 'string' }, name: { type: 'string' } });
    const name = values.name?.trim() ?? '';
    if (name === '' || name.length > 80)
      throw new NotUnderstood('Give the station a name of 1 to 80 characters: --name "Chair 3".');
    return withServices(async (services) => {
      const clinicId = chosenOf(await listClinics(services.db), values.clinic);
      const made = await addStation(services, unproved(clinicId, newId()), name);
      out.answer({ ...made, clinicId, name }, [
        `${name}: on the tablet, open`,
        `  ${made.link}`,
        `or open ${services.address}/station and type the code  ${made.code}`,
        'It works once, within 30 minutes.',
      ]);
      return 0;
    });
  },
};

export const stationCommands: readonly Command[] = [enrol];
