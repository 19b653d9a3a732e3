import { BlockList, isIPv4, isIPv6 } from 'node:net';

/** IPv4 addresses that belong to no public server (IANA special-purpose registry), and one that clouds answer on. */
const innerIPv4: readonly (readonly [network: string, prefix: number])[] = [
  ['0.0.0.0', 8], // this network
  ['10.0.0.0', 8], // private
  ['100.64.0.0', 10], // carrier's NAT; Alibaba's metadata 100.100.100.200
  ['127.0.0.0', 8], // loopback
  ['168.63.129.16', 32], // Azure's platform address
  ['169.254.0.0', 16], // link-local; metadata of most clouds 169.254.169.254
  ['172.16.0.0', 12], // private
  ['192.0.0.0', 24], // protocol assignments; Oracle's metadata 192.0.0.192
  ['192.0.2.0', 24], // documentation
  ['192.88.99.0', 24], // old 6to4 relay
  ['192.168.0.0', 16], // private
  ['198.18.0.0', 15], // measurements
  ['198.51.100.0', 24], // documentation
  ['203.0.113.0', 24], // documentation
  ['224.0.0.0', 4], // multicast
  ['240.0.0.0', 4], // reserved, broadcast
];

/** Inside the one block of public IPv6 addresses, what is none: tunnels that carry an IPv4 address, documentation. */
const innerIPv6: readonly (readonly [network: string, prefix: number])[] = [
  ['2001::', 23], // protocol assignments: Teredo, benchmarking, ORCHID
  ['2001:db8::', 32], // documentation
  ['2002::', 16], // 6to4
  ['3fff::', 20], // documentation
];

const inner = new BlockList();
for (const [network, prefix] of innerIPv4) inner.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of innerIPv6) inner.addSubnet(network, prefix, 'ipv6');

/**
 * Public IPv6 is this block and nothing else: loopback, unique local, link-local, multicast, IPv4-mapped and NAT64
 * addresses all lie outside it.
 */
const globalIPv6 = new BlockList();
globalIPv6.addSubnet('2000::', 3, 'ipv6');

/** Whether a checked address may be connected to: it belongs to no machine, network or tunnel of ours. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !inner.check(address, 'ipv4');
  if (!isIPv6(address) || address.includes('%')) return false;
  return globalIPv6.check(address, 'ipv6') && !inner.check(address, 'ipv6');
}
