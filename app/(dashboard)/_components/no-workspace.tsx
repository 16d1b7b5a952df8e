import { Empty } from '@/components/charts/empty';

export function NoWorkspace() {
  return (
    <Empty title="There is no workspace yet">
      Tollgate makes the workspace “main” when it starts. If you see this, its start was not finished: look at
      the terminal that it runs in.
    </Empty>
  );
}
