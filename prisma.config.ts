import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { defineConfig } from 'prisma/config';

const here = import.meta.dirname;

// The command line wants a native engine from its vendor's host. Where there is none, ours takes its place.
if (!process.env.PRISMA_SCHEMA_ENGINE_BINARY && !hasNativeEngine()) {
  process.env.PRISMA_SCHEMA_ENGINE_BINARY = path.join(here, 'prisma', 'schema-engine.mjs');
}

function hasNativeEngine(): boolean {
  const engines = path.join(here, 'node_modules', '@prisma', 'engines');
  return existsSync(engines) && readdirSync(engines).some((name) => name.startsWith('schema-engine-'));
}

export default defineConfig({
  schema: path.join('prisma', 'schema.prisma'),
  migrations: { path: path.join('prisma', 'migrations'), seed: 'node prisma/seed.ts' },
  datasource: { url: process.env.DATABASE_URL ?? '' },
});
