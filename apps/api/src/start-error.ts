/** Why the product cannot start, in one line a person can act on. `main.ts` prints it without a stack and exits 1. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
