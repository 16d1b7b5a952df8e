'use client';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useT } from '#i18n';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import { msg } from '@/lib/i18n/msg';
import type { DraftRule } from '@/lib/routing/rule-form/field-text';
import { OtherProblems } from './other-problems';
import { RuleList } from './rule-list';
import { SaveTrouble } from './save-trouble';
import { useDraftRules, type KeptDraft } from './use-draft-rules';
import { WhatChanges } from './what-changes';

/** An id that no rule has yet. */
function freeId(rules: readonly DraftRule[]): string {
  const taken = new Set(rules.map(({ id }) => id));
  let number = rules.length + 1;
  while (taken.has(`rule-${number}`)) number += 1;
  return `rule-${number}`;
}

const BY_OTHERS = { message: msg('Somebody saved this draft since you opened it.'), isConflict: true };

/** The rules of a draft: ordered, edited in a form or as JSON, and saved as they change. */
export function DraftEditor({ models, ...kept }: KeptDraft & { models: readonly string[] }) {
  const t = useT();
  const draft = useDraftRules(kept);
  const { rules, problems, change, saving } = draft;
  const [open, setOpen] = useState<number>();
  const trouble = !saving && kept.revision > draft.revision ? BY_OTHERS : draft.trouble;
  const add = () => {
    change([...rules, { id: freeId(rules), name: t('New rule'), when: {}, targets: models.slice(0, 1) }]);
    setOpen(rules.length);
  };
  return (
    <>
      <Card aria-label={t('Rules of the draft')}>
        <CardHeader>
          <div className="min-w-0 max-w-prose">
            <CardTitle>{t('Rules, in order')}</CardTitle>
            <CardNote>
              {t('The first rule that matches decides. Names here: {models}.', { models: models.join(', ') })}
            </CardNote>
          </div>
          <p role="status" className="text-xs text-ink-soft">
            {saving ? t('Saving…') : trouble === undefined ? t('Saved') : t('Not saved')}
          </p>
        </CardHeader>
        <CardBody className="flex flex-col gap-3">
          {trouble !== undefined && <SaveTrouble trouble={trouble} again={draft.again} />}
          <RuleList rules={rules} problems={problems} onChange={change} open={open} onOpen={setOpen} />
          <div>
            <Button onClick={add}>
              <Plus aria-hidden /> {t('Add a rule')}
            </Button>
          </div>
          <OtherProblems problems={problems.filter(({ path }) => !/^rules\[\d+\]/.test(path))} />
        </CardBody>
      </Card>
      <WhatChanges sentences={draft.sentences} isWrong={problems.length > 0} />
    </>
  );
}
