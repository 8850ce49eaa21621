import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import pg from 'pg';
import type { DataFolder } from './data-folder.ts';
import { passwordFile } from './make-cluster.ts';

/** How the embedded server is reached, and the settings that make it listen there: a private socket, no open port. */
export async function findAddress(folder: DataFolder): Promise<{ connection: pg.PoolConfig; args: string[] }> {
  const login = { user: 'hadir', database: 'hadir' };
  if (process.platform !== 'win32') {
    return {
      connection: { ...login, host: folder.run, port: 5432 },
      args: [
        'listen_addresses=',
        `unix_socket_directories=${pg.escapeIdentifier(folder.run)}`,
        'unix_socket_permissions=0700',
        'port=5432',
      ],
    };
  }
  const port = await findFreePort();
  const password = readFileSync(passwordFile(folder), 'utf8');
  return {
    connection: { ...login, host: '127.0.0.1', port, password },
    args: ['listen_addresses=127.0.0.1', `port=${port}`],
  };
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
