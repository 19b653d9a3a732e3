import { allSources } from '#clinical/all-sources.ts';
import { jsonCommand } from './json-command.ts';

/** Every number of the medicine with its source, unit, provenance and whether it was read there. */
export const sourcesCommand = jsonCommand({
  words: 'sources',
  usage: '',
  summary: 'Every number of the medicine, with its source.',
  isSaidByArguments: () => true,
  answer: () => ({ count: allSources.length, sources: allSources }),
});
