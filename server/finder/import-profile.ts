import { webHost } from '#clinical/finder/finder.ts';
import { CannotImport } from './cannot-import.ts';
import { type Read, type Reading, readingOf } from './import-kinds.ts';
import { profilesInPage } from './json-ld.ts';
import { CenterProfile } from './profile.ts';
import { textOf } from './small-file.ts';
import type { SourceRecord } from './source-record.ts';
import { isoDay, needed, npi, phone, place, plain, Refused, webAddress } from './untrusted.ts';

/** The largest page of a website that is read, in bytes. */
const mostBytes = 8 * 1_048_576;

/** A center's own file by our schema, or a page of its website that was saved, with schema.org in it. */
export function readProfile(file: string, importedOn: string): Reading {
  const text = textOf(file, mostBytes);
  const given = text.trimStart().startsWith('<') ? profilesInPage(text, importedOn) : [ownProfile(text, file)];
  if (given.length === 0)
    throw new CannotImport(`${file} holds no center: no script of type application/ld+json speaks of one.`);
  return readingOf(
    given.map((profile, at): Read => {
      const rejected = (why: string): Read => ({ is: 'rejected', rejected: { line: at + 1, why } });
      const read = CenterProfile.safeParse(profile);
      if (!read.success) {
        const [issue] = read.error.issues;
        return rejected(`${issue?.path.join('.') || 'It'}: ${issue?.message ?? 'is not as the schema says'}`);
      }
      try {
        return { is: 'record', record: record(read.data) };
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        return rejected(error.message);
      }
    }),
  );
}

function ownProfile(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new CannotImport(`${file} is neither JSON nor a page of a website.`);
  }
}

function record(of: CenterProfile): SourceRecord {
  const website = webAddress(of.website) ?? '';
  const host = webHost(website);
  if (host === '') throw new Refused('The website is a page on a host of many: a profile needs a host of its own.');
  const links = (link: string | undefined) => {
    const checked = webAddress(link, 'The link');
    return checked === undefined ? {} : { link: checked };
  };
  const tel = phone(of.phone);
  const updatedOn = isoDay(of.updatedOn, 'The date');
  return {
    kind: 'profile',
    key: host,
    licence: 'By the center',
    readOn: updatedOn,
    content: {
      names: [
        needed(of.name, 'The name', 200),
        ...(of.otherNames ?? []).map((name) => plain(name, 'The other name', 200)),
      ],
      website,
      ...(of.npi === undefined ? {} : { npi: npi(of.npi) }),
      ...(tel === undefined ? {} : { phone: tel }),
      places: of.places.map(({ latitude, longitude, ...where }) =>
        place(
          {
            ...where,
            latitude: latitude === undefined ? '' : String(latitude),
            longitude: longitude === undefined ? '' : String(longitude),
          },
          'address',
        ),
      ),
      claims: (of.facts ?? []).map(({ fact, words, link }) => ({
        fact,
        words: plain(words, 'The words of a fact', 1_000),
        ...links(link),
        foundOn: updatedOn,
      })),
      services: (of.services ?? []).map(({ treatment, product, byMail }) => ({
        treatment,
        product,
        byMail: byMail ?? false,
      })),
      offers: [
        ...(of.insurance ?? []).map((value) => ({ kind: 'insurance', value: plain(value, 'The insurance') })),
        ...(of.newPatients === undefined ? [] : [{ kind: 'new-patients', value: of.newPatients ? 'yes' : 'no' }]),
        ...(of.languages ?? []).map((value) => ({ kind: 'language', value })),
        ...(of.access ?? []).map((value) => ({ kind: 'access', value: plain(value, 'The way in') })),
      ],
      people: (of.people ?? []).map(({ name, role, credential }) => ({
        name: plain(name, 'The name of a person'),
        role: plain(role, 'The role of a person'),
        credential: plain(credential ?? '', 'The credential of a person'),
      })),
      prices: (of.prices ?? []).map(({ what, dollars, words, includes, whoBills, link, statedOn }) => ({
        what,
        ...(dollars === undefined ? {} : { cents: Math.round(dollars * 100) }),
        words: plain(words, 'The words of a price'),
        includes: plain(includes ?? '', 'What a price includes'),
        whoBills: plain(whoBills ?? '', 'Who bills'),
        ...links(link),
        statedOn,
      })),
      mentions: [
        ...(of.affiliations ?? []).map(({ words, link }) => ({
          kind: 'affiliation',
          words: plain(words, 'An affiliation'),
          ...links(link),
        })),
        ...(of.pledges ?? []).map(({ words, link }) => ({
          kind: 'pledge',
          words: plain(words, 'A pledge'),
          ...links(link),
        })),
      ],
    },
  };
}
