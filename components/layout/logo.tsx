/** A barrier over two lanes, one of them ruled like a ledger. */
export function Logo({ className }: { className?: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      className={className}
      aria-hidden
      fill="none"
      strokeWidth="2"
      strokeLinecap="round"
    >
      <path d="M5 21V6" stroke="currentColor" />
      <path d="M5 8 21 4" stroke="var(--brand)" strokeWidth="2.6" />
      <path d="M10 13h10M10 17h10M10 21h6" stroke="currentColor" strokeWidth="1.6" />
    </svg>
  );
}
