import { BlockList, isIP } from 'node:net';

export type ProxyList = { has(address: string): boolean };

/** The proxies a server believes: addresses or networks, with commas. Undefined when the text is anything else. */
export function proxyList(text: string): ProxyList | undefined {
  const list = new BlockList();
  for (const part of text.split(',').map((part) => part.trim())) {
    const [address = '', bits, ...rest] = part.split('/');
    const family = familyOf(address);
    if (family === undefined || rest.length > 0) return undefined;
    if (bits === undefined) list.addAddress(address, family);
    else if (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 'ipv4' ? 32 : 128))
      list.addSubnet(address, Number(bits), family);
    else return undefined;
  }
  return {
    has: (address) => {
      const family = familyOf(address);
      return family !== undefined && list.check(address, family);
    },
  };
}

/**
 * Whom a request comes from. Only a declared proxy is believed about whom it speaks for: each proxy writes its caller
 * at the end of X-Forwarded-For, so the list is read from its end while the one who wrote is believed.
 */
export function clientOf(direct: string, forwardedFor: string | undefined, proxies: ProxyList | undefined): string {
  let client = direct;
  const named = forwardedFor?.split(',').map((part) => part.trim()) ?? [];
  while (proxies?.has(client)) {
    const before = named.pop();
    if (before === undefined || isIP(before) === 0) return client;
    client = before;
  }
  return client;
}

const familyOf = (address: string): 'ipv4' | 'ipv6' | undefined => {
  const version = isIP(address);
  return version === 4 ? 'ipv4' : version === 6 ? 'ipv6' : undefined;
};
