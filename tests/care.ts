import { HtmlValidate } from 'html-validate';
import type { Services } from '#server/platform/services.ts';
import { giveAssets } from '#server/public/assets.ts';
import { forgetAddresses } from '#server/public/limits.ts';
import { aServer, type TestServer } from './services.ts';

const style = { text: 'body{color:#000}', hash: 'sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=' };

/** Stand-ins for the built style, fonts and scripts: what a page does with them is the same. */
export function plainAssets(services: Services): void {
  giveAssets(services, {
    styles: { find: style, learn: style, check: style },
    fonts: { inter: '/care/assets/inter.woff2', serif: '/care/assets/serif.woff2' },
    scripts: {
      check: { address: '/care/assets/check.js', integrity: 'sha384-A' },
      'near-me': { address: '/care/assets/near-me.js', integrity: 'sha384-A' },
    },
  });
}

/** A server whose public pages need no build. */
export async function aCareServer(): Promise<TestServer> {
  const server = await aServer();
  plainAssets(server.services);
  forgetAddresses();
  return server;
}

const validate = new HtmlValidate({
  extends: ['html-validate:recommended', 'html-validate:a11y'],
  rules: {
    // Templates leave line ends; void elements and quotes are as HTML has them.
    'no-trailing-whitespace': 'off',
    'long-title': 'off',
    'no-inline-style': 'error',
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'submit', 'button', 'reset'] }],
    // A telephone number is written as its country writes it.
    'tel-non-breaking': 'off',
    // Words of the page name a list that is drawn as marks.
    'prefer-native-element': 'off',
    // The document is the same with and without: a browser does not care.
    'doctype-style': 'off',
  },
});

/** What is wrong with a page, line by line; empty when it is valid HTML. */
export async function wrongInHtml(html: string): Promise<string[]> {
  const { results } = await validate.validateString(html);
  return results.flatMap(({ messages }) =>
    messages.map(
      ({ line, ruleId, message }) => `${line} ${ruleId}: ${message} | ${html.split('\n')[line - 1]?.slice(0, 160)}`,
    ),
  );
}
