/** Headers that OpenAI sends with each answer. */
export function openaiHeaders(requestId: string, processingMs: number): Record<string, string> {
  return {
    'x-request-id': requestId,
    'openai-processing-ms': String(Math.round(processingMs)),
    'openai-version': '2020-10-01',
    'openai-organization': 'simulator',
    'x-ratelimit-limit-requests': '10000',
    'x-ratelimit-remaining-requests': '9999',
  };
}
