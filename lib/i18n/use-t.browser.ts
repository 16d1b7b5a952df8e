/** `#i18n` in the browser, and where components of the browser are rendered beforehand. */
export { useT } from './provider';
