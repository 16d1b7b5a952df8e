/** Keys that the product makes for itself have ids that begin so. */
export const MANAGED_PREFIX = 'playground:';

/** Such a key belongs to the installation and not to its configuration: files neither hold nor end it. */
export function isManagedKey(id: string): boolean {
  return id.startsWith(MANAGED_PREFIX);
}
