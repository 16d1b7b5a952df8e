import { useT } from '#i18n';

/** Changes in plain words, under what they are. */
export function Sentences({ title, sentences }: { title: string; sentences: readonly string[] }) {
  const t = useT();
  return (
    <div className="min-w-0">
      <p className="font-medium">{title}</p>
      <ul className="list-disc pl-5 break-words">
        {sentences.length === 0 && <li>{t('Nothing differs.')}</li>}
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </div>
  );
}
