/**
 * What a station keeps is sealed: AES-GCM under a key that never leaves the browser's own store. Whoever copies the
 * files of a lost tablet reads nothing; whoever wipes the station has thrown the key away with the rest.
 */
export type SealingKey = Awaited<ReturnType<typeof newSealingKey>>;
export type Sealed = { readonly iv: Uint8Array<ArrayBuffer>; readonly bytes: ArrayBuffer };

/** 96 bits, as AES-GCM is made for: a new one for each sealing. */
const ivBytes = 12;

export const newSealingKey = () =>
  crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);

export async function seal(key: SealingKey, content: unknown): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(ivBytes));
  const text = new TextEncoder().encode(JSON.stringify(content));
  return { iv, bytes: await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, text) };
}

/** Stops when the key is another one, or a byte has changed. */
export async function unseal(key: SealingKey, { iv, bytes }: Sealed): Promise<unknown> {
  const text = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, bytes);
  return JSON.parse(new TextDecoder().decode(text));
}
