'use client';
import { useFormStatus } from 'react-dom';
import { Button } from '@/components/ui/button';
import { removeDemo } from '../actions';

function Submit() {
  const { pending } = useFormStatus();
  return (
    <Button type="submit" size="sm" disabled={pending}>
      {pending ? 'Removing…' : 'Remove the demo'}
    </Button>
  );
}

export function RemoveDemo() {
  return (
    <form action={removeDemo}>
      <Submit />
    </form>
  );
}
