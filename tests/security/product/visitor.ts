/** Somebody with a browser's memory: cookies are kept, redirects are shown and not followed. */
export class Visitor {
  readonly cookies = new Map<string, string>();

  constructor(
    private readonly origin: string,
    /** Where they come from, as a trusted proxy would say. */
    private readonly address = '203.0.113.7',
  ) {}

  async ask(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('x-forwarded-for', this.address);
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    if (cookie !== '') headers.set('cookie', cookie);
    const answer = await fetch(new URL(path, this.origin), { redirect: 'manual', ...init, headers });
    for (const line of answer.headers.getSetCookie()) this.keep(line);
    return answer;
  }

  /** Sends a form of next-auth with its token against forgery. */
  async submit(path: string, fields: Record<string, string>): Promise<Response> {
    const { csrfToken } = (await (await this.ask('/api/auth/csrf')).json()) as { csrfToken: string };
    const body = new URLSearchParams({ csrfToken, json: 'true', ...fields });
    return this.ask(path, { method: 'POST', body });
  }

  signIn(email: string, password: string): Promise<Response> {
    return this.submit('/api/auth/callback/credentials', { email, password, code: '' });
  }

  get isSignedIn(): boolean {
    return [...this.cookies.keys()].some((name) => name.endsWith('next-auth.session-token'));
  }

  private keep(line: string): void {
    const [pair = ''] = line.split(';');
    const at = pair.indexOf('=');
    const value = pair.slice(at + 1);
    if (value === '') this.cookies.delete(pair.slice(0, at));
    else this.cookies.set(pair.slice(0, at), value);
  }
}
