// P2028: no connection came free for a transaction in time, or it took too long.
// SQLSTATE classes and codes of a server that cannot serve: connection, disk full, too many, shutting down, starting.
const states = /^(08...|53[13]00|57P0[123])$/;
const codes = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|P1001|P1002|P1008|P1017|P2024|P2028|P2037)$/;
const kinds = /^(DatabaseNotReachable|ConnectionClosed|SocketTimeout|TooManyConnections)$/;
// pg throws these as plain errors without a code.
const words =
  /^(Connection terminated|timeout exceeded when trying to connect|Client was closed|Client has encountered a connection error|Cannot use a pool after)/;

/** Whether an error, or what caused it, says that the database cannot be reached. */
export function isDatabaseDown(error: unknown, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > 6) return false;
  const text = (name: string) => {
    const value: unknown = Reflect.get(error, name);
    return typeof value === 'string' ? value : '';
  };
  // The socket file of the server is gone; Prisma, which opens no other files, drops the system call.
  const isConnecting = text('syscall') === 'connect' || text('name') === 'PrismaClientKnownRequestError';
  if (text('code') === 'ENOENT' && isConnecting) return true;
  if (['code', 'originalCode'].some((name) => codes.test(text(name)) || states.test(text(name)))) return true;
  if (kinds.test(text('kind')) || words.test(text('message'))) return true;
  return ['cause', 'meta', 'driverAdapterError'].some((name) => isDatabaseDown(Reflect.get(error, name), depth + 1));
}
