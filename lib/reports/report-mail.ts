import { metricOf, type MetricUnit } from '@/lib/analytics/metrics';
import { formatAmountUsd, formatTotalUsd } from '@/lib/pricing/format-usd';
import { hasUncosted } from './has-uncosted';
import type { MonthlyReport } from './monthly-report';

/** A report as a mail. */
export interface ReportMail {
  subject: string;
  text: string;
  html: string;
}

interface MailOptions {
  workspaceName: string;
  /** Where the report can be seen; undefined while Tollgate does not know its own address. */
  url: string | undefined;
  isTest: boolean;
}

const MOVERS = 3;

/** A month's report in words and as a small table. Pure. */
export function reportMail(report: MonthlyReport, { workspaceName, url, isTest }: MailOptions): ReportMail {
  const { month, before, zone } = report;
  const rows = report.figures.map(({ metric, before: old, after }) => {
    const { label, unit } = metricOf(metric);
    return [label, written(old, unit), written(after, unit)] as const;
  });
  const head = ['', before, month] as const;
  const lines = sentencesOf(report);
  const subject = `${isTest ? 'Test: ' : ''}Report of ${month}, ${workspaceName}`.replace(/\p{Cc}+/gu, ' ');
  const where = `Months in ${zone}.`;
  const width = Math.max(...rows.map(([label]) => label.length));
  const line = ([label, old, now]: readonly [string, string, string]) =>
    `${label.padEnd(width)}  ${old.padStart(14)}  ${now.padStart(14)}`;
  return {
    subject,
    text: [
      subject,
      '',
      line(head),
      ...rows.map(line),
      '',
      ...lines,
      where,
      ...(url === undefined ? [] : ['', url]),
    ].join('\n'),
    html: [
      `<h1 style="font-size:18px">${escaped(subject)}</h1>`,
      '<table cellpadding="6" style="border-collapse:collapse">',
      ...[head, ...rows].map(
        (cells) =>
          `<tr>${cells.map((cell, at) => `<td align="${at === 0 ? 'left' : 'right'}">${escaped(cell)}</td>`).join('')}</tr>`,
      ),
      '</table>',
      ...[...lines, where].map((words) => `<p>${escaped(words)}</p>`),
      ...(url === undefined ? [] : [`<p><a href="${escaped(url)}">Open the report</a></p>`]),
    ].join('\n'),
  };
}

function sentencesOf({ figures, since, savings, movers, incidents, moreIncidents }: MonthlyReport): string[] {
  return [
    ...(hasUncosted(figures)
      ? ['What is said of money leaves out the uncosted attempts: their price or usage is not known.']
      : []),
    ...(since === undefined ? [] : [`No data before ${since}.`]),
    ...(savings === undefined
      ? []
      : savings.savedUsd.startsWith('-')
        ? [
            `Everything on ${savings.model} would have been ${formatTotalUsd(savings.savedUsd.slice(1))} cheaper.`,
          ]
        : [`Against everything on ${savings.model}, ${formatTotalUsd(savings.savedUsd)} were saved.`]),
    ...movers.flatMap(({ by, rows }) =>
      rows
        .slice(0, MOVERS)
        .map(
          ({ key, beforeUsd, nowUsd }) =>
            `${by} ${key === '' ? '(none)' : key}: ${formatTotalUsd(beforeUsd)}, then ${formatTotalUsd(nowUsd)}`,
        ),
    ),
    `${moreIncidents ? 'More than ' : ''}${incidents.length} incidents at providers.`,
  ];
}

function written(value: string | undefined, unit: MetricUnit): string {
  if (value === undefined) return '–';
  switch (unit) {
    case 'usd':
      return formatAmountUsd(value);
    case 'share':
      return `${(Number(value) * 100).toFixed(2)} %`;
    case 'ms':
      return `${Math.round(Number(value))} ms`;
    case 'count':
    case 'tokens':
      return BigInt(value).toLocaleString('en');
    default:
      return unit satisfies never;
  }
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);
