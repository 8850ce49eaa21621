/**
 * Every advisory lock of PostgreSQL that has a fixed number, each number once: two who share one wait for each other,
 * or for ever. Locks named after a person or a school are hashes of 64 bits.
 */
export const lockNumbers = {
  /** Prisma's own, so that its tools and our start wait for each other. */
  migrations: 72_707_369,
  apiRole: 72_707_370,
  auditChain: 72_707_371,
  checkpoints: 72_707_372,
  masterKeyNames: 72_707_373,
  vault: 72_707_374,
  outbox: 7_236_672_101,
} as const;
