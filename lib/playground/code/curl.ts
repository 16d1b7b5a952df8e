import type { ChatBody } from '../chat-body';

/** A shell command. The body is a quoted here-document, in which the shell reads nothing; JSON has no line that could end it. */
export function curlCode(baseUrl: string, body: ChatBody): string {
  return `curl --fail-with-body "${baseUrl}/v1/chat/completions" \\
  -H "Authorization: Bearer $TOLLGATE_API_KEY" \\
  -H "Content-Type: application/json" \\
  --data-binary @- <<'JSON'
${JSON.stringify(body, null, 2)}
JSON
`;
}
