import { type Family, gauge } from './family';

/** By it is known which processes answer. */
export const UPTIME = 'tollgate_process_uptime_seconds';

/** What any process of Tollgate tells of itself. */
export function processMetrics(name: string): Family[] {
  const labels = { process: name };
  return [
    gauge('tollgate_process_resident_bytes', 'Resident memory.', [
      { labels, value: process.memoryUsage.rss() },
    ]),
    gauge(UPTIME, 'Age of the process.', [{ labels, value: Math.round(process.uptime()) }]),
  ];
}
