/** Tell us, and *I run a center*: forms that leave a message for the editors and do nothing else. */
import { html, raw } from 'hono/html';
import { factNames, factsToLookFor } from '#clinical/finder/finder.ts';
import { CannotProceed } from '#server/platform/cannot-proceed.ts';
import { newId } from '#server/platform/ids.ts';
import { href } from '#server/public/address.ts';
import { icon } from '#server/public/icons.ts';
import { takeFrom } from '#server/public/limits.ts';
import type { Html } from '#server/public/page.ts';
import type { Asked, Shown } from '#server/public/show.ts';
import { isSlug } from './center-view.ts';
import { factWords } from './fact-words.ts';
import { findCenter, leaveRequest } from './finder.queries.ts';
import { type FormWord, formWord } from './form-words.ts';
import { type Given, kinds, nothingGiven, readGiven, requestOf, type Wrong, wordsMost, wrongIn } from './request.ts';

type Form = 'tell' | 'center';
type Says = (word: FormWord, fill?: Record<string, string | number>) => string;
const paths: Record<Form, string> = { tell: '/tell-us', center: '/for-centers' };
/** How long a name or address stays after a message is settled. */
export const keptDays = 90;

export const formPage =
  (of: Form) =>
  async (asked: Asked): Promise<Shown> =>
    shown(
      asked,
      of,
      { ...nothingGiven, center: asked.query.get('center') ?? '', fact: asked.query.get('fact') ?? '' },
      [],
    );

export const takeForm =
  (of: Form) =>
  async (asked: Asked, form: FormData): Promise<Shown> => {
    const given = readGiven(form);
    const wrong = wrongIn(given, of);
    if (wrong.length > 0) return shown(asked, of, given, wrong);
    const { c, language } = asked;
    const id = newId();
    // A field that people do not see: who fills it is a program, and hears the same thanks.
    if (given.trap === '') {
      const tooMany = isTooMany(asked);
      if (tooMany !== undefined) return shown(asked, of, given, [tooMany]);
      const center = await centerIn(asked, given);
      await leaveRequest(c.var.services.db.public, requestOf(given, of, id, center?.id ?? null));
    }
    const says: Says = (word, fill) => formWord(language, word, fill);
    return {
      page: {
        path: paths[of],
        title: says('thanks'),
        description: says('thanks'),
        isIndexed: false,
        body: html`<div class="wide narrow"><h1>${says('thanks')}</h1><p class="lead">${says('thanksSays', { id: id.slice(-8) })}</p><p><a class="act" href="${href({ language, path: '' })}">Racemic</a></p></div>`,
      },
    };
  };

/** What was typed stays on the page: only the sending waits. */
function isTooMany({ c }: Asked): Wrong | undefined {
  try {
    takeFrom('form', c.var.from, c.var.services.clock());
    return undefined;
  } catch (error) {
    if (!(error instanceof CannotProceed)) throw error;
    const waitS: unknown = Reflect.get(Object(error.details), 'retryAfterS');
    return { field: 'words', word: 'tooMany', fill: { min: Math.ceil(Number(waitS) / 60) } };
  }
}

const centerIn = async ({ c }: Asked, { center }: Given) =>
  isSlug(center) ? findCenter(c.var.services.db.public, center) : undefined;

async function shown(asked: Asked, of: Form, given: Given, wrong: readonly Wrong[]): Promise<Shown> {
  const { language } = asked;
  const says: Says = (word, fill) => formWord(language, word, fill);
  const center = await centerIn(asked, given);
  const title = says(of === 'tell' ? 'tellTitle' : 'centersTitle');
  return {
    ...(wrong.length === 0
      ? {}
      : { status: wrong.some(({ word }) => word === 'tooMany') ? (429 as const) : (422 as const) }),
    page: {
      path: paths[of],
      query: center === undefined ? undefined : { center: center.slug },
      title,
      description: says(of === 'tell' ? 'tellLead' : 'centersLead'),
      isIndexed: center === undefined,
      body: html`<div class="wide narrow">${summary(wrong, says)}<h1>${title}</h1><p class="lead">${says(of === 'tell' ? 'tellLead' : 'centersLead')}</p>
<form method="post" action="${href({ language, path: paths[of] })}" class="message">${
        center === undefined
          ? ''
          : html`<p><strong>${says('aboutCenter', { name: center.name })}</strong></p><input type="hidden" name="center" value="${center.slug}">`
      }
${of === 'center' ? whatToDo(given, wrong, says) : ''}${center === undefined && of === 'center' ? line('which', says('whichCenter'), given.which) : ''}
${center === undefined ? '' : facts(asked, given, says)}
${wordsField(given, wrong, says)}${mailField(of, given, wrong, says)}
<div class="trap" aria-hidden="true"><label for="url">${says('leaveEmpty')}</label><input id="url" name="url" type="text" tabindex="-1" autocomplete="off"></div>
<p><button class="act" type="submit">${says('send')}</button></p></form>${of === 'center' ? publish(asked, says) : ''}</div>`,
    },
  };
}

