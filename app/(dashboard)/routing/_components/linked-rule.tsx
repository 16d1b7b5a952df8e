'use client';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import type { PolicyRule } from '@/lib/routing/policy/schemas';
import { DraftPanel } from '../../_components/draft/draft-panel';
import { useDraft } from '../../_components/draft/use-draft';
import { RuleWords } from './rule-words';

/** A rule that came with the address (lib/config/rule-link.ts): what it would change, then publish and undo. */
export function LinkedRule({ rule }: { rule: PolicyRule }) {
  const draft = useDraft();
  return (
    <Card aria-label="Rule from a link">
      <CardHeader>
        <div>
          <CardTitle>{rule.name}</CardTitle>
          <CardNote>
            A rule that came with the link. It would be tried first; nothing is changed yet.
          </CardNote>
        </div>
      </CardHeader>
      <CardBody className="flex flex-col gap-3">
        <RuleWords rule={rule} />
        <div>
          <Button
            variant="primary"
            disabled={draft.pending}
            onClick={() => draft.preview({ section: 'rules', put: rule, first: true })}
          >
            {draft.pending ? 'Checking…' : 'Show what would change'}
          </Button>
        </div>
        <DraftPanel draft={draft} />
      </CardBody>
    </Card>
  );
}
