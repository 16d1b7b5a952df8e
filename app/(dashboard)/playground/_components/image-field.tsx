import { ImagePlus, X } from 'lucide-react';
import { useRef } from 'react';
import { useT } from '#i18n';
import { Button } from '@/components/ui/button';
import { MAX_IMAGES } from '@/lib/playground/limits';
import type { PromptMessage } from '@/lib/playground/schemas';
import type { Images } from './use-images';

interface ImageFieldProps {
  name: string;
  message: PromptMessage;
  images: Images;
}

/** The images of a message, and a way to add some. */
export function ImageField({ name, message, images }: ImageFieldProps) {
  const t = useT();
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className="flex flex-wrap items-center gap-2">
      {message.images.map((url, at) => (
        <span key={at} className="relative">
          {/* A data URL of somebody's own file: there is nothing for an image service to make smaller. */}
          <img
            src={url}
            alt={t('Image {at} of {name}', { at: at + 1, name })}
            className="h-12 max-w-24 rounded border object-cover"
          />
          <button
            type="button"
            aria-label={t('Remove image {at} of {name}', { at: at + 1, name })}
            className="absolute -top-2 -right-2 rounded-full border bg-surface p-1"
            onClick={() => images.remove(at)}
          >
            <X aria-hidden className="size-3" />
          </button>
        </span>
      ))}
      <input
        ref={input}
        type="file"
        multiple
        accept="image/png,image/jpeg,image/webp,image/gif"
        aria-label={t('Images for {name}', { name })}
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => {
          void images.add([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      <Button
        size="sm"
        variant="ghost"
        disabled={message.images.length >= MAX_IMAGES}
        onClick={() => input.current?.click()}
      >
        <ImagePlus aria-hidden /> {t('Add images')}
      </Button>
      {images.problem !== undefined && (
        <p role="alert" className="text-xs text-bad">
          {images.problem}
        </p>
      )}
    </div>
  );
}
