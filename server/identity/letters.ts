import type { Services } from '#server/platform/services.ts';

/**
 * Links that letters carry. The secret stands behind the #: browsers send that part to no server, so no log and no
 * proxy ever sees it; the page takes it from there and sends it in a request's body.
 */
export const links = {
  invitation: (services: Services, token: string) => `${services.address}/invitation#${token}`,
  passphrase: (services: Services, token: string) => `${services.address}/recovery#${token}`,
  secondFactor: (services: Services, token: string) => `${services.address}/recovery/second-factor#${token}`,
  station: (services: Services, code: string) => `${services.address}/station#${code}`,
};

/** What the letters say. Nobody's health is ever in one. */
export const letters = {
  invitation: (clinicName: string, link: string) => ({
    subject: `${clinicName} invites you to Racemic`,
    text: `${clinicName} invites you to work in its clinical system, Racemic.\n\nThis link works once, for 72 hours:\n${link}\n\nIf you do not know ${clinicName}, do nothing.\n`,
    linkKind: 'invitation',
  }),
  passphrase: (link: string) => ({
    subject: 'A new passphrase for Racemic',
    text: `Someone asked for a new passphrase for this address. This link works once, for 30 minutes, and your second factor is asked as well:\n${link}\n\nIf it was not you, do nothing: your passphrase stays as it is.\n`,
    linkKind: 'passphrase',
  }),
  passphraseChanged: () => ({
    subject: 'Your passphrase was changed',
    text: 'The passphrase of your Racemic account was changed, and other sign-ins were ended. If it was not you, tell the owner of your clinic at once.\n',
    linkKind: 'notice',
  }),
  factorChanged: (what: string) => ({
    subject: 'How you sign in was changed',
    text: `${what} If it was not you, tell the owner of your clinic at once.\n`,
    linkKind: 'notice',
  }),
  recoveryAsked: (by: string) => ({
    subject: 'Someone asked to reset your second factor',
    text: `${by} asked to reset the second factor of your Racemic account. Another person has to approve it before anything happens. If you did not ask for it, tell the owner of your clinic at once.\n`,
    linkKind: 'notice',
  }),
  secondFactor: (by: string, link: string) => ({
    subject: 'Set up a new second factor',
    text: `${by} approved the reset of your second factor. This link works once, for 24 hours, together with your passphrase:\n${link}\n\nIf you did not ask for it, do not open it and tell the owner of your clinic at once.\n`,
    linkKind: 'second-factor',
  }),
};
