import type { AssumedPrice, PlanInput } from './scenario-schemas';

export interface ScenarioPreset {
  id: string;
  title: string;
  /** What the example shows, and what its article says of it. */
  note: string;
  plan: PlanInput;
}

const price = (model: string, inputUsd: string, outputUsd = inputUsd): AssumedPrice => ({
  model,
  inputUsd,
  outputUsd,
});
const all = (model: string) => ({ name: `All on ${model}`, mix: [{ model, percent: '100' }] });
const request = (name: string, inputTokens: string, outputTokens: string) => ({
  name,
  requests: 1,
  inputTokens,
  outputTokens,
});
const to = (className: string, model: string) => ({ class: className, model, percent: '100' });

const FOUR_REQUESTS: ScenarioPreset = {
  id: 'four-requests',
  title: 'Four requests, routed',
  note: 'One long prompt carries nearly all of the cost and stays on the strongest model: routing the small ones saves 0.94 %. The article that it is from says 70 %.',
  plan: {
    classes: [
      request('long document', '150000', '500'),
      request('classification', '500', '100'),
      request('chat', '200', '150'),
      request('code', '2000', '800'),
    ],
    prices: [
      price('claude-opus-4', '15', '75'),
      price('deepseek-v3.2', '0.08', '0.24'),
      price('gpt-4-turbo', '10', '30'),
    ],
    scenarios: [
      all('claude-opus-4'),
      {
        name: 'Routed',
        mix: [
          to('long document', 'claude-opus-4'),
          to('classification', 'deepseek-v3.2'),
          to('chat', 'gpt-4-turbo'),
          to('code', 'claude-opus-4'),
        ],
      },
    ],
  },
};

const MILLION_REQUESTS: ScenarioPreset = {
  id: 'million-requests',
  title: 'A million requests, three mixes',
  note: '500 tokens in and 500 out. The cheapest mix is 32.4 % below everything on gpt-4.1; the article that it is from says 85 %.',
  plan: {
    classes: [{ name: 'all requests', requests: 1_000_000, inputTokens: '500', outputTokens: '500' }],
    prices: [
      price('gpt-4.1', '4'),
      price('claude-sonnet-4.5', '7.5'),
      price('gemini-2.5-flash', '1.25', '5'),
      price('deepseek-v3.2', '0.21'),
    ],
    scenarios: [
      all('gpt-4.1'),
      {
        name: 'Half gpt-4.1, half claude',
        mix: [
          { model: 'gpt-4.1', percent: '50' },
          { model: 'claude-sonnet-4.5', percent: '50' },
        ],
      },
      {
        name: 'Four models',
        mix: [
          { model: 'gpt-4.1', percent: '10' },
          { model: 'claude-sonnet-4.5', percent: '15' },
          { model: 'gemini-2.5-flash', percent: '35' },
          { model: 'deepseek-v3.2', percent: '40' },
        ],
      },
    ],
  },
};

const tokens = (name: string, requests: number, inputTokens: string) => ({
  name,
  requests,
  inputTokens,
  outputTokens: '0',
});

const MONTHLY_MIX: ScenarioPreset = {
  id: 'monthly-mix',
  title: 'Three million requests a month',
  note: 'Four kinds of requests at one flat price for all tokens of each: $6,033.90 a month.',
  plan: {
    classes: [
      tokens('FAQ', 1_950_000, '200'),
      tokens('moderate', 600_000, '400'),
      tokens('complex', 300_000, '600'),
      tokens('batch', 150_000, '300'),
    ],
    prices: [
      price('gemini-2.5-flash', '2.50'),
      price('claude-sonnet-4.5', '15'),
      price('gpt-4.1', '8'),
      price('deepseek-v3.2', '0.42'),
    ],
    scenarios: [
      {
        name: 'By kind',
        mix: [
          to('FAQ', 'gemini-2.5-flash'),
          to('moderate', 'claude-sonnet-4.5'),
          to('complex', 'gpt-4.1'),
          to('batch', 'deepseek-v3.2'),
        ],
      },
      all('gpt-4.1'),
      all('gemini-2.5-flash'),
    ],
  },
};

/** The examples of the practice articles with their own prices, and what they honestly come to. */
export const SCENARIO_PRESETS: readonly ScenarioPreset[] = [FOUR_REQUESTS, MILLION_REQUESTS, MONTHLY_MIX];
