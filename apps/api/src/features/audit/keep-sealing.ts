import type { KeyObject } from 'node:crypto';
import type { Context } from '#http/context.ts';
import { addCheckpoint } from './add-checkpoint.ts';
import { type Checkpoint, hashLine, readCheckpoint, signCheckpoint } from './checkpoint.ts';
import { readHead, repairLines, writeHead } from './checkpoint-file.ts';
import { type ChainEnd, isInChain, sealBatch, sealEntries } from './seal-entries.ts';

/** Between two rounds; a row is in the chain within this and the time of one round. */
const roundMs = 1000;
const checkpointMs = 10 * 60 * 1000;

export type AuditPlace = {
  /** where checkpoints lie, outside the database */
  folder: string;
  /** Ed25519, private; signs them */
  key: KeyObject;
};

const unread = 'the checkpoints of the audit log cannot be read';
const unwritten = 'the checkpoints of the audit log cannot be written';
const unchained = 'audit rows were not chained';

/**
 * Chains committed audit rows and signs what the chain is, from now on; what fails is logged once and tried again.
 * @returns ends it, with a last round and a last checkpoint
 */
export function keepSealing(context: Pick<Context, 'pool' | 'log' | 'now'>, place: AuditPlace): () => Promise<void> {
  const { pool, log, now } = context;
  let head: Checkpoint | null = null;
  /** hash of the last line in the file of checkpoints */
  let previous: string | null = null;
  let checkpointAt = now().getTime();
  const silenced = new Set<string>();

  async function attempt(what: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
      silenced.delete(what);
    } catch (err) {
      if (!silenced.has(what)) log.error({ err, folder: place.folder }, what);
      silenced.add(what);
    }
  }

  async function open(): Promise<void> {
    const line = await repairLines(place.folder);
    previous = line === null ? null : hashLine(line);
    const text = await readHead(place.folder);
    const read = text === null ? null : readCheckpoint(text, place.key);
    if (read?.kind === 'valid') head = read.checkpoint;
    if (read?.kind === 'damaged') log.error({ folder: place.folder }, `the head of the audit log: ${read.why}`);
  }

  async function add(checkpoint: Checkpoint): Promise<void> {
    previous = hashLine(await addCheckpoint(pool, place, checkpoint));
  }

  /** Where the chain has lost what we signed, that signature stays on file and tells of it for good. */
  async function keepEvidence(): Promise<void> {
    if (!head) return;
    const signed = head;
    if (await isInChain(pool, { seq: signed.seq, chainHash: Buffer.from(signed.chain_hash, 'hex') })) return;
    log.error({ seq: signed.seq }, 'the audit log has lost rows that were signed: run npm run audit:verify');
    head = null;
    await attempt(unwritten, () => add(signed));
  }

  async function signEnd({ seq, chainHash }: ChainEnd): Promise<void> {
    const at = now();
    const end = { seq, chain_hash: chainHash.toString('hex'), at: at.toISOString(), previous };
    const signed = signCheckpoint(end, place.key);
    head = signed;
    await attempt(unwritten, async () => {
      await writeHead(place.folder, signed);
      if (at.getTime() - checkpointAt < checkpointMs) return;
      await add(signed);
      checkpointAt = at.getTime();
    });
  }

  async function round(): Promise<void> {
    const { rows } = await pool.query<{ waits: boolean }>('SELECT EXISTS (SELECT FROM audit_unsealed) AS waits');
    if (!rows[0]?.waits) return;
    await keepEvidence();
    let sealed = await sealEntries(pool, now());
    const isLonger = sealed.count > 0;
    while (sealed.count === sealBatch) sealed = await sealEntries(pool, now());
    if (isLonger && sealed.end) await signEnd(sealed.end);
  }

  return repeat(
    () => attempt(unread, open),
    () => attempt(unchained, round),
    async () => {
      const signed = head;
      if (signed) await attempt(unwritten, () => add(signed));
    },
  );
}

/** Does the first once, then the round over and over, and at the end one more round and the last. */
function repeat(first: () => Promise<void>, round: () => Promise<void>, last: () => Promise<void>) {
  let isOver = false;
  let wake: () => void = () => {};
  const running = (async () => {
    await first();
    while (!isOver) {
      await round();
      await new Promise<void>((resolve) => {
        wake = resolve;
        setTimeout(resolve, roundMs).unref();
        if (isOver) resolve();
      });
    }
    await round();
    await last();
  })();
  return async () => {
    isOver = true;
    wake();
    await running;
  };
}
