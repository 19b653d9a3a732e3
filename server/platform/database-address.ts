/**
 * An address may name several hosts, as PostgreSQL's own programs read it: `postgres://one:5432,two:5432/racemic` is the
 * same database on each of them, kept alike by PostgreSQL. The driver knows one host, so one address is made for each.
 */
const parts = /^(postgres(?:ql)?:\/\/(?:[^@/?#]*@)?)([^/?#]*)(.*)$/s;

export function addressesOf(url: string): string[] {
  const [, before = '', hosts = '', after = ''] = parts.exec(url) ?? [];
  return before === '' ? [url] : hosts.split(',').map((host) => `${before}${host}${after}`);
}

/** The hosts alone, as they may be shown: without a login and its password. */
export const hostsOf = (url: string): string[] => (parts.exec(url)?.[2] ?? '').split(',');
