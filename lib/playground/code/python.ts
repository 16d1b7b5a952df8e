import type { ChatBody } from '../chat-body';
import { pythonLiteral } from './python-literal';

/** A program for Python 3 that needs no package. */
export function pythonCode(baseUrl: string, body: ChatBody): string {
  return `import json
import os
import urllib.request

body = ${pythonLiteral(body)}

request = urllib.request.Request(
    ${JSON.stringify(`${baseUrl}/v1/chat/completions`)},
    data=json.dumps(body).encode(),
    headers={
        "Authorization": f"Bearer {os.environ['TOLLGATE_API_KEY']}",
        "Content-Type": "application/json",
    },
)
with urllib.request.urlopen(request) as response:
    answer = json.load(response)

print(answer["choices"][0]["message"]["content"])
`;
}
