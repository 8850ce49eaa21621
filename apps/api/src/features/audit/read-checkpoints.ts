import type { KeyObject } from 'node:crypto';
import { type Checkpoint, hashLine, readCheckpoint } from './checkpoint.ts';
import { readHead, readLines } from './checkpoint-file.ts';

export type SignedChain = {
  /** chain hashes that were signed for a row, by its number; more than one where the chain was ever rewritten */
  signed: Map<number, { chainHash: string; at: string }[]>;
  /** the furthest row anything signed */
  last: Checkpoint | null;
  /** what is wrong with the files themselves, in words; the first of it */
  complaint: string | null;
};

/** Reads every checkpoint outside the database and judges signatures and links. Bounded: one every ten minutes. */
export async function readCheckpoints(folder: string, key: KeyObject): Promise<SignedChain> {
  const chain: SignedChain = { signed: new Map(), last: null, complaint: null };
  const complain = (text: string) => {
    chain.complaint ??= text;
  };
  const head = await readHead(folder);
  const hashes = new Set<string>();
  let previous: string | null = null;
  let number = 0;
  for await (const line of readLines(folder)) {
    number += 1;
    const read = readCheckpoint(line, key);
    if (read.kind === 'damaged') complain(`line ${number} of checkpoints.jsonl: ${read.why}`);
    else {
      if (read.checkpoint.previous !== previous)
        complain(`before line ${number} of checkpoints.jsonl lines are missing`);
      note(chain, read.checkpoint);
    }
    previous = hashLine(line);
    hashes.add(previous);
  }
  if (head === null) return chain;
  const read = readCheckpoint(head, key);
  if (read.kind === 'damaged') complain(`head.json: ${read.why}`);
  else {
    const { previous: link } = read.checkpoint;
    if (link !== null && !hashes.has(link)) complain('lines are missing at the end of checkpoints.jsonl');
    note(chain, read.checkpoint);
  }
  return chain;
}

function note(chain: SignedChain, checkpoint: Checkpoint): void {
  const { seq, chain_hash: chainHash, at } = checkpoint;
  chain.signed.set(seq, [...(chain.signed.get(seq) ?? []), { chainHash, at }]);
  if (!chain.last || chain.last.seq < seq) chain.last = checkpoint;
}
