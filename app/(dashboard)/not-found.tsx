import Link from 'next/link';
import { Empty } from '@/components/charts/empty';

export default function NotFound() {
  return (
    <Empty title="There is no such page">
      It may have been removed by retention, or the address was cut.{' '}
      <Link href="/requests" className="text-brand underline">
        All requests
      </Link>
    </Empty>
  );
}
