import type { Locale } from '@/lib/i18n/locale';
import { localDecimal } from '@/lib/i18n/number-marks';

const MINUTES: Record<Locale, string> = { en: 'min', vi: 'phút' };
const SECONDS: Record<Locale, string> = { en: 's', vi: 'giây' };

/** Milliseconds as people read them: `"850 ms"`, `"2.4 s"`, `"3 min 5 s"`. Absent: an en dash. */
export function formatDuration(ms: number | undefined | null, locale: Locale = 'en'): string {
  if (ms === undefined || ms === null) return '–';
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${localDecimal((ms / 1_000).toFixed(ms < 9_950 ? 2 : 1), locale)} s`;
  const seconds = Math.round(ms / 1_000);
  return `${Math.floor(seconds / 60)} ${MINUTES[locale]} ${seconds % 60} ${SECONDS[locale]}`;
}
