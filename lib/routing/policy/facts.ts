import type { RuleTask } from './schemas';

/** What conditions may look at. A superset of what is stored with a request, but for `promptText` and `headers`. */
export interface RequestFacts {
  requestedModel: string;
  task: RuleTask;
  inputTokens: number;
  chars: number;
  stream: boolean;
  needs: Readonly<{
    tools?: boolean | undefined;
    images?: boolean | undefined;
    jsonSchema?: boolean | undefined;
  }>;
  keyId: string;
  tags: Readonly<Record<string, string>>;
  /** Epoch ms. */
  at: number;
  /** Accuracy required, 0 to 1, and latency allowed, where the request says them. */
  accuracy?: number;
  latencyMs?: number;
  language?: string;
  team?: string;
  user?: string;
  /** Lower-case names. */
  headers?: Readonly<Record<string, string>>;
  /** Last user message. */
  promptText?: string;
}
