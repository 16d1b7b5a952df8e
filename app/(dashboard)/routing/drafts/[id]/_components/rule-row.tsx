'use client';
import { ArrowDown, ArrowUp, GripVertical, Pencil, Trash2 } from 'lucide-react';
import { useT } from '#i18n';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import type { ConfigProblem } from '@/lib/config/check/problem';
import { policyRuleSchema } from '@/lib/routing/policy/schemas';
import type { DraftRule } from '@/lib/routing/rule-form/field-text';
import { RuleWords } from '../../../_components/rule-words';
import { RuleEditor } from './rule-editor';

interface RuleRowProps {
  rule: DraftRule;
  /** Its place among the rules, from 0, and that of the last one. */
  at: number;
  last: number;
  problems: readonly ConfigProblem[];
  isOpen: boolean;
  onOpen: () => void;
  onChange: (rule: DraftRule) => void;
  onMove: (to: number) => void;
  onRemove: () => void;
  onDragStart: () => void;
}

/** One rule of a draft: its words, what is wrong with it, and what can be done with it. */
export function RuleRow({ rule, at, last, problems, isOpen, ...on }: RuleRowProps) {
  const t = useT();
  const read = policyRuleSchema.safeParse(rule);
  const name = typeof rule['name'] === 'string' && rule['name'] !== '' ? rule['name'] : rule.id;
  const isOff = rule['enabled'] === false;
  return (
    <div className="flex flex-col gap-2 py-3">
      <div className="flex flex-wrap items-start gap-2">
        <span
          draggable
          onDragStart={on.onDragStart}
          aria-hidden
          className="hidden cursor-grab pt-0.5 text-ink-soft sm:block"
        >
          <GripVertical className="size-4" />
        </span>
        <span className="w-6 text-right text-sm text-ink-soft tabular-nums">{at + 1}</span>
        <div className="min-w-0 flex-1 basis-60">
          <h3 className="flex flex-wrap items-center gap-2 text-sm font-medium">
            {name}
            {isOff && <Badge>{t('off')}</Badge>}
            {problems.length > 0 && <Badge tone="bad">{t('wrong')}</Badge>}
          </h3>
          {read.success ? (
            <RuleWords rule={read.data} />
          ) : (
            <p className="text-sm text-ink-soft">{t('Not finished.')}</p>
          )}
          {problems.map(({ path, message }) => (
            <p key={`${path} ${message}`} className="text-xs break-words text-bad">
              {path.replace(/^rules\[\d+\]\.?/, '')} {message}
            </p>
          ))}
        </div>
        <RowButtons name={name} at={at} last={last} isOff={isOff} isOpen={isOpen} rule={rule} {...on} />
      </div>
      {isOpen && <RuleEditor rule={rule} onKeep={on.onChange} onClose={on.onOpen} />}
    </div>
  );
}

type RowButtonsProps = Omit<RuleRowProps, 'problems' | 'onDragStart'> & { name: string; isOff: boolean };

/** What can be done with a rule, each by one button. */
function RowButtons({ name, at, last, isOff, isOpen, rule, ...on }: RowButtonsProps) {
  const t = useT();
  return (
    <div className="flex flex-wrap items-center gap-1">
      <Button
        size="icon"
        aria-label={t('Move {name} up', { name })}
        disabled={at === 0}
        onClick={() => on.onMove(at - 1)}
      >
        <ArrowUp aria-hidden />
      </Button>
      <Button
        size="icon"
        aria-label={t('Move {name} down', { name })}
        disabled={at === last}
        onClick={() => on.onMove(at + 1)}
      >
        <ArrowDown aria-hidden />
      </Button>
      <Button
        size="md"
        aria-label={isOff ? t('Switch {name} on', { name }) : t('Switch {name} off', { name })}
        onClick={() => on.onChange({ ...rule, enabled: isOff })}
      >
        {isOff ? t('On') : t('Off')}
      </Button>
      <Button size="icon" aria-label={t('Edit {name}', { name })} aria-expanded={isOpen} onClick={on.onOpen}>
        <Pencil aria-hidden />
      </Button>
      <Button size="icon" variant="danger" aria-label={t('Remove {name}', { name })} onClick={on.onRemove}>
        <Trash2 aria-hidden />
      </Button>
    </div>
  );
}
