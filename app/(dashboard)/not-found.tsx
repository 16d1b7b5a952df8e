import Link from 'next/link';
import { PageTitle } from '@/components/layout/page-title';
import { Empty } from '@/components/charts/empty';

export default function NotFound() {
  return (
    <>
      <PageTitle title="Not found" />
      <Empty title="There is no such page">
        It may have been removed by retention, or the address was cut.{' '}
        <Link href="/requests" className="text-brand underline">
          All requests
        </Link>
      </Empty>
    </>
  );
}
