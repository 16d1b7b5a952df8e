'use client';
import { useState } from 'react';
import { useT } from '#i18n';
import { MAX_IMAGE_CHARS, MAX_IMAGES } from '@/lib/playground/limits';
import type { PromptMessage } from '@/lib/playground/schemas';

const TYPES: readonly string[] = ['image/png', 'image/jpeg', 'image/webp', 'image/gif'];

function readDataUrl(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(new Error('unreadable'));
    reader.readAsDataURL(file);
  });
}

/** Puts images into a message; what cannot be taken is said and changes nothing. */
export function useImages(message: PromptMessage, onChange: (message: PromptMessage) => void) {
  const t = useT();
  const [problem, setProblem] = useState<string>();
  async function add(files: readonly File[]) {
    setProblem(undefined);
    if (message.images.length + files.length > MAX_IMAGES) {
      setProblem(t('At most {MAX_IMAGES} images in a message.', { MAX_IMAGES }));
      return;
    }
    const wrong = files.find(({ type }) => !TYPES.includes(type));
    if (wrong !== undefined) {
      setProblem(t('{name} is no PNG, JPEG, WebP or GIF.', { name: wrong.name || t('That') }));
      return;
    }
    try {
      const urls = await Promise.all(files.map(readDataUrl));
      const large = urls.findIndex((url) => url.length > MAX_IMAGE_CHARS);
      if (large >= 0)
        setProblem(t('{name} is larger than 1.4 MB.', { name: files[large]?.name ?? t('One') }));
      else onChange({ ...message, images: [...message.images, ...urls] });
    } catch {
      setProblem(t('The file could not be read.'));
    }
  }
  const remove = (at: number) => onChange({ ...message, images: message.images.toSpliced(at, 1) });
  return { add, remove, problem };
}

export type Images = ReturnType<typeof useImages>;
