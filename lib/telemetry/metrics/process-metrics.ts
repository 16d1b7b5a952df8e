import { type Family, gauge } from './family';

/** What any process of Tollgate tells of itself. */
export function processMetrics(name: string): Family[] {
  const labels = { process: name };
  return [
    gauge('tollgate_process_resident_bytes', 'Resident memory.', [
      { labels, value: process.memoryUsage.rss() },
    ]),
    gauge('tollgate_process_uptime_seconds', 'Age of the process.', [
      { labels, value: Math.round(process.uptime()) },
    ]),
  ];
}
