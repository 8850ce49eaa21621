import type { Why } from './finding.ts';

type Guide = 'camera' | 'position' | 'clock' | 'browser' | 'storage' | 'room' | 'network';

/** Where the way out leads through the settings of the device, which differ. */
export const guideOf: Partial<Record<Why, Guide>> = {
  'server.unreachable': 'network',
  'clock.skewed': 'clock',
  'storage.blocked': 'storage',
  'storage.full': 'room',
  'storage.little': 'room',
  'wasm.outdated': 'browser',
  'wasm.missing': 'browser',
  'wasm.blocked': 'browser',
  'wasm.no_worker': 'browser',
  'wasm.slow': 'browser',
  'camera.denied': 'camera',
  'position.denied': 'position',
  'position.unavailable': 'position',
  'position.rough': 'position',
  'model.unsupported': 'browser',
  'model.offline': 'network',
  'model.unseen': 'browser',
  'model.differs': 'browser',
  'model.partial': 'network',
};
