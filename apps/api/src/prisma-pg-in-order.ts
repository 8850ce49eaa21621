import { PrismaPg } from '@prisma/adapter-pg';

type Adapter = Awaited<ReturnType<PrismaPg['connect']>>;
type Transaction = Awaited<ReturnType<Adapter['startTransaction']>>;

/**
 * Prisma on a pool, one statement after another inside a transaction. Prisma 7 asks for the relations of an `include`
 * all at once, on the transaction's one connection, which pg 8.19 warns of and pg 9 refuses (prisma/orm#29979).
 */
export class PrismaPgInOrder extends PrismaPg {
  override async connect(): Promise<Adapter> {
    const adapter = await super.connect();
    const start = adapter.startTransaction.bind(adapter);
    adapter.startTransaction = async (isolationLevel) => putInOrder(await start(isolationLevel));
    return adapter;
  }
}

function putInOrder(transaction: Transaction): Transaction {
  const queryRaw = transaction.queryRaw.bind(transaction);
  const executeRaw = transaction.executeRaw.bind(transaction);
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(ask: () => Promise<T>): Promise<T> => {
    // What comes after a failure is asked all the same: PostgreSQL answers that the transaction is over.
    const own = last.then(ask, ask);
    last = own;
    return own;
  };
  transaction.queryRaw = (query) => inTurn(() => queryRaw(query));
  transaction.executeRaw = (query) => inTurn(() => executeRaw(query));
  return transaction;
}
