// Stands in for next's server-only marker outside of Next.
export {};