const wrongAbout = (wrong: readonly Wrong[], field: Wrong['field'], says: Says): string | undefined => {
  const found = wrong.find((one) => one.field === field);
  return found === undefined ? undefined : says(found.word, found.fill);
};

function summary(wrong: readonly Wrong[], says: Says): Html | string {
  if (wrong.length === 0) return '';
  return html`<div class="problem" role="alert" aria-labelledby="problem" tabindex="-1"><h2 id="problem">${icon('warning')}${says('problem')}</h2><ul>${wrong.map(
    ({ field, word, fill }) => html`<li><a href="#${field}">${says(word, fill)}</a></li>`,
  )}</ul></div>`;
}

const wrongLine = (id: string, says: string | undefined): Html | string =>
  says === undefined ? '' : html`<p class="wrong-say" id="${id}-wrong">${says}</p>`;

function whatToDo(given: Given, wrong: readonly Wrong[], says: Says): Html {
  const wrongSays = wrongAbout(wrong, 'kind', says);
  return html`<fieldset class="field${wrongSays === undefined ? '' : ' wrong'}" id="kind"><legend>${says('whatToDo')}</legend>${wrongLine('kind', wrongSays)}${kinds.map(
    (kind) =>
      html`<label class="choice"><input type="radio" name="kind" value="${kind}"${given.kind === kind ? raw(' checked') : ''}> ${says(kind)}</label>`,
  )}</fieldset>`;
}

const line = (name: string, label: string, value: string): Html =>
  html`<div class="field"><label for="${name}">${label}</label><input id="${name}" name="${name}" type="text" maxlength="300" value="${value}"></div>`;

function facts({ language }: Asked, given: Given, says: Says): Html {
  return html`<div class="field"><label for="fact">${says('whichFact')}</label><select id="fact" name="fact"><option value="">${says('noFact')}</option>${factsToLookFor.map(
    ({ name }) =>
      html`<option value="${name}"${factNames.includes(name) && given.fact === name ? raw(' selected') : ''}>${factWords[name].name[language]}</option>`,
  )}</select></div>`;
}

function wordsField(given: Given, wrong: readonly Wrong[], says: Says): Html {
  const wrongSays = wrongAbout(wrong, 'words', says);
  return html`<div class="field${wrongSays === undefined ? '' : ' wrong'}"><label for="words">${says('whatWrong')}</label><p class="hint" id="words-hint">${says('whatHint', { n: wordsMost })}</p>${wrongLine('words', wrongSays)}<textarea id="words" name="words" rows="6" aria-describedby="words-hint${wrongSays === undefined ? '' : ' words-wrong'}">${given.words}</textarea></div>`;
}

function mailField(of: Form, given: Given, wrong: readonly Wrong[], says: Says): Html {
  const wrongSays = wrongAbout(wrong, 'reply-to', says);
  return html`<div class="field${wrongSays === undefined ? '' : ' wrong'}"><label for="reply-to">${says(of === 'tell' ? 'replyTo' : 'replyNeeded')}</label><p class="hint" id="reply-to-hint">${of === 'tell' ? says('replyHint', { n: keptDays }) : says('replyNeededHint')}</p>${wrongLine('reply-to', wrongSays)}<input id="reply-to" name="reply-to" type="email" autocomplete="email" value="${given.replyTo}" aria-describedby="reply-to-hint${wrongSays === undefined ? '' : ' reply-to-wrong'}"></div>`;
}

function publish({ language }: Asked, says: Says): Html {
  return html`<h2>${says('publish')}</h2><p>${says('publishSays')}</p><p><a href="/care/profile.schema.json">${says('schema')}</a></p>
<h2>${says('publishReport')}</h2><p>${says('publishReportSays')} <a href="${href({ language, path: '/method' })}">${formWord(language, 'publishReport')}</a></p>`;
}
