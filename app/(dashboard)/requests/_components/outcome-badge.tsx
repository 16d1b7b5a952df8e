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

interface OutcomeBadgeProps {
  outcome: string;
  status: number;
  /** In a list what went well is plain text, so that what did not stands out. */
  inList?: boolean;
}

/** Outcome and HTTP status of a request or an attempt, in a word and a colour. */
export function OutcomeBadge({ outcome, status, inList = false }: OutcomeBadgeProps) {
  const t = useT();
  const { tone, word } = OUTCOMES[outcome] ?? { tone: 'neutral', word: outcome };
  const isQuiet = inList && outcome === 'success';
  return (
    <Badge tone={tone} className={isQuiet ? 'bg-transparent font-normal text-ink-soft' : undefined}>
      {t(word)}
      {status > 0 && !(isQuiet && status === 200) && ` ${status}`}
    </Badge>
  );
}
