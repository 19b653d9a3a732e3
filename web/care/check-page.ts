/** The page of the private check: its parts, and the same page in the other language put in its place. */

export const find = <Kind extends Element>(within: ParentNode, selector: string, kind: new () => Kind): Kind => {
  const found = within.querySelector(selector);
  if (!(found instanceof kind)) throw new TypeError(`the page has no ${selector}`);
  return found;
};

export const on = (within: ParentNode, selector: string, act: () => void) =>
  find(within, selector, HTMLElement).addEventListener('click', act);

export type Parts = ReturnType<typeof partsOf>;

/** Looked up again when the page is in another language. */
export function partsOf(page: Document) {
  const whole = find(page, '[data-check]', HTMLElement);
  return {
    over: whole.dataset.over ?? '',
    intro: find(whole, '[data-intro]', HTMLElement),
    stage: find(whole, '[data-stage]', HTMLElement),
    forgotten: find(whole, '[data-forgotten]', HTMLElement),
    unreached: find(whole, '[data-unreached]', HTMLElement),
    /** A copy of what is laid away. */
    laidAway: (name: 'questions' | 'helps' | 'result'): DocumentFragment => {
      const copy = find(whole, `template[data-${name}]`, HTMLTemplateElement).content.cloneNode(true);
      if (!(copy instanceof DocumentFragment)) throw new TypeError(`${name} is no fragment`);
      return copy;
    },
  };
}

/** The link to the same page in the other language, where a plain click on one has happened. */
export function languageLink({ target, button, ctrlKey, metaKey, shiftKey, altKey }: MouseEvent) {
  if (!(target instanceof Element) || button !== 0 || ctrlKey || metaKey || shiftKey || altKey) return undefined;
  const link = target.closest('a[hreflang]');
  return link instanceof HTMLAnchorElement && link.origin === location.origin ? link : undefined;
}

/**
 * The page at an address of ours, read by the browser as a document in which nothing runs. Nothing of the answers goes with
 * the request.
 */
export function pageAt(address: string): Promise<Document | undefined> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('GET', address);
    request.responseType = 'document';
    request.addEventListener('loadend', () => {
      const page = request.status === 200 ? request.responseXML : null;
      resolve(page?.querySelector('[data-check]') ? page : undefined);
    });
    request.send();
  });
}

/** What a person sees becomes that page, without leaving this one. */
export function become(page: Document): void {
  document.documentElement.lang = page.documentElement.lang;
  document.title = page.title;
  document.body.replaceWith(document.adoptNode(page.body));
}

/** What is chosen or typed on the open question and not yet said with "Next". */
const fieldsIn = (within: ParentNode) => [...within.querySelectorAll('input')];
export const draftIn = (within: ParentNode) => fieldsIn(within).map(({ value, checked }) => ({ value, checked }));
export function putDraft(within: ParentNode, draft: ReturnType<typeof draftIn>): void {
  for (const [at, field] of fieldsIn(within).entries()) Object.assign(field, draft[at]);
}
