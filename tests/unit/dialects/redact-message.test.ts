import { describe, expect, it } from 'vitest';
import { redactMessage } from '@/lib/dialects/redact-message';

describe('a message of an upstream', () => {
  it('keys, tokens and addresses are cut out of messages', () => {
    const secrets = [
      'sk-proj-abcdefghijkl1234567890',
      'sk-abc***********wxyz',
      'Bearer eyJhbGciOiJIUzI1NiJ9.abc',
      'AIzaSyA1234567890abcdefghijklmnopqrstuv',
      'gsk_abcdefgh12345678',
      'api_key=abcdef123456',
      'https://api.internal.example:8443/v1?key=1',
      'llm.internal.example:8443',
      '10.0.12.7:8080',
      'aB3dE5fG7hI9jK1lM3nO5pQ7rS9tU1vW3xY5z',
    ];
    const message = redactMessage(`Failed: ${secrets.join(' , ')} end`);
    for (const secret of secrets) expect(message).not.toContain(secret.slice(-8));
    expect(message).toMatch(/^Failed: .* end$/);
  });

  it('plain words, model names and paths in the body stay', () => {
    const message =
      "The model `gpt-4.1-mini` does not support 'messages[0].content', max_tokens: 4096 > 2048.";
    expect(redactMessage(message)).toBe(message);
  });

  it('messages are cut to 500 characters, and giant ones are quick', () => {
    expect(redactMessage('a'.repeat(500))).toHaveLength(500);
    expect(redactMessage('a b '.repeat(500_000))).toHaveLength(500);
  });
});
