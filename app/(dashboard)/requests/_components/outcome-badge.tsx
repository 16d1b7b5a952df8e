import { useT } from '#i18n';
import { Badge, type BadgeTone } from '@/components/ui/badge';
import { msg } from '@/lib/i18n/msg';

const OUTCOMES: Record<string, { tone: BadgeTone; word: string }> = {
  success: { tone: 'good', word: msg('success') },
  error: { tone: 'bad', word: msg('error') },
  timeout: { tone: 'bad', word: msg('timeout') },
  orphan: { tone: 'bad', word: msg('lost') },
  client_closed: { tone: 'warn', word: msg('client left') },
  rejected: { tone: 'neutral', word: msg('refused') },
};

/** Outcome and HTTP status of a request or an attempt, in a word and a colour. */
export function OutcomeBadge({ outcome, status }: { outcome: string; status: number }) {
  const t = useT();
  const { tone, word } = OUTCOMES[outcome] ?? { tone: 'neutral', word: outcome };
  return (
    <Badge tone={tone}>
      {t(word)}
      {status > 0 && ` ${status}`}
    </Badge>
  );
}
