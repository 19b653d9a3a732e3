/** The field that starts a search, and its filters: a plain GET form, whole without script. */
import { html, raw } from 'hono/html';
import { href } from '#server/public/address.ts';
import { dollarsIn, type Language } from '#server/public/language.ts';
import type { Html } from '#server/public/page.ts';
import { type FinderWord, finderWord, offerWords, treatmentWords, wordOf } from './finder-words.ts';
import { distances, insurances, priceLimits, type Search, spoken, treatments, ways } from './search.ts';

type Choice = readonly (readonly [value: string, says: string])[];

function choose(of: { name: string; label: string; value: string; any?: string; choices: Choice }): Html {
  const all: Choice = of.any === undefined ? of.choices : [['', of.any], ...of.choices];
  return html`<div class="field"><label for="f-${of.name}">${of.label}</label><select id="f-${of.name}" name="${of.name}">${all.map(
    ([value, says]) => html`<option value="${value}"${value === of.value ? raw(' selected') : ''}>${says}</option>`,
  )}</select></div>`;
}

/** @param wrong what is wrong with what was typed, the same words as in the summary above */
export function nearField(language: Language, near: string, wrong?: string): Html {
  const says = (word: FinderWord) => finderWord(language, word);
  const about = wrong === undefined ? 'near-hint' : 'near-hint near-wrong';
  return html`<div class="field${wrong === undefined ? '' : ' wrong'}"><label for="near">${says('nearLabel')}</label>
<p class="hint" id="near-hint">${says('nearHint')}</p>
${wrong === undefined ? '' : html`<p class="wrong-say" id="near-wrong">${wrong}</p>`}
<input id="near" name="near" type="search" maxlength="80" autocomplete="postal-code" value="${near}" aria-describedby="${about}"${wrong === undefined ? '' : raw(' aria-invalid="true"')}></div>`;
}

/** Above a list: everything that can be set; the rarer part folded, open where something in it is set. */
export function searchForm(language: Language, search: Search): Html {
  const says = (word: FinderWord) => finderWord(language, word);
  const any = says('any');
  const named = (kind: string, values: readonly string[]): Choice =>
    values.map((value) => [value, wordOf(offerWords, `${kind}:${value}`, language)]);
  const isOpen = search.language !== '' || search.access !== '' || search.isNew || search.dollars !== undefined;
  const keeps = [
    search.order === 'nearest' ? '' : html`<input type="hidden" name="order" value="${search.order}">`,
    search.view === 'list' ? '' : html`<input type="hidden" name="view" value="${search.view}">`,
  ];
  return html`<form class="band search" role="search" method="get" action="${href({ language, path: '/centers' })}"><div class="wide">
<div class="ask"><div class="field"><label for="near">${says('nearLabel')}</label><input id="near" name="near" type="search" maxlength="80" autocomplete="postal-code" value="${search.near}"></div>
${choose({
  name: 'within',
  label: says('within'),
  value: String(search.miles),
  choices: distances.map((n) => [String(n), finderWord(language, 'miles', { n })]),
})}
${choose({
  name: 'treatment',
  label: says('treatment'),
  value: search.treatment,
  any,
  choices: treatments.map((name) => [name, wordOf(treatmentWords, name, language)]),
})}
${choose({ name: 'insurance', label: says('insurance'), value: search.insurance, any, choices: named('insurance', insurances) })}
<button class="act small" type="submit">${says('showResults')}</button></div>
<details class="more-filters"${isOpen ? raw(' open') : ''}><summary>${says('moreFilters')}</summary><div class="ask">
${choose({ name: 'speaks', label: says('language'), value: search.language, any, choices: named('language', spoken) })}
${choose({ name: 'access', label: says('access'), value: search.access, any, choices: named('access', ways) })}
${choose({
  name: 'price',
  label: says('price'),
  value: search.dollars === undefined ? '' : String(search.dollars),
  any,
  choices: priceLimits.map((dollars) => [String(dollars), dollarsIn(language, dollars * 100)]),
})}
<label class="tick"><input type="checkbox" name="new" value="yes"${search.isNew ? raw(' checked') : ''}> ${says('isNew')}</label>
</div></details>${keeps}</div></form>`;
}
