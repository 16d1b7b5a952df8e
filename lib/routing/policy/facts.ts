import type { RuleTask } from './schemas';

/** What conditions may look at. A superset of what is stored with a request, but for `promptText` and `headers`. */
export interface RequestFacts {
  requestedModel: string;
  task: RuleTask;
  /** As the learned classifier sees it, where somebody asked it: conditions on the task hold for either. */
  learnedTask?: RuleTask | undefined;
  inputTokens: number;
  chars: number;
  stream: boolean;
  needs: Readonly<{
    tools?: boolean | undefined;
    images?: boolean | undefined;
    jsonSchema?: boolean | undefined;
    embeddings?: boolean | undefined;
  }>;
  keyId: string;
  tags: Readonly<Record<string, string>>;
  /** Epoch ms. */
  at: number;
  /** Accuracy required, 0 to 1, and latency allowed, where the request says them. */
  accuracy?: number | undefined;
  latencyMs?: number | undefined;
  language?: string | undefined;
  team?: string | undefined;
  user?: string | undefined;
  /** Lower-case names. */
  headers?: Readonly<Record<string, string>> | undefined;
  /** Last user message. */
  promptText?: string | undefined;
}
