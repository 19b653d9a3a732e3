import { expect, test } from 'vitest';
import { clientOf, proxyList } from './proxy.ts';

const proxies = proxyList('10.0.0.5, 10.1.0.0/16, ::1');

test('without a declared proxy nobody is believed about whom they speak for', () => {
  expect(clientOf('203.0.113.9', '198.51.100.1', undefined)).toBe('203.0.113.9');
});

test('a stranger who claims to be a proxy stays a stranger', () => {
  expect(clientOf('203.0.113.9', '198.51.100.1', proxies)).toBe('203.0.113.9');
});

test('what a client wrote before the proxy did is not believed', () => {
  expect(clientOf('10.0.0.5', '127.0.0.1, 203.0.113.9', proxies)).toBe('203.0.113.9');
});

test('through two declared proxies the client is who the first of them saw', () => {
  expect(clientOf('::1', '127.0.0.1, 203.0.113.9, 10.1.7.7', proxies)).toBe('203.0.113.9');
});

test('a proxy that says nothing or nonsense speaks for itself', () => {
  for (const said of [undefined, '', 'unknown', '203.0.113.9:443', '<script>'])
    expect(clientOf('10.0.0.5', said, proxies)).toBe('10.0.0.5');
});

test('a list of proxies is addresses and networks, and nothing else', () => {
  for (const text of ['', 'proxy.example.org', '10.0.0.0/33', '10.0.0.0/-1', '10.0.0.0/8/8', '10.0.0.5;10.0.0.6', '*'])
    expect(proxyList(text)).toBeUndefined();
  expect(proxyList('2001:db8::/32')?.has('2001:db8::7')).toBe(true);
});
