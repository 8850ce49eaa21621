import type { ChainEnd } from '@hadir/contract/offline.ts';

/** A record goes on exactly where the chain stands, else something before it is missing, or it stood there already. */
export function isNextInChain(chain: { nextSeq: number; head: string } | null, record: ChainEnd): boolean {
  return chain !== null && record.seq === chain.nextSeq && record.previous === chain.head;
}
