import type { ConfigEdit } from '@/lib/config/with-edit';

/** What the form says, as a draft of the configuration, which decides whether it is right. Shares are typed in per cent. */
export function readThresholdForm(form: FormData, workspace: string): ConfigEdit {
  const number = (name: string) => {
    const value = form.get(name);
    const text = typeof value === 'string' ? value.trim() : '';
    // An empty field is no 0: it is refused, and named.
    return text === '' ? undefined : Number(text);
  };
  const share = (name: string) => {
    const percent = number(name);
    return percent === undefined ? null : Number((percent / 100).toFixed(6));
  };
  const p99Ms = (name: string) => number(name) ?? null;
  return {
    section: 'health',
    put: {
      id: workspace,
      unhealthy: {
        p99Ms: p99Ms('unhealthy.p99Ms'),
        errorRate: share('unhealthy.errorRate'),
        timeoutRate: share('unhealthy.timeoutRate'),
      },
      degraded: { p99Ms: p99Ms('degraded.p99Ms'), errorRate: share('degraded.errorRate') },
    },
  };
}
