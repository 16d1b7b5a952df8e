import { Badge, type BadgeTone } from '@/components/ui/badge';
import { msg } from '@/lib/i18n/t';

const OUTCOMES: Record<string, { tone: BadgeTone; word: string }> = {
  success: { tone: 'good', word: 'success' },
  error: { tone: 'bad', word: 'error' },
  timeout: { tone: 'bad', word: 'timeout' },
  orphan: { tone: 'bad', word: 'lost' },
  client_closed: { tone: 'warn', word: msg('client left') },
  rejected: { tone: 'neutral', word: 'refused' },
};

/** Outcome and HTTP status of a request or an attempt, in a word and a colour. */
export function OutcomeBadge({ outcome, status }: { outcome: string; status: number }) {
  const { tone, word } = OUTCOMES[outcome] ?? { tone: 'neutral', word: outcome };
  return (
    <Badge tone={tone}>
      {word}
      {status > 0 && ` ${status}`}
    </Badge>
  );
}
