import {
  browserSupportsWebAuthn,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser';
import { CallStopped, post } from '#web/platform/api.ts';
import { t } from '#web/platform/text.ts';

export const passkeysWork = (): boolean => browserSupportsWebAuthn() && isSecureContext;

/** Asks this device to prove who holds it. */
export async function provePasskey() {
  const optionsJSON = await post<PublicKeyCredentialRequestOptionsJSON>('/api/sign-in/passkey/options', undefined, {
    bare: true,
  });
  return orSay(startAuthentication({ optionsJSON }));
}

/** Asks this device to make a passkey, and gives it its name in the account. */
export async function makePasskey(name: string): Promise<void> {
  const optionsJSON = await post<PublicKeyCredentialCreationOptionsJSON>('/api/me/passkeys/options');
  const response = await orSay(startRegistration({ optionsJSON }));
  await post('/api/me/passkeys', { name, response });
}

/** The browser's refusals have names, not sentences. */
async function orSay<Answer>(work: Promise<Answer>): Promise<Answer> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof CallStopped) throw error;
    const name = error instanceof Error ? error.name : '';
    const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
    const sentence =
      code === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED' || name === 'InvalidStateError'
        ? t('passkey.alreadyThere')
        : name === 'NotAllowedError' || name === 'AbortError'
          ? t('passkey.notConfirmed')
          : t('passkey.failed');
    throw new CallStopped(400, { reason: 'passkey', sentence });
  }
}

/** What the passkey will be called unless the person says otherwise. */
export function deviceName(): string {
  const agent = navigator.userAgent;
  if (/iPad/.test(agent)) return t('device.ipad');
  if (/iPhone/.test(agent)) return t('device.iphone');
  if (/Android/.test(agent)) return t('device.android');
  if (/Mac OS X/.test(agent)) return t('device.mac');
  if (/Windows/.test(agent)) return t('device.windows');
  return t('device.other');
}
