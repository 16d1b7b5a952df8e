import Link from 'next/link';

export default function NotFound() {
  return (
    <main className="mx-auto flex min-h-dvh max-w-sm flex-col justify-center gap-2 px-4">
      <h1 className="text-xl font-semibold">There is no such page</h1>
      <p>
        <Link href="/overview" className="text-brand underline">
          To the overview
        </Link>
      </p>
    </main>
  );
}
