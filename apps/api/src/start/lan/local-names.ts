import os from 'node:os';

/** What this computer is called in its network. */
export type LocalNames = {
  /** Host names, such as `school-laptop.local`. */
  names: string[];
  /** IP addresses without loopback, the likeliest for a phone first. */
  addresses: string[];
};

type Interfaces = NodeJS.Dict<os.NetworkInterfaceInfo[]>;

/** Bridges of containers and virtual machines lead no phone here. */
const inner = /^(docker|br-|veth|virbr|vmnet|vboxnet|podman|cni|lxc|tailscale|zt|utun|tun)/;

export function findLocalNames(interfaces: Interfaces = os.networkInterfaces(), host = os.hostname()): LocalNames {
  const found = Object.entries(interfaces).flatMap(([name, infos = []]) =>
    infos
      // An address of the link alone says nothing without its interface, and phones cannot name that.
      .filter(({ internal, address }) => !internal && !/^(169\.254\.|fe[89ab])/i.test(address))
      .map(({ address, family }) => ({ address, rank: (family === 'IPv4' ? 0 : 2) + (inner.test(name) ? 1 : 0) })),
  );
  const [short = ''] = host.toLowerCase().split('.');
  const isName = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(short) && short !== 'localhost';
  return {
    names: isName ? [`${short}.local`] : [],
    addresses: found.toSorted((a, b) => a.rank - b.rank).map(({ address }) => address),
  };
}
