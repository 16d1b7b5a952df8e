import type { Machines, Prices, Traffic } from '@/lib/capacity/need';

/** As docs/scale.md assumes. */
export const TRAFFIC: Omit<Traffic, 'requestsPerDay'> = {
  peakFactor: 2_000 / 580,
  retentionDays: 30,
  activeCombinations: 2_000,
};
export const MACHINES: Machines = {
  hostCores: 4,
  utilisation: 0.6,
  database: { cores: 64, walBytesPerS: 200e6, diskBytes: 32e12, connections: 500 },
};
export const PRICES: Prices = { coreHour: 0.04, gbMonth: 0.1 };

/** `npm run bench:scale`, 2026-11-22. `busyCores`: of the machine's two. */
export const POINTS = {
  gateways: [
    { processes: 1, perSecond: 3_630, cpuMicros: 195, allCpuMicros: 595, busyCores: 2 },
    { processes: 2, perSecond: 3_716, cpuMicros: 254, allCpuMicros: 594, busyCores: 2 },
    // Of a later run with nothing else on the machine, which the model's figures were not taken from.
    { processes: 1, perSecond: 4_677, cpuMicros: 148, allCpuMicros: 512, busyCores: 2 },
    { processes: 2, perSecond: 3_076, cpuMicros: 275, allCpuMicros: 656, busyCores: 2 },
    { processes: 3, perSecond: 3_539, cpuMicros: 298, allCpuMicros: 587, busyCores: 2 },
  ],
};
