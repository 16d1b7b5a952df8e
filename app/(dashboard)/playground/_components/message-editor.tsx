import { Trash2 } from 'lucide-react';
import { useT } from '#i18n';
import { Button } from '@/components/ui/button';
import { Select } from '@/components/ui/select';
import { Textarea } from '@/components/ui/textarea';
import type { PromptMessage } from '@/lib/playground/schemas';
import { ImageField } from './image-field';
import { useImages } from './use-images';

interface MessageEditorProps {
  at: number;
  message: PromptMessage;
  onChange: (message: PromptMessage) => void;
  onRemove: (() => void) | undefined;
}

/** One turn of the conversation; images may be pasted into a user's. */
export function MessageEditor({ at, message, onChange, onRemove }: MessageEditorProps) {
  const t = useT();
  const name = t('Message {at}', { at: at + 1 });
  const images = useImages(message, onChange);
  return (
    <div className="flex flex-col gap-1" role="group" aria-label={name}>
      <div className="flex items-center justify-between gap-2">
        <Select
          aria-label={t('Role of message {at}', { at: at + 1 })}
          className="h-7 w-auto text-xs"
          value={message.role}
          onChange={(event) => {
            const role = event.target.value === 'assistant' ? 'assistant' : 'user';
            onChange({ ...message, role, images: role === 'user' ? message.images : [] });
          }}
        >
          <option value="user">{t('User')}</option>
          <option value="assistant">{t('Assistant')}</option>
        </Select>
        {onRemove !== undefined && (
          <Button
            size="sm"
            variant="ghost"
            aria-label={t('Remove message {at}', { at: at + 1 })}
            onClick={onRemove}
          >
            <Trash2 aria-hidden />
          </Button>
        )}
      </div>
      <Textarea
        aria-label={name}
        value={message.text}
        placeholder={
          message.role === 'user'
            ? t('What to ask. {example} makes a variable.', { example: '{{name}}' })
            : t('What was answered.')
        }
        onChange={(event) => onChange({ ...message, text: event.target.value })}
        onPaste={(event) => {
          const files = [...event.clipboardData.files];
          if (message.role !== 'user' || files.length === 0) return;
          event.preventDefault();
          void images.add(files);
        }}
      />
      {message.role === 'user' && <ImageField name={name} message={message} images={images} />}
    </div>
  );
}
