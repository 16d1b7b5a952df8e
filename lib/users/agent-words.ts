/** In this order: most browsers call themselves by the names of others, too. */
const BROWSERS = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\bHeadlessChrome\//, 'Headless Chrome'],
  [/\b(Chrome|CriOS)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
] as const;
const SYSTEMS = [
  [/\bWindows\b/, 'Windows'],
  [/\bAndroid\b/, 'Android'],
  [/\b(iPhone|iPad|iPod)\b/, 'iOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
] as const;

/** What a browser calls itself, as its browser and system: what of them can be told. */
export interface AgentWords {
  browser?: string;
  system?: string;
}

/** Reads a User-Agent header: `Chrome` and `Linux`; of a program its first name, such as `curl`. Pure. */
export function agentWords(agent: string): AgentWords {
  const named = (list: readonly (readonly [RegExp, string])[]) =>
    list.find(([sign]) => sign.test(agent))?.[1];
  const browser = named(BROWSERS) ?? /^(?!Mozilla\/)[A-Za-z][\w.-]{0,39}(?=\/|$)/.exec(agent)?.[0];
  const system = named(SYSTEMS);
  return { ...(browser === undefined ? {} : { browser }), ...(system === undefined ? {} : { system }) };
}
