'use client';
import { useState } from 'react';
import { useT } from '#i18n';
import { CopyButton } from '@/components/layout/copy-button';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { Select } from '@/components/ui/select';
import { chatBody } from '@/lib/playground/chat-body';
import { LANGUAGES } from '@/lib/playground/code/languages';
import type { Content } from '@/lib/playground/schemas';
import { unsoundJson } from '@/lib/playground/unsound-json';

/** The same request as a program; the key comes from the environment. */
export function GetCode({ content }: { content: Content }) {
  const t = useT();
  const [language, setLanguage] = useState(LANGUAGES[0]);
  const [wanted, setModel] = useState('');
  const { prompt, models } = content;
  const model = models.find((one) => one === wanted) ?? models[0] ?? '';
  const isSound =
    unsoundJson(prompt.tools, 'array') === undefined &&
    unsoundJson(prompt.jsonSchema, 'object') === undefined;
  if (!isSound || language === undefined)
    return <p className="text-sm text-ink-soft">{t('Tools and schema must be JSON first.')}</p>;
  const code = language.write(window.location.origin, chatBody(prompt, model, { stream: false }));
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <div role="group" aria-label={t('Language')} className="flex rounded-md border p-0.5">
          {LANGUAGES.map((one) => (
            <Button
              key={one.name}
              size="sm"
              variant="ghost"
              aria-pressed={one === language}
              className={cn(one === language && 'bg-brand-wash text-brand')}
              onClick={() => setLanguage(one)}
            >
              {one.name}
            </Button>
          ))}
        </div>
        <Select
          aria-label={t('Model of the code')}
          className="h-7 w-auto text-xs"
          value={model}
          onChange={(event) => setModel(event.target.value)}
        >
          {[...new Set(models)].map((one) => (
            <option key={one}>{one}</option>
          ))}
        </Select>
        <CopyButton text={code} label={t('Copy the code')} />
      </div>
      <pre
        tabIndex={0}
        aria-label={t('{name} code', { name: language.name })}
        className="max-h-96 overflow-auto rounded-md border bg-sunken px-3 py-2 font-mono text-xs"
      >
        {code}
      </pre>
      <p className="text-xs text-ink-soft">
        {t('Put a key of your own into TOLLGATE_API_KEY. The playground’s key stays on the server.')}
      </p>
    </div>
  );
}
