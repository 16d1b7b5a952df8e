'use client';
import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { useT } from '#i18n';
import { Button } from '@/components/ui/button';

export function CopyButton({ text, label }: { text: string; label: string }) {
  const t = useT();
  const [copied, setCopied] = useState(false);
  async function copy() {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  }
  return (
    <Button size="sm" variant="ghost" onClick={() => void copy()} onBlur={() => setCopied(false)}>
      {copied ? <Check aria-hidden /> : <Copy aria-hidden />}
      <span aria-live="polite">{copied ? t('Copied') : label}</span>
    </Button>
  );
}
