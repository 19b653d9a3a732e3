/** Centers that a saved page describes by schema.org in JSON-LD (regulatory basis G5 [S95]); what it says are claims. */

type Node = Readonly<Record<string, unknown>>;

const kinds = new Set([
  'MedicalClinic',
  'MedicalBusiness',
  'MedicalOrganization',
  'Physician',
  'Hospital',
  'LocalBusiness',
  'HealthAndBeautyBusiness',
  'Organization',
]);

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);
const list = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
const nodes = (value: unknown): Node[] => list(value).filter(isNode);
const textOf = (value: unknown): string | undefined => {
  const [first] = list(value);
  if (typeof first === 'string' && first.trim() !== '') return first.trim();
  return typeof first === 'number' ? String(first) : undefined;
};
const named = (value: unknown): string | undefined => (isNode(value) ? textOf(value.name) : textOf(value));
const typesOf = (of: Node): string[] =>
  list(of['@type']).flatMap((type) => (typeof type === 'string' ? [type.replace(/^.*[/#:]/, '')] : []));

/** As profiles by our schema, not checked yet. A page may describe several places of one center. */
export function profilesInPage(page: string, today: string): unknown[] {
  const scripts = [
    ...page.matchAll(/<script\b[^>]*\btype\s*=\s*["']?application\/ld\+json["']?[^>]*>([\s\S]*?)<\/script\s*>/gi),
  ];
  const found = scripts.flatMap(([, text = '']) => centersIn(parsed(text)));
  return found.map((of) => profile(of, today));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** At the top, in a list, or in `@graph`: a center that is only a part of something else is not this page's own. */
function centersIn(value: unknown): Node[] {
  const top = nodes(value).flatMap((node) => [node, ...nodes(node['@graph'])]);
  return top.filter((node) => node.address !== undefined && typesOf(node).some((type) => kinds.has(type)));
}

const days = /^(\d{4}-\d\d-\d\d)/;
const defined = (of: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(of).filter(([, value]) => value !== undefined));

function profile(of: Node, today: string): unknown {
  const specialties = [...list(of.availableService), ...list(of.makesOffer)].flatMap((service) =>
    serviceOf(named(service)),
  );
  const affiliations = nodes(of.memberOf).flatMap((one) => named(one) ?? []);
  const people = nodes(of.employee).flatMap((person) => {
    const [name, role] = [named(person), textOf(person.jobTitle)];
    return name === undefined || role === undefined ? [] : [{ name, role }];
  });
  const credentials = list(of.hasCredential).flatMap((one) => {
    const words = isNode(one) ? (textOf(one.name) ?? textOf(one.credentialCategory)) : textOf(one);
    return words === undefined ? [] : [{ fact: 'medical-team', words }];
  });
  return defined({
    racemicCenterProfile: 1,
    website: textOf(of.url),
    updatedOn: days.exec(textOf(of.dateModified) ?? '')?.[1] ?? today,
    name: named(of.name) ?? textOf(of.legalName),
    otherNames: maybe(list(of.alternateName).flatMap((name) => textOf(name) ?? [])),
    phone: textOf(of.telephone),
    places: nodes(of.address).map((address) => placeOf(address, of.geo)),
    services: maybe(specialties),
    people: maybe(people),
    facts: maybe(credentials),
    affiliations: maybe(affiliations.map((words) => ({ words }))),
    newPatients: typeof of.isAcceptingNewPatients === 'boolean' ? of.isAcceptingNewPatients : undefined,
  });
}

const maybe = <T>(of: readonly T[]) => (of.length === 0 ? undefined : of);

function placeOf(address: Node, geo: unknown) {
  const [point] = nodes(geo);
  const degrees = (value: unknown) => {
    const text = textOf(value);
    return text === undefined || !/^-?\d+(\.\d+)?$/.test(text) ? undefined : Number(text);
  };
  return defined({
    street: textOf(address.streetAddress),
    city: textOf(address.addressLocality),
    state: textOf(address.addressRegion),
    zip: textOf(address.postalCode),
    latitude: degrees(point?.latitude),
    longitude: degrees(point?.longitude),
  });
}

/** Named so that no doubt is left about product and route; anything else is not a service of ours. */
function serviceOf(name: string | undefined) {
  const words = (name ?? '').toLowerCase();
  if (/\besketamine\b|\bspravato\b/.test(words)) return [{ treatment: 'nasal-spray', product: 'esketamine' }];
  if (!/\bketamine\b/.test(words)) return [];
  if (/\binfusions?\b|\biv\b|\bintravenous\b/.test(words)) return [{ treatment: 'infusion', product: 'ketamine' }];
  if (/\binjections?\b|\bintramuscular\b|\bim\b/.test(words)) return [{ treatment: 'injection', product: 'ketamine' }];
  return /\blozenges?\b|\btroches?\b/.test(words) ? [{ treatment: 'lozenge', product: 'ketamine' }] : [];
}
