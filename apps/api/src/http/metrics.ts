import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

// What this process counts, for whoever runs it. Labels name routes and codes, never people, schools or addresses.

export const registry = new Registry();
const registers = [registry];
collectDefaultMetrics({ register: registry });

/** `route` is the pattern of the endpoint; `other` where none was reached. */
export const requestsCounted = new Counter({
  name: 'hadir_requests_total',
  help: 'Requests by method, route and status',
  labelNames: ['method', 'route', 'status'],
  registers,
});

export const requestSeconds = new Histogram({
  name: 'hadir_request_seconds',
  help: 'Time until a request was answered, by route',
  labelNames: ['route'],
  buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  registers,
});

export const refusalsCounted = new Counter({
  name: 'hadir_refusals_total',
  help: 'Requests that were answered with an error code, by code',
  labelNames: ['code'],
  registers,
});

export const marksCounted = new Counter({
  name: 'hadir_marks_total',
  help: 'Marks by how they were answered: present, pending, or the code of the refusal',
  labelNames: ['outcome'],
  registers,
});

export const outboxMessages = new Gauge({
  name: 'hadir_outbox_messages',
  help: 'Messages of the outbox: waiting, or dead after too many tries',
  labelNames: ['state'],
  registers,
});

export const outboxOldestSeconds = new Gauge({
  name: 'hadir_outbox_oldest_seconds',
  help: 'How long the oldest due message of the outbox has waited',
  registers,
});

export const sealerLagSeconds = new Gauge({
  name: 'hadir_audit_unsealed_seconds',
  help: 'Age of the oldest audit row that is not sealed yet',
  registers,
});
