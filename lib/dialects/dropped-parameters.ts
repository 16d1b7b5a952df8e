import type { ChatRequest } from './chat';
import { type Parameter, parameterName, unsupported } from './parameter-names';
import type { DialectName } from './types';

/** Extra parameters that change what the answer is; leaving them out would answer another question. */
const NOT_DROPPABLE: ReadonlySet<string> = new Set([
  'audio',
  'container',
  'conversation',
  'function_call',
  'functions',
  'mcp_servers',
  'modalities',
  'previous_response_id',
  'prompt',
  'tool_choice',
  'web_search_options',
  'cachedContent',
]);

/** Collects what an upstream cannot take, in the client's own words, without repeats. */
export class DroppedParameters {
  private readonly names = new Set<string>();

  constructor(private readonly request: ChatRequest) {}

  add(parameter: Parameter): void {
    this.names.add(parameterName(this.request, parameter));
  }

  /** Drops each of these that the request has. */
  addPresent(parameters: readonly Extract<Parameter, keyof ChatRequest>[]): void {
    for (const parameter of parameters) if (this.request[parameter] !== undefined) this.add(parameter);
  }

  /** For who can only say what a tool answered, not that it failed. */
  addToolErrors(): void {
    if (this.request.messages.some((message) => message.role === 'tool' && message.isError === true))
      this.add('toolError');
  }

  list(): string[] {
    return [...this.names];
  }

  /**
   * Puts the door's own extra parameters into a body of the same dialect; for another one they are dropped.
   * Throws GatewayError `unsupported_parameter` for one that cannot be left out.
   */
  placeExtra(body: Record<string, unknown>, dialect: DialectName): void {
    const { extra, door, nativeTools } = this.request;
    if (door === dialect) {
      Object.assign(body, extra);
      return;
    }
    const native = nativeTools?.[0];
    if (native !== undefined) throw unsupported(native.path, 'it is a tool that only its own vendor runs');
    for (const name of Object.keys(extra ?? {})) {
      if (NOT_DROPPABLE.has(name)) throw unsupported(name, 'it has no equivalent there');
      this.names.add(name);
    }
  }
}
