/** Who on the floor today can be taken for somebody else: the same name, one that is nearly the same, or the same initials. */
import { projectDefault, sourced } from '#clinical/sources.ts';

export type Named = {
  readonly id: string;
  readonly initials: string;
  readonly givenName: string;
  readonly familyName: string;
};
export type MixUp = {
  readonly id: string;
  readonly why: 'same-name' | 'nearly-same-name' | 'same-initials' | 'similar-name';
};

export const similarNames = sourced(
  'Two names are similar when so many letters differ, in names of at least so many letters',
  { mostDifferent: 1, fromLetters: 4 },
  '1',
  projectDefault('the floor of a clinic: two patients are told apart'),
);

/** Letters alone: accents, case, spaces and dashes tell nobody apart when a name is called out. */
const bare = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/[^\p{L}]/gu, '')
    .toLowerCase();

/** How many letters have to be put in, left out, changed, or exchanged with their neighbour. */
function lettersApart(a: string, b: string): number {
  let [before, above] = [[] as number[], Array.from({ length: b.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let least = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      row.push(least);
    }
    [before, above] = [above, row];
  }
  return above[b.length] ?? 0;
}

function isSame(one: string, other: string): boolean {
  return bare(one) !== '' && bare(one) === bare(other);
}

function isSimilar(one: string, other: string): boolean {
  const [a, b] = [bare(one), bare(other)];
  if (a === '' || b === '') return false;
  if (a === b) return true;
  const { mostDifferent, fromLetters } = similarNames.value;
  if (Math.min(a.length, b.length) < fromLetters) return false;
  return lettersApart(a, b) <= mostDifferent;
}

/** The worst of what two people share; undefined: nothing that would mix them up. */
function sharedBy(a: Named, b: Named): MixUp['why'] | undefined {
  if (isSame(a.familyName, b.familyName) && isSame(a.givenName, b.givenName)) return 'same-name';
  const [family, given] = [isSimilar(a.familyName, b.familyName), isSimilar(a.givenName, b.givenName)];
  if (family && given) return 'nearly-same-name';
  if (a.initials !== '' && a.initials === b.initials) return 'same-initials';
  return family ? 'similar-name' : undefined;
}

/** By id: everybody with whom this one can be mixed up. Who can't be is not in it. */
export function mixUps(people: readonly Named[]): ReadonlyMap<string, readonly MixUp[]> {
  const found = new Map<string, MixUp[]>();
  for (const one of people)
    for (const other of people) {
      const why = one.id === other.id ? undefined : sharedBy(one, other);
      if (why !== undefined) found.set(one.id, [...(found.get(one.id) ?? []), { id: other.id, why }]);
    }
  return found;
}
