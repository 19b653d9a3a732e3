import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { factNames } from '#clinical/finder/finder.ts';
import { forgetAddresses } from '#server/public/limits.ts';
import { publicPages } from '#server/public/show.ts';
import { aCenter, sixAroundReno } from '../../tests/a-center.ts';
import { aCareServer, wrongInHtml } from '../../tests/care.ts';
import type { TestServer } from '../../tests/services.ts';

let server: TestServer;
beforeAll(async () => {
  server = await aCareServer();
  await sixAroundReno(server.services);
  await aCenter(server.services, { name: 'Gone Clinic', listing: 'removed' });
  await aCenter(server.services, { name: 'Closed Clinic', listing: 'closed' });
});
afterAll(() => server[Symbol.asyncDispose]());
beforeEach(forgetAddresses);

const get = async (path: string, headers: Record<string, string> = {}) => {
  const answer = await server.request('GET', path, { headers });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
};
const names = (text: string) =>
  [...text.matchAll(/<h2><a href="\/care\/(?:es\/)?centers\/([a-z-]+)/g)].map(([, slug]) => slug);

const juniper = 'juniper-vale-psychiatry';
const addresses = [
  '',
  '/centers',
  '/centers?near=89501',
  '/centers?near=89501&order=most-checked&view=map',
  '/centers?near=89301&treatment=lozenge',
  '/centers?near=89529',
  '/centers?near=Reno',
  '/centers?near=pinyon',
  '/centers?near=nothing+like+it',
  `/centers/${juniper}?near=89501`,
  '/centers/gone-clinic',
  '/centers/nobody',
  '/compare',
  `/compare?center=${juniper}&center=pinyon-court-clinic&center=blue-heron-ketamine-lounge`,
  '/questions',
  `/questions?center=${juniper}&center=pinyon-court-clinic`,
  '/method',
  '/accessibility',
  '/tell-us',
  `/tell-us?center=${juniper}&fact=rems`,
  '/for-centers',
];

describe.each(['', '/es'])('every page about centers, under /care%s', (language) => {
  test.each(addresses)('%s is valid HTML with help first, in its language', async (path) => {
    const { text, headers } = await get(`/care${language}${path}`);
    expect(await wrongInHtml(text)).toEqual([]);
    expect(text).toContain(`<html lang="${language === '' ? 'en' : 'es'}">`);
    expect(text.indexOf('tel:988')).toBeLessThan(text.indexOf('class="brand"'));
    expect(text.match(/<h1[ >]/g)).toHaveLength(1);
    expect(headers.get('set-cookie')).toBeNull();
    expect(headers.get('content-security-policy')).not.toContain('unsafe');
    expect(text, 'a code of our own notes').not.toMatch(/\[S\d|(?:regulatory|clinical) basis/i);
  });
});

describe('headers that a cache can use', () => {
  test('a page says how long it is fresh; asked for again with its tag it is not sent again', async () => {
    const { status, headers } = await get('/care/centers?near=89501');
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe(
      'public, max-age=300, stale-while-revalidate=86400, stale-if-error=86400',
    );
    const tag = headers.get('etag') ?? '';
    const again = await get('/care/centers?near=89501', { 'if-none-match': `W/${tag}` });
    expect({ status: again.status, text: again.text }).toEqual({ status: 304, text: '' });
  });

  test('what a person typed wrong is kept by no cache', async () => {
    const { status, headers } = await get('/care/centers?near=89529');
    expect({ status, kept: headers.get('cache-control') }).toEqual({ status: 422, kept: 'no-store' });
  });

  test('a center that asked to go says so under its old address, and shows no fact', async () => {
    const { status, text } = await get('/care/centers/gone-clinic');
    expect(status).toBe(410);
    expect(text).toContain('asked to be removed');
    expect(text).not.toContain('Example Street');
  });

  test('nothing answers for a center that nobody has', async () => {
    expect((await get('/care/centers/nobody')).status).toBe(404);
    expect((await get('/care/no-such-page')).status).toBe(404);
    expect((await get('/care/centers/%27%22%3E%3Cscript%3E')).status).toBe(404);
  });
});

describe('a search', () => {
  test('is nearest first until another order is chosen, and then by the sum, each sum shown', async () => {
    const near = await get('/care/centers?near=89501');
    expect(names(near.text)).toEqual([
      juniper,
      'pinyon-court-clinic',
      'sagebrush-lane-infusion',
      'blue-heron-ketamine-lounge',
      'alder-creek-pain-and-mood',
      'carson-basin-mood-clinic',
    ]);
    const checked = await get('/care/centers?near=89501&order=most-checked');
    expect(names(checked.text).slice(0, 3)).toEqual(['carson-basin-mood-clinic', juniper, 'pinyon-court-clinic']);
    expect(checked.text.replaceAll('\u00a0', ' ')).toContain(
      'verified × 3 + documented × 2 + claimed × 1 − contradicted × 3',
    );
    expect(checked.text).toContain('4 × 3 + 15 × 2 + 1 × 1 − 1 × 3 = 40');
    expect(checked.text).toContain('It does not say how good the care is.');
  });

  test('by treatment, insurance, language, access, price and new patients leaves out what does not fit', async () => {
    expect(names((await get('/care/centers?near=89501&treatment=nasal-spray')).text)).toHaveLength(3);
    expect(names((await get('/care/centers?near=89501&insurance=commercial')).text)).toEqual(['pinyon-court-clinic']);
    expect(names((await get('/care/centers?near=89501&speaks=es&access=wheelchair&new=yes')).text)).toEqual([juniper]);
    expect(names((await get('/care/centers?near=89501&price=400')).text)).toEqual([]);
    expect(names((await get('/care/centers?near=89501&price=600&within=10')).text)).toEqual([
      juniper,
      'sagebrush-lane-infusion',
    ]);
  });

  test('with a filter that nothing fits says which, and how many there are without it and farther away', async () => {
    const { text } = await get('/care/centers?near=89501&treatment=lozenge&insurance=medicare');
    expect(text).toContain('No center with these filters within 35 miles of 89501 that we know of');
    expect(text).toContain('Without the filter “Lozenge”: 2');
    expect(text).toContain('Without the filter “Medicare”: 1');
    expect(text).toContain('Within 100 miles: 0');
  });

  test('for a ZIP code that nobody knows guesses nothing and offers near ones', async () => {
    const { text, status } = await get('/care/centers?near=89529');
    expect(status).toBe(422);
    expect(text).toContain('We do not know the ZIP code 89529');
    expect(text).toContain('href="/care/centers?near=89509"');
    expect(text).toContain('We did not guess a place for you.');
  });

  test('for mail of the armed forces says that it has no place on a map', async () => {
    const { text, status } = await get('/care/centers?near=09008');
    expect(status).toBe(422);
    expect(text).toContain('09008 is for mail of the armed forces');
    expect(text).not.toContain('We do not know the ZIP code');
  });

  test('for a town of several states asks which', async () => {
    const { text } = await get('/care/centers?near=Springfield');
    expect(text).toContain('Which Springfield?');
    expect(text).toContain('Springfield, MO');
  });

  test.each([
    ['Rneo', 'Reno, NV'],
    ['Las Vegass', 'Las Vegas, NV'],
    ['Carson Cty', 'Carson City, NV'],
  ])('for “%s”, a slip of the hand, offers %s and takes nothing for it', async (typed, town) => {
    const { text, status } = await get(`/care/centers?near=${encodeURIComponent(typed)}`);
    expect(status).toBe(422);
    expect(text).toContain('Did you mean?');
    expect(text).toContain(`>${town}</a>`);
  });

  test('for a state says that it is one, for four digits that five are needed', async () => {
    expect((await get('/care/centers?near=Nevada')).text).toContain('Nevada is a state.');
    expect((await get('/care/centers?near=8950')).text).toContain('A ZIP code has 5 digits');
    expect((await get('/care/centers?near=New+York')).text).toContain('New York, NY');
  });

  test('leaves nobody out in silence who has not said what a filter asks', async () => {
    const { text } = await get('/care/centers?near=89501&price=600&insurance=medicare');
    expect(names(text)).toEqual([juniper, 'carson-basin-mood-clinic']);
    expect(text).toContain('3 more may fit: they have not said what you filter by.');
    const all = await get('/care/centers?near=89501&price=600&insurance=medicare&unknown=too');
    expect(names(all.text)).toHaveLength(5);
    expect((await get('/care/centers?near=89501&price=600')).text).toContain('3 more may fit');
  });

  test('by name finds the center', async () => {
    expect((await get('/care/centers?near=pinyon')).text).toContain('href="/care/centers/pinyon-court-clinic"');
  });

  test('without a center near says nothing false about the last page', async () => {
    const answer = await server.request('GET', '/care/centers?near=89501&after=40');
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe('/care/centers?near=89501');
    expect((await get('/care/centers?near=89301&treatment=lozenge')).text).toContain('that we know of');
  });
});

test('in Spanish no figure and no description falls back to English', async () => {
  const { text } = await get(`/care/es/centers/${juniper}`);
  expect(/<meta name="description" content="([^"]*)"/.exec(text)?.[1]).toContain('equipo y licencias');
});

describe('one center', () => {
  test('shows all 24 facts with state, source and date, and what nobody has told', async () => {
    const { text } = await get(`/care/centers/${juniper}`);
    expect(text.match(/class="fact-state"/g)?.length).toBeGreaterThanOrEqual(factNames.length);
    expect(text).toContain('Nevada board, Oct 2, 2026');
    expect(text).toContain('Nobody has told us');
    expect(text).toContain('Counted until May 6, 2026');
  });

  test('says where ketamine is sent by mail, and that nobody has read its words yet where nobody has', async () => {
    await server.services.db.clinic
      .updateTable('centerService')
      .set({ byMail: true })
      .where('treatment', '=', 'lozenge')
      .execute();
    expect((await get('/care/centers/blue-heron-ketamine-lounge')).text).toContain('Sent by mail.');
    expect((await get('/care/centers/sagebrush-lane-infusion')).text).toContain(
      'None found when its website was read on Oct 2, 2026.',
    );
    expect((await get('/care/centers/pinyon-court-clinic')).text).toContain('nobody has read its website for this yet');
  });

  test('quotes words we question, and asks what is not shown', async () => {
    const { text } = await get(`/care/centers/${juniper}`);
    expect(text).toContain('Relief in one session.');
    expect(text).toContain('The center has not been told yet.');
    expect(text).toContain('Who answers at night and on weekends?');
    expect(text).not.toContain('Is the prescriber board certified?');
  });

  test('a link that is no plain http address is not linked', async () => {
    const { id } = await aCenter(server.services, { name: 'Odd Links', states: 'c'.repeat(24) });
    await server.services.db.clinic
      .updateTable('centerEvidence')
      .set({ link: 'https://user:secret@example.org/', words: '<script>alert(1)</script>' })
      .where('centerId', '=', id)
      .execute();
    const { text } = await get('/care/centers/odd-links');
    expect(text).not.toContain('user:secret');
    expect(text).not.toContain('<script>alert');
    expect(text).toContain('&lt;script&gt;');
  });
});

describe('comparing', () => {
  test('shows at most four, says what was left out, and puts rows first where they differ', async () => {
    const all = [
      juniper,
      'pinyon-court-clinic',
      'blue-heron-ketamine-lounge',
      'sagebrush-lane-infusion',
      'alder-creek-pain-and-mood',
    ];
    const { text } = await get(`/care/compare?${all.map((slug) => `center=${slug}`).join('&')}`);
    expect(text).toContain('Compare 4 centers');
    expect(text).toContain('You ticked 5. We show the first 4.');
    const three = await get(
      `/care/compare?${all
        .slice(0, 3)
        .map((slug) => `center=${slug}`)
        .join('&')}`,
    );
    const [differ = '', same = ''] = three.text.split('The same for all');
    expect(differ).toContain('Emergency drills');
    expect(differ).not.toContain('Clear, complete website');
    expect(same).toContain('Clear, complete website');
  });

  test('a center that is not in the list any more is named', async () => {
    const { text } = await get(`/care/compare?center=${juniper}&center=gone-clinic`);
    expect(text).toContain('Not in the list any more: gone-clinic.');
  });
});

test('questions on paper leave out what is shown for all, and print what is shown for one in italics', async () => {
  const { text } = await get(`/care/questions?center=${juniper}&center=carson-basin-mood-clinic`);
  expect(text).not.toContain('Is the prescriber board certified?');
  expect(text).toContain('When was your last emergency drill?');
  expect(text).toContain('What else could I try?');
  expect(text).toContain('call or text 988');
});

test('the site map names every page once in each language, and every center', async () => {
  expect((await get('/care/sitemap.xml')).text).toContain('/care/sitemap-centers-0.xml</loc>');
  expect((await get('/care/sitemap-pages.xml')).text).toContain('/care/es/method</loc>');
  const centers = (await get('/care/sitemap-centers-0.xml')).text;
  expect(centers).toContain(`/care/centers/${juniper}</loc>`);
  expect(centers).not.toContain('gone-clinic');
  expect((await get('/robots.txt')).text).toContain('Sitemap: ');
});

test('every public address was made by the one maker of public pages', () => {
  const made = server.app.routes
    .filter(({ method, path }) => path.startsWith('/care') && method !== 'ALL')
    .map(({ method, path }) => `${method} ${path}`);
  expect(made.length).toBeGreaterThan(20);
  expect(made.filter((page) => !publicPages.has(page))).toEqual([]);
});

describe('the role that reads for these pages', () => {
  test('sees centers, and neither a clinic, an account nor a message', async () => {
    const { publicPool } = server.services.db;
    await expect(publicPool.query('select 1 from public_data.center_card')).resolves.toBeDefined();
    for (const table of [
      'clinic.patient',
      'clinic.session_event',
      'identity.account',
      'public_data.center_request',
      'public_data.center_review',
      'public_data.import_run',
    ])
      await expect(publicPool.query(`select 1 from ${table}`), table).rejects.toMatchObject({ code: '42501' });
    for (const attempt of [
      "update public_data.center set name = 'x'",
      'delete from public_data.center_card',
      'select content from public_data.center_source',
    ])
      await expect(publicPool.query(attempt), attempt).rejects.toMatchObject({ code: '42501' });
  });
});

test('what each fact rests on has a name that a reader can find, in both languages', async () => {
  const [en, es] = await Promise.all([get('/care/method'), get('/care/es/method')]);
  for (const named of [
    'Basis: Sanacora et al. 2017, JAMA Psychiatry 74:399',
    'Basis: FDA safety program (REMS) for Spravato',
    'Basis: our own proposal, not verified',
  ])
    expect(en.text).toContain(named);
  expect(en.text.match(/Basis: /g)).toHaveLength(factNames.length);
  expect(es.text).toContain('Base: programa de seguridad (REMS) de la FDA para Spravato');
  expect(es.text).toContain('Base: propuesta nuestra, sin verificar');
});

test('the first page shows the spray and the empty spray side by side, both sides told, then the difference', async () => {
  const { text } = await get('/care');
  const at = [
    'aria-label="With the spray: 59 of 100 much better. 41 are not."',
    'aria-label="With the empty spray: 45 of 100 much better. 55 are not."',
  ].map((said) => text.indexOf(said));
  expect(at[0]).toBeGreaterThan(0);
  expect(at[1]).toBeGreaterThan(at[0] ?? 0);
  for (const said of [
    'about 14 more of 100',
    '310 people',
    '208 people',
    '52 of 100',
    '48 are not',
    '60 are not',
    '368 people',
  ])
    expect(text).toContain(said);
});
