import type { PriceRow } from './price-row';
import type { Meter } from './usage';

interface MeterPrice {
  meters: readonly Meter[];
  per: PriceRow['per'];
}

const perMillion = (meter: Meter): MeterPrice => ({ meters: [meter], per: 1_000_000 });

/** The catalogue's price keys as our meters. Its keys state the unit: tokens by the million, calls and pages by the thousand, hours. */
const METER_PRICES: Readonly<Record<string, MeterPrice>> = {
  input_mtok: perMillion('in.text'),
  input_audio_mtok: perMillion('in.audio'),
  input_image_mtok: perMillion('in.image'),
  input_video_mtok: perMillion('in.video'),
  input_tool_mtok: perMillion('in.tool'),
  cache_read_mtok: perMillion('in.cache_read'),
  cache_audio_read_mtok: perMillion('in.cache_read.audio'),
  cache_image_read_mtok: perMillion('in.cache_read.image'),
  cache_video_read_mtok: perMillion('in.cache_read.video'),
  cache_write_mtok: perMillion('in.cache_write.other'),
  cache_write_5m_mtok: perMillion('in.cache_write.5m'),
  cache_write_1h_mtok: perMillion('in.cache_write.1h'),
  output_mtok: perMillion('out.text'),
  output_reasoning_mtok: perMillion('out.reasoning'),
  output_audio_mtok: perMillion('out.audio'),
  output_image_mtok: perMillion('out.image'),
  requests_kcount: { meters: ['request'], per: 1_000 },
  web_searches_kcount: { meters: ['web_search.low', 'web_search.med', 'web_search.high'], per: 1_000 },
  storage_searches_kcount: { meters: ['file_search'], per: 1_000 },
  input_document_kpages: { meters: ['page'], per: 1_000 },
  input_audio_hours: { meters: ['second'], per: 3_600 },
};

/** Meters that a catalogue key prices at a provider; undefined for a key that we have no meter for. */
export function metersOfKey(catalogueProvider: string, key: string): MeterPrice | undefined {
  // Anthropic's plain write price is that of its default lifetime.
  if (catalogueProvider === 'anthropic' && key === 'cache_write_mtok') return perMillion('in.cache_write.5m');
  return METER_PRICES[key];
}

/**
 * The shortest decimal that reads back as the same double, written out: `3.625e-3` is `"0.003625"`. The catalogue holds
 * doubles typed by hand, so this is the number that was typed. Undefined for what is no price.
 */
export function decimalOf(double: number): string | undefined {
  if (!Number.isFinite(double) || double < 0) return undefined;
  const [mantissa = '', exponent] = String(double).split('e');
  if (exponent === undefined) return mantissa;
  const [whole = '', fraction = ''] = mantissa.split('.');
  const point = whole.length + Number(exponent);
  const digits = whole + fraction;
  if (point <= 0) return `0.${'0'.repeat(-point)}${digits}`;
  if (point >= digits.length) return digits + '0'.repeat(point - digits.length);
  return `${digits.slice(0, point)}.${digits.slice(point)}`;
}
