import { Plus } from 'lucide-react';
import { useT } from '#i18n';
import { Button } from '@/components/ui/button';
import { Card, CardBody } from '@/components/ui/card';
import { Label } from '@/components/ui/label';
import { Textarea } from '@/components/ui/textarea';
import type { Prompt, PromptMessage } from '@/lib/playground/schemas';
import { MessageEditor } from './message-editor';
import { ParameterFields } from './parameter-fields';
import { VariableFields } from './variable-fields';

interface PromptEditorProps {
  prompt: Prompt;
  onChange: (prompt: Prompt) => void;
}

/** What is sent to each column. */
export function PromptEditor({ prompt, onChange }: PromptEditorProps) {
  const t = useT();
  const { messages } = prompt;
  const change = (at: number, message: PromptMessage) =>
    onChange({ ...prompt, messages: messages.with(at, message) });
  return (
    <Card aria-label={t('Prompt')}>
      <CardBody className="grid gap-x-6 gap-y-3 pt-3 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="flex min-w-0 flex-col gap-3">
          <div className="flex flex-col gap-1">
            <Label htmlFor="playground-system">{t('System')}</Label>
            <Textarea
              id="playground-system"
              value={prompt.system}
              placeholder={t('How the model is to behave. May be empty.')}
              onChange={(event) => onChange({ ...prompt, system: event.target.value })}
            />
          </div>
          {messages.map((message, at) => (
            <MessageEditor
              key={at}
              at={at}
              message={message}
              onChange={(changed) => change(at, changed)}
              onRemove={
                messages.length > 1
                  ? () => onChange({ ...prompt, messages: messages.toSpliced(at, 1) })
                  : undefined
              }
            />
          ))}
          <div>
            <Button
              size="sm"
              onClick={() => onChange({ ...prompt, messages: [...messages, nextMessage(messages)] })}
            >
              <Plus aria-hidden /> {t('Add a message')}
            </Button>
          </div>
        </div>
        <div className="flex min-w-0 flex-col gap-3">
          <VariableFields prompt={prompt} onChange={onChange} />
          <ParameterFields prompt={prompt} onChange={onChange} />
        </div>
      </CardBody>
    </Card>
  );
}

function nextMessage(messages: readonly PromptMessage[]): PromptMessage {
  return { role: messages.at(-1)?.role === 'user' ? 'assistant' : 'user', text: '', images: [] };
}
