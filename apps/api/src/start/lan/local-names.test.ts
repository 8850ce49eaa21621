import type { NetworkInterfaceInfo } from 'node:os';
import { expect, it } from 'vitest';
import { findLocalNames } from './local-names.ts';

const info = (address: string, internal = false): NetworkInterfaceInfo => ({
  address,
  internal,
  mac: '00:00:00:00:00:00',
  ...(address.includes(':')
    ? { family: 'IPv6', netmask: 'ffff::', cidr: null, scopeid: 0 }
    : { family: 'IPv4', netmask: '255.255.255.0', cidr: null }),
});

it('names what a phone can reach first, and nothing that only this computer reaches', () => {
  const interfaces = {
    lo: [info('127.0.0.1', true), info('::1', true)],
    docker0: [info('172.17.0.1')],
    wlan0: [info('fe80::1'), info('fd00::7'), info('192.168.7.5'), info('169.254.3.4')],
  };
  expect(findLocalNames(interfaces, 'School-Laptop.lan')).toEqual({
    names: ['school-laptop.local'],
    addresses: ['192.168.7.5', '172.17.0.1', 'fd00::7'],
  });
});

it.each(['localhost', '', 'a_b', '-x'])('makes no name of a host that is called %j', (host) => {
  expect(findLocalNames({}, host)).toEqual({ names: [], addresses: [] });
});
