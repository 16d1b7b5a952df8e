/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  // Proxied streams must not be buffered by a compressor; a reverse proxy in front compresses pages.
  compress: false,
  typescript: { ignoreBuildErrors: true }, // `npm run verify` checks types; the build need not do it twice
  serverExternalPackages: ['pg', 'pino', 'undici', 'gpt-tokenizer', '@pydantic/genai-prices'],
};
